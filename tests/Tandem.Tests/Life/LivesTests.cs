using Tandem.Sandbox.Lives;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>Random lives with repeated and late signals.</summary>
public sealed class LivesTests
{
    [Fact]
    public async Task Random_lives_end_in_agreement_or_with_a_blocker_that_names_the_cause()
    {
        var tally = await LivesRun.Run(new LivesPlan(40) { AtOnce = 40 }, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal(40, tally.Ends.Count);
        Assert.True(tally.Wrong.Count == 0, string.Join(Environment.NewLine, tally.Wrong.Select(end => $"{end.Told}: {end.Wrong}")));
        Assert.True(tally.Agree > 0, tally.ToString());
    }
}
