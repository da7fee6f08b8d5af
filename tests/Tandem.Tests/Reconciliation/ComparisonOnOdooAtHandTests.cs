using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Reconciler;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;
using Tandem.Tests.Life;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>The comparison on orders that the live sync wrote to the Odoo at hand: nothing is accused, and what a person changes there is, exactly.</summary>
public sealed class ComparisonOnOdooAtHandTests(AtHandHouse house) : IClassFixture<AtHandHouse>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_that_live_sync_wrote_agree_and_a_change_by_hand_is_found_exactly()
    {
        var (untouched, changed) = (house.Place(), house.Place());
        Assert.IsType<Standing.InStep>(await house.Synced(untouched));
        Assert.IsType<Standing.InStep>(await house.Synced(changed));
        Assert.Empty((await Compared(untouched)).Findings);
        Assert.Empty((await Compared(changed)).Findings);

        var held = (await house.Progress(changed)).Order;
        var odoo = house.Get<IOdooClients>().For(OdooAccess.OfEnvironment()?.Connection ?? house.Access.Connection with { User = "admin", Secret = new OdooSecret("admin") });
        await odoo.Write("sale.order", [held.Id.Value], new Dictionary<string, object?> { ["client_order_ref"] = "by hand" }, OdooContext.Plain, Stop);

        Assert.Empty((await Compared(untouched)).Findings);
        var finding = Assert.Single((await Compared(changed)).Findings);
        Assert.Equal((FindingKind.Differs, "customer reference", changed.Name, "by hand"), (finding.Kind, finding.Field, finding.Shopify, finding.Odoo));
    }

    [Fact]
    public async Task Orders_are_listed_with_whose_they_are()
    {
        var order = house.Place();
        Assert.IsType<Standing.InStep>(await house.Synced(order));
        var book = await house.Book();
        var since = TimeProvider.System.GetUtcNow().AddHours(-1);

        var listed = new List<Tandem.Odoo.Sales.BookedOrder>();
        await foreach (var one in book.Booked.CreatedSince(since, Stop)) listed.Add(one);

        var own = Assert.Single(listed, one => one.Identity == new OrderId(order.Number));
        Assert.Equal($"Shopify {order.Name}", own.Origin);
        Assert.Equal(own.Id, await book.Booked.MadeFor(new OrderId(order.Number), Stop));
        Assert.Null(await book.Booked.MadeFor(new OrderId(order.Number + 1), Stop));
    }

    [Fact]
    public async Task An_Odoo_that_was_set_back_or_moved_is_noticed_before_anything_is_compared()
    {
        var order = house.Place();
        Assert.IsType<Standing.InStep>(await house.Synced(order));
        var (book, sights) = (await house.Book(), house.Get<IOdooSights>());
        var same = new SameOdoo(sights, TimeProvider.System);
        var booked = new Pairing();
        await foreach (var one in book.Booked.CreatedSince(TimeProvider.System.GetUtcNow().AddHours(-1), Stop)) booked.Add(one);
        Assert.Null(await same.Doubt(book, booked, Stop));
        await same.Remember(book, booked, Stop);
        Assert.Null(await same.Doubt(book, booked, Stop));
        var sight = (await sights.Find(book.Shop, Stop))!;
        Assert.Contains(sight.Newest, pair => pair.Shopify == new OrderId(order.Number));

        // Its newest orders are gone, all but one; then all, or their numbers are others' now.
        (OdooId<SaleOrder>, OrderId)[] gone = [(new(900_001), new(71)), (new(900_002), new(72)), (new(900_003), new(73))];
        await sights.Keep(book.Shop, sight with { Newest = [.. gone, sight.Newest[0]] }, Stop);
        Assert.Null(await same.Doubt(book, booked, Stop));
        await sights.Keep(book.Shop, sight with { Newest = [.. gone, (sight.Newest[0].Odoo, new(74))] }, Stop);
        Assert.Contains("set back to a backup", await same.Doubt(book, booked, Stop), StringComparison.Ordinal);

        await sights.Keep(book.Shop, sight with { Database = "copy-of-last-week" }, Stop);
        var doubt = await same.Doubt(book, booked, Stop);
        Assert.Contains("(database copy-of-last-week)", doubt, StringComparison.Ordinal);
        Assert.Contains($"reconciler run {book.Shop} --this-odoo", doubt, StringComparison.Ordinal);
        await sights.Keep(book.Shop, sight, Stop);
    }

    private async Task<AuditedOrder> Compared(PracticeOrder order)
    {
        var book = await house.Book();
        await foreach (var placed in house.Get<IShopOrders>().PlacedSinceOrOpen(book.Shop, TimeProvider.System.GetUtcNow().AddDays(-1), Stop))
            if (placed.Id == new OrderId(order.Number))
                return (await new OrderAudit(house.Get<IShopOrders>()).Compare(book, [new AuditedPair(placed, await book.Booked.MadeFor(placed.Id, Stop))], new Dictionary<OrderId, ComparedOrder>(), Stop))[0];
        throw new InvalidOperationException($"{order.Name} is not listed.");
    }
}
