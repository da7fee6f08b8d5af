using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Sandbox.Shopify.Faults;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Fulfillments;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Tandem.Tests.Fixtures;
using Tandem.Tests.Sandbox.Shopify;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>Fulfillments written into a practice shop over HTTP, and read back.</summary>
public sealed partial class FulfillmentWritingTests
{
    private static readonly TrackingDraft RoyalMail = new("royal mail", ["RM1"], [new Uri("https://example.com/RM1")]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goods_that_left_are_written_with_their_tracking_and_read_back()
    {
        await using var at = await Begin();

        var written = Assert.IsType<FulfillmentWriting.Written>(await at.Writes.Create(at.Shop, Draft(await at.Read(), 1), Stop));

        Assert.Equal(new ShopTracking("Royal Mail", "RM1", "https://example.com/RM1"), Assert.Single(written.Fulfillment.Tracking));
        var order = await at.Read();
        Assert.Equal(written.Fulfillment.Id, Assert.Single(order.Fulfillments).Id);
        Assert.Equal((1, "IN_PROGRESS", true), (order.FulfillmentOrders[0].Lines[0].Remaining, order.FulfillmentOrders[0].Status, order.FulfillmentOrders[0].CanFulfill));
    }

    [Fact]
    public async Task Several_packages_have_several_numbers()
    {
        await using var at = await Begin();
        var draft = Draft(await at.Read(), 1) with { Tracking = new TrackingDraft("Local Carrier", ["A", "B"], []) };

        var written = Assert.IsType<FulfillmentWriting.Written>(await at.Writes.Create(at.Shop, draft, Stop));

        Assert.Equal([new ShopTracking("Local Carrier", "A", null), new ShopTracking("Local Carrier", "B", null)], written.Fulfillment.Tracking);
    }

    [Fact]
    public async Task Tracking_is_replaced_and_a_fulfillment_taken_back()
    {
        await using var at = await Begin();
        var written = Assert.IsType<FulfillmentWriting.Written>(await at.Writes.Create(at.Shop, Draft(await at.Read(), 2), Stop)).Fulfillment;

        var tracked = Assert.IsType<FulfillmentWriting.Written>(await at.Writes.Track(at.Shop, written.Id, new TrackingDraft("DPD", ["D9"], []), false, Stop));
        var cancelled = Assert.IsType<FulfillmentWriting.Written>(await at.Writes.Cancel(at.Shop, written.Id, Stop));
        var again = await at.Writes.Cancel(at.Shop, written.Id, Stop);

        Assert.Equal("D9", Assert.Single(tracked.Fulfillment.Tracking).Number);
        Assert.Equal(FulfillmentStatus.Cancelled, cancelled.Fulfillment.Status);
        Assert.IsType<FulfillmentWriting.Written>(again);
    }

    [Fact]
    public async Task More_than_remains_is_refused_in_Shopify_s_words_and_changes_nothing()
    {
        await using var at = await Begin();

        var refused = Assert.IsType<FulfillmentWriting.NotDone>(await at.Writes.Create(at.Shop, Draft(await at.Read(), 9), Stop));

        Assert.Contains("Invalid fulfillment order line item quantity requested.", Assert.IsType<ShopifyFailure.UserErrors>(refused.Failure).Sentence, StringComparison.Ordinal);
        Assert.Empty((await at.Read()).Fulfillments);
    }

    [Theory]
    [InlineData("closed", "has an unfulfillable status= closed.")]
    [InlineData("held", "has an unfulfillable status= on_hold.")]
    public async Task What_may_not_be_sent_is_refused(string state, string words)
    {
        await using var at = await Begin();
        var draft = Draft(await at.Read(), 1);
        if (state == "held") at.Practice.Shop.Desk.Hold(at.Order);
        else at.Practice.Shop.Desk.Fulfill(at.Order);

        var refused = Assert.IsType<FulfillmentWriting.NotDone>(await at.Writes.Create(at.Shop, draft, Stop));

        Assert.Contains(words, refused.Failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fulfillment_orders_of_two_locations_are_not_sent_together()
    {
        await using var at = await Begin();
        at.Practice.Shop.Desk.Move(at.Order, 1, 7002, [new LineUnits(0, 1)]);
        var order = await at.Read();
        var shares = order.FulfillmentOrders.Select(one => new FulfillmentOrderShare(one.Id, [new FulfillmentOrderUnits(one.Lines[0].Id, 1)])).ToList();

        var refused = Assert.IsType<FulfillmentWriting.NotDone>(await at.Writes.Create(at.Shop, new FulfillmentDraft(shares, null, false), Stop));

        Assert.Contains("must be assigned to a single location", refused.Failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fulfillment_order_moves_whole_or_in_part()
    {
        await using var at = await Begin();
        var order = (await at.Read()).FulfillmentOrders[0];

        var part = Assert.IsType<FulfillmentMoving.Moved>(await at.Writes.Move(at.Shop, order.Id, new LocationId(7002), [new FulfillmentOrderUnits(order.Lines[0].Id, 1)], Stop));
        var whole = Assert.IsType<FulfillmentMoving.Moved>(await at.Writes.Move(at.Shop, order.Id, new LocationId(7002), [], Stop));

        Assert.NotEqual(order.Id, part.Order.Id);
        Assert.Equal((new LocationId(7002), 1), (part.Order.Location!.Value, part.Order.Lines.Sum(line => line.Remaining)));
        Assert.Equal((order.Id, new LocationId(7002)), (whole.Order.Id, whole.Order.Location!.Value));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task An_answer_that_is_lost_is_an_unknown_outcome_and_nothing_is_sent_twice(bool done, int fulfillments)
    {
        await using var at = await Begin();
        var draft = Draft(await at.Read(), 1);
        at.Practice.Shopify.Faults.Next(new Fault.Dropped(AfterDoing: done), operation: "fulfillmentCreate");

        Assert.IsType<FulfillmentWriting.Unknown>(await at.Writes.Create(at.Shop, draft, Stop));

        Assert.Equal(fulfillments, (await at.Read()).Fulfillments.Count);
        Assert.Equal(1, at.Practice.Shopify.Faults.Count("fulfillmentCreate"));
    }

    [Fact]
    public async Task A_server_error_is_an_unknown_outcome_too()
    {
        await using var at = await Begin();
        var draft = Draft(await at.Read(), 1);
        at.Practice.Shopify.Faults.Next(new Fault.Status(502), operation: "fulfillmentCreate");

        Assert.IsType<ShopifyFailure.ServerError>(Assert.IsType<FulfillmentWriting.Unknown>(await at.Writes.Create(at.Shop, draft, Stop)).Failure);
    }

    [Fact]
    public async Task A_draft_without_units_is_never_sent() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await using var at = await Begin();
            await at.Writes.Create(at.Shop, new FulfillmentDraft([new FulfillmentOrderShare(new FulfillmentOrderId(1), [])], null, false), Stop);
        });

    [Theory]
    [InlineData("ups", "UPS")]
    [InlineData(" österreichische post ", "Österreichische Post")]
    [InlineData("My Own Van", "My Own Van")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void A_carrier_that_Shopify_knows_gets_its_spelling_and_others_stay(string? carrier, string? named) =>
        Assert.Equal(named, TrackingCompanies.Named(carrier));

    [Fact]
    public void The_carriers_are_those_that_Shopify_s_schema_lists()
    {
        var sdl = File.ReadAllText(Shared.Path("shopify/admin-2026-07.graphql"));
        var text = sdl[sdl.IndexOf("type FulfillmentTrackingInfo {", StringComparison.Ordinal)..];
        text = text[..text.IndexOf("company: String", StringComparison.Ordinal)];
        var listed = Listed().Matches(text).Select(match => match.Groups[1].Value.Trim()).Where(name => !name.StartsWith("**", StringComparison.Ordinal))
            .Concat(ByCountry().Matches(text).SelectMany(match => match.Groups[1].Value.Trim().TrimEnd('.').Split(", ")));

        Assert.DoesNotContain(listed, name => !TrackingCompanies.Knows(name));
    }

    [GeneratedRegex(@"^    \* (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^    \* \*\*[^*]+\*\*: (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ByCountry();

    private static FulfillmentDraft Draft(ShopOrder order, int units) => new(
        [new FulfillmentOrderShare(order.FulfillmentOrders[0].Id, [new FulfillmentOrderUnits(order.FulfillmentOrders[0].Lines[0].Id, units)])], RoyalMail, NotifyCustomer: true);

    private static async Task<Written> Begin()
    {
        var practice = await Practising.Begin(o => o with { BucketSize = 100_000 });
        return new Written(practice, practice.Shop.Place(DemoOrders.Simple()), await PracticeClient.Of(practice));
    }

    /// <summary>A practice order with the app's client.</summary>
    private sealed class Written(Practising practice, PracticeOrder order, ServiceProvider client) : IAsyncDisposable
    {
        public Practising Practice => practice;

        public PracticeOrder Order => order;

        public ShopDomain Shop => ShopDomain.Parse(practice.Shop.Domain);

        public IShopFulfillments Writes => client.GetRequiredService<IShopFulfillments>();

        public Task<ShopOrder> Read() => client.GetRequiredService<IShopOrders>().Read(Shop, new OrderId(order.Number), Stop);

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            await practice.DisposeAsync();
        }
    }
}
