using Tandem.Sandbox.Mishaps;
using Xunit;

namespace Tandem.Tests.Faults;

/// <summary>One call of an order's life goes wrong, each in its turn, and both sides end as they would have without it; <c>tests/Load -- faults</c> plays every call in every way.</summary>
public sealed class MishapTests
{
    public static TheoryData<int> Ways => [.. Enumerable.Range(0, MishapWay.All.Count)];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_life_in_which_one_call_goes_wrong_ends_as_it_would_have_without(int way)
    {
        var plan = new MishapPlan([MishapWay.All[way]]) { Every = 8, Turn = way, AtOnce = 2 };

        var tally = await MishapRun.Run(plan, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.True(tally.Wrong.Count == 0, string.Join(Environment.NewLine, tally.Wrong.Select(end => $"{end.Mishap} of {end.Call.Name} ({end.Call.Nth}): {end.Wrong}")));
        Assert.NotEmpty(tally.Ends);
        Assert.All(tally.Ends, end => Assert.True(end.Met, $"{end.Call} was never made"));
    }
}
