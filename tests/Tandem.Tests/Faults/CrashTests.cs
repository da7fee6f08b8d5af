using Tandem.Sandbox.Crashes;
using Xunit;

namespace Tandem.Tests.Faults;

public sealed class CrashTests
{
    [Fact]
    public async Task Killed_amid_its_orders_Tandem_loses_none_and_books_none_twice()
    {
        using var words = new StringWriter();
        var tally = await CrashRun.Run(new CrashPlan(Rounds: 2, Orders: 20, Seed: 7), words, TestContext.Current.CancellationToken);
        Assert.True(tally.Good, words.ToString());
        Assert.Equal(40, tally.Orders);
    }
}
