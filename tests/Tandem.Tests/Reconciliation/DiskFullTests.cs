using Tandem.Sandbox.Crowd;
using Tandem.Sandbox.House;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>The reconciler as a process of its own on a disk that takes only so much of a file.</summary>
public sealed class DiskFullTests
{
    private const int BelowTheList = 8_000;
    private const int BelowTheLedger = 64;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_that_finds_no_room_is_read_one_by_one_and_a_night_that_cannot_be_kept_says_nothing_of_agreement()
    {
        await using var house = await CrowdHouse.Open(16, null, Stop);
        foreach (var variant in house.Practice.Shop.Variants.Take(12)) house.Practice.Shop.Products.Change(variant.ProductId, facts => facts with { Description = new string('x', 900_000) });
        await house.Practice.Settled(TimeSpan.FromMinutes(1), Stop);

        var (slowly, said) = await Night(house, BelowTheList);
        Assert.True(slowly == 0, said);
        Assert.Contains("this machine's disk does not take its file", said, StringComparison.Ordinal);
        Assert.Contains("The products are read one by one instead, which takes longer.", said, StringComparison.Ordinal);
        Assert.Contains("Shopify and Odoo agree on all 16 orders", said, StringComparison.Ordinal);

        var (full, why) = await Night(house, BelowTheLedger);
        Assert.True(full == 2, why);
        Assert.Contains("ConnectionStrings:Tandem: the disk of the SQLite file", why, StringComparison.Ordinal);
        Assert.DoesNotContain("agree on all", why, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> Night(CrowdHouse house, int largestFile)
    {
        using var process = AppProcess.Begin(house.Settings, "Tandem.Reconciler.dll", ["run", house.Practice.Shop.Domain], largestFile);
        return (await process.Ended(Stop), process.Said);
    }
}
