using System.Globalization;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Stories;
using Xunit;

namespace Tandem.Tests.Story;

public sealed class LifeStoryTests
{
    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task An_order_goes_through_its_life_and_the_books_agree_after_every_step(int version)
    {
        using var told = new StringWriter(CultureInfo.InvariantCulture);

        Assert.True(await LifeStory.Run(new PracticeHouseOptions { OdooVersion = version }, told, TestContext.Current.CancellationToken) == 0, told.ToString());
    }
}
