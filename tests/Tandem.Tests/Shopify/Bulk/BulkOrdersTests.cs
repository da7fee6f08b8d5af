using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Sandbox.Shopify.Bulk;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Tests.Sandbox.Shopify;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>All orders of a time by Shopify's bulk operations, over the practice Shopify's wire.</summary>
public sealed class BulkOrdersTests : IAsyncDisposable
{
    private static readonly ShopDomain Alpha = ShopDomain.Parse("alpha.myshopify.com");
    private static readonly DateTimeOffset From = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private Practising practice = null!;
    private ServiceProvider client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bulk_operation_lists_what_the_pages_list_the_old_ones_that_are_open_too()
    {
        await Begin();
        for (var index = 0; index < 110; index++) practice.Shop.Place(DemoOrders.Simple());
        practice.Shop.Place(DemoOrders.Simple(), From.AddDays(-40));
        var closed = practice.Shop.Place(DemoOrders.Simple(), From.AddDays(-50));
        practice.Shop.Desk.Cancel(closed);
        var paged = new List<PlacedOrder>();
        await foreach (var order in client.GetRequiredService<IShopOrders>().PlacedSinceOrOpen(Alpha, From, Stop)) paged.Add(order);

        var bulk = await Bulk();

        Assert.True(paged.Count >= 111);
        Assert.Equal(paged.OrderBy(order => order.Id.Value), bulk.Select(order => order with { Mark = null }).OrderBy(order => order.Id.Value));
        Assert.All(bulk, order => Assert.NotNull(order.Mark));
        Assert.Equal(2, practice.Shop.Bulk.Asked);
    }

    [Fact]
    public async Task The_mark_of_an_order_changes_with_it_and_with_nothing_else()
    {
        await Begin();
        var (shipped, left) = (practice.Shop.Place(DemoOrders.Simple()), practice.Shop.Place(DemoOrders.Simple()));
        var before = (await Bulk()).ToDictionary(order => order.Id.Value, order => order.Mark);
        practice.Shop.Desk.Fulfill(shipped);

        var after = (await Bulk()).ToDictionary(order => order.Id.Value, order => order.Mark);

        Assert.Equal(before[left.Number], after[left.Number]);
        Assert.NotEqual(before[shipped.Number], after[shipped.Number]);
    }

    [Fact]
    public async Task A_shop_without_orders_gives_an_empty_list()
    {
        await Begin();

        Assert.Empty(await Bulk());
    }

    public static TheoryData<string, string> Mishaps => new()
    {
        { "cut in the middle of a line", "could not be fetched whole" },
        { "a line is missing", " lines" },
        { "a line is no JSON", "is no JSON" },
        { "a line above 1 MB", "longer than 1 MB" },
        { "a line without its order", "which is not in the file" },
        { "failed", "FAILED (INTERNAL_SERVER_ERROR)" },
        { "cancelled in the admin", "CANCELED" },
        { "never ends", "did not end within" },
        { "its address expires again and again", "has expired" },
    };

    [Theory]
    [MemberData(nameof(Mishaps))]
    public async Task A_bulk_operation_that_does_not_come_to_a_whole_file_is_refused_with_its_reason(string mishap, string reason)
    {
        await Begin(mishap == "never ends" ? 1 : 60);
        practice.Shop.Place(DemoOrders.Simple());
        practice.Shop.Bulk.Endings.Enqueue(Ending(mishap));

        var failed = await Assert.ThrowsAsync<ShopifyException>(Bulk);

        Assert.IsType<ShopifyFailure.BulkUnusable>(failed.Failure);
        Assert.Contains(reason, failed.Failure.Sentence, StringComparison.Ordinal);
        Assert.Contains("Nothing was taken from it", failed.Failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_expired_once_is_asked_for_again()
    {
        await Begin();
        practice.Shop.Place(DemoOrders.Simple());
        practice.Shop.Bulk.Endings.Enqueue(new BulkEnding { Expires = 1 });

        Assert.Single(await Bulk());
    }

    [Fact]
    public async Task Two_lists_at_once_of_one_shop_and_five_others_wait_for_a_place()
    {
        await Begin();
        practice.Shop.Place(DemoOrders.Simple());
        practice.Shop.Bulk.Looks = 3;

        var lists = await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => Bulk()));

        Assert.All(lists, list => Assert.Single(list));
        Assert.InRange(practice.Shop.Bulk.MostSeenAtOnce, 2, 5);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await practice.DisposeAsync();
    }

    private async Task Begin(int patience = 60)
    {
        practice = await Practising.Begin();
        client = await PracticeClient.Of(practice, patience);
    }

    private async Task<IReadOnlyList<PlacedOrder>> Bulk()
    {
        var listed = new List<PlacedOrder>();
        await foreach (var order in client.GetRequiredService<IOrderSnapshots>().PlacedSinceOrOpen(Alpha, From, Stop)) listed.Add(order);
        return listed;
    }

    private static BulkEnding Ending(string mishap) => mishap switch
    {
        "cut in the middle of a line" => new BulkEnding { BreaksAfter = 100 },
        "a line is missing" => Damaged(text => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]),
        "a line is no JSON" => Damaged(text => "x" + text[1..]),
        "a line above 1 MB" => Damaged(text => new string(' ', 1_200_000) + text),
        "a line without its order" => Damaged(text => text.Replace("\"__parentId\":\"gid:\\/\\/shopify\\/Order\\/", "\"__parentId\":\"gid:\\/\\/shopify\\/Order\\/9", StringComparison.Ordinal)),
        "failed" => new BulkEnding { Status = "FAILED", ErrorCode = "INTERNAL_SERVER_ERROR" },
        "cancelled in the admin" => new BulkEnding { Status = "CANCELED" },
        "never ends" => new BulkEnding { Never = true },
        "its address expires again and again" => new BulkEnding { Expires = 9 },
        _ => throw new ArgumentOutOfRangeException(nameof(mishap)),
    };

    private static BulkEnding Damaged(Func<string, string> damage) => new() { Damage = file => Encoding.UTF8.GetBytes(damage(Encoding.UTF8.GetString(file))) };
}
