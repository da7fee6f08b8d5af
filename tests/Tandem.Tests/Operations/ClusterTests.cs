using Tandem.Sandbox.Crashes;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>Several servers on one PostgreSQL database, as processes of their own.</summary>
public sealed class ClusterTests(PostgresServer postgres)
{
    [Fact]
    public async Task Three_servers_share_the_orders_and_what_a_killed_and_a_stopped_one_had_is_taken_over_once()
    {
        var stop = TestContext.Current.CancellationToken;
        using var words = new StringWriter();

        var outcome = await ClusterRun.Run(await postgres.NewDatabase(stop), 24, words, stop);

        Assert.True(outcome.Tally.Good, words.ToString());
        Assert.True(outcome.Tally.Orders >= 24);
        Assert.All(outcome.Shares, passes => Assert.True(passes > 0, "A server had no part: " + string.Join(", ", outcome.Shares)));
        Assert.Equal(0, outcome.StopCode);
        Assert.True(outcome.StopTook < TimeSpan.FromSeconds(30), words.ToString());
    }
}
