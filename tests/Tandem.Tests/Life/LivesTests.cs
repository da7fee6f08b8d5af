using Tandem.Sandbox.Lives;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>Random lives with repeated and late signals.</summary>
public sealed class LivesTests
{
    [Fact]
    public async Task A_life_that_goes_wrong_is_told_by_the_acts_that_it_takes()
    {
        var tried = 0;

        var left = await Shrinking.Of([1, 2, 3, 4, 5, 6], several =>
        {
            tried++;
            return Task.FromResult(several.Index().Where(one => one.Item.Contains(2) && one.Item.Contains(5)).Select(one => (int?)one.Index).FirstOrDefault());
        });

        Assert.Equal([2, 5], left);
        Assert.Equal(5, tried);
    }

    [Fact]
    public async Task Random_lives_end_in_agreement_or_with_a_blocker_that_names_the_cause()
    {
        var tally = await LivesRun.Run(new LivesPlan(40) { AtOnce = 40 }, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal(40, tally.Ends.Count);
        Assert.True(tally.Wrong.Count == 0, string.Join(Environment.NewLine, tally.Wrong.Select(end => $"{end.Told}: {end.Wrong}")));
        Assert.True(tally.Agree > 0, tally.ToString());
    }
}
