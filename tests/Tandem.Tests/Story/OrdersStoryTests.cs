using Tandem.Sandbox.House;
using Tandem.Sandbox.Stories;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Story;

public sealed class OrdersStoryTests(PostgresServer postgres)
{
    [Theory, InlineData(18), InlineData(19)]
    public Task Orders_of_every_kind_get_in_step(int odoo) => Passes(new PracticeHouseOptions { OdooVersion = odoo });

    [Fact]
    public async Task Orders_of_every_kind_get_in_step_on_PostgreSQL() =>
        await Passes(new PracticeHouseOptions { Ledger = await postgres.NewDatabase(TestContext.Current.CancellationToken) });

    private static async Task Passes(PracticeHouseOptions options)
    {
        using var said = new StringWriter();
        var code = await OrdersStory.Run(options, said, TestContext.Current.CancellationToken);
        Assert.True(code == 0, said.ToString());
    }
}
