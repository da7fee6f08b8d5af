using System.Globalization;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Stories;
using Xunit;

namespace Tandem.Tests.Reconciliation;

public sealed class DriftStoryTests
{
    [Theory]
    [InlineData(19, false)]
    [InlineData(18, true)]
    public async Task What_is_planted_at_random_is_found_each_time_and_nothing_else_is_accused(int version, bool moving)
    {
        using var told = new StringWriter(CultureInfo.InvariantCulture);

        Assert.True(await DriftRounds.Run(new PracticeHouseOptions { OdooVersion = version }, 20261129, 3, moving, told, TestContext.Current.CancellationToken) == 0, told.ToString());
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task Each_planted_difference_is_found_and_named_and_nothing_else_is_accused(int version)
    {
        using var told = new StringWriter(CultureInfo.InvariantCulture);

        Assert.True(await DriftStory.Run(new PracticeHouseOptions { OdooVersion = version }, 32, told, TestContext.Current.CancellationToken) == 0, told.ToString());
        // The later nights read in depth only what changed since it last agreed.
        Assert.Contains("stand on both sides as they did when they last agreed", told.ToString(), StringComparison.Ordinal);
    }
}
