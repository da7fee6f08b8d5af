using Tandem.App.Operate;
using Tandem.Grains.History;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>Orders that were placed before the shop was connected come in when they are asked for: each once, whatever else happens to it.</summary>
public sealed class HistoryTests(HistoryHouse house) : IClassFixture<HistoryHouse>
{
    private static readonly DateTimeOffset Spring = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Older_orders_are_counted_imported_once_and_stopped_and_resumed()
    {
        var old = Enumerable.Range(0, 6).Select(day => house.Shop.Place(DemoOrders.Simple(), Spring.AddDays(day))).ToList();
        var after = house.Shop.Place(DemoOrders.Simple(), Spring.AddDays(30));
        var met = old[2];
        Assert.IsType<Standing.InStep>(await house.Announced(met));

        var (said, code) = await Say((command, output) => command.Preview(house.Domain, "2026-03-01", "2026-03-31", output, output, Stop));
        Assert.Equal(0, code);
        Assert.Contains("Shopify counts 6 orders placed from 1 March 2026 to 31 March 2026. Of these, 1 are in Odoo already, 0 are known and wait or were left out, and 5 are new.", said, StringComparison.Ordinal);

        Assert.Equal(0, (await Say((command, output) => command.Import(house.Domain, "2026-03-01", "2026-03-31", output, output, Stop))).Code);
        var (refused, second) = await Say((command, output) => command.Import(house.Domain, "2026-01-01", "2026-03-31", output, output, Stop));
        Assert.Equal(1, second);
        Assert.Contains("An import of", refused, StringComparison.Ordinal);
        Assert.Equal(0, (await Say((command, output) => command.Stop(house.Domain, output, output, Stop))).Code);
        await Feed();
        Assert.Equal(1, (await Say((command, output) => command.Stop(house.Domain, output, output, Stop))).Code);
        Assert.Equal(0, (await Say((command, output) => command.Resume(house.Domain, output, output, Stop))).Code);
        await Feed();
        // The webhook of one that the import has found arrives all the same.
        await house.Announced(old[0], "orders/updated");

        foreach (var order in old)
        {
            Assert.IsType<Standing.InStep>((await house.Until(order, standing => standing.Standing is Standing.InStep)).Standing);
            Assert.Single(house.InOdoo(order));
        }

        Assert.Empty(house.InOdoo(after));
        var import = (await house.Get<IHistoryImports>().Latest(house.Domain, Stop))!;
        Assert.Equal((HistoryState.Listed, 6, 6), (import.State, import.Total, import.Listed));
        var (ended, _) = await Say((command, output) => command.Show(house.Domain, output, output, Stop));
        Assert.Contains("were imported: 6 looked at", ended, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-13-01", "2026-03-31", "Write the day as year-month-day")]
    [InlineData("", "2026-03-31", "Name a day.")]
    [InlineData("2026-03-31", "2026-03-01", "The last day is before the first")]
    [InlineData("2026-03-31", "2999-03-01", "That day is still to come.")]
    [InlineData("1999-03-31", "2026-03-01", "There were no orders then")]
    public void Days_that_cannot_be_meant_are_said_beside_their_field(string from, string to, string problem)
    {
        var dates = HistoryDates.Read(from, to, new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));

        Assert.Null(dates.Time);
        Assert.Contains(problem, dates.FromProblem ?? dates.ToProblem, StringComparison.Ordinal);
    }

    /// <summary>What the feeder does when its interval has passed.</summary>
    private async Task Feed()
    {
        if (await house.Get<IHistoryImports>().Latest(house.Domain, Stop) is { State: HistoryState.Running } import) await house.Get<HistoryFeed>().Run(import, Stop);
    }

    private async Task<(string Said, int Code)> Say(Func<HistoryCommand, TextWriter, Task<int>> run)
    {
        await using var output = new StringWriter();
        var code = await run(house.Get<HistoryCommand>(), output);
        return (output.ToString(), code);
    }
}

/// <summary>A house whose imports go on when a test says so.</summary>
public sealed class HistoryHouse : House
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Dispatch:FeedHistoryEvery"] = "00:00:00" };
}
