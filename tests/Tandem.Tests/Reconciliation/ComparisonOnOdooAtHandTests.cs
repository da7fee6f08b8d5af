using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
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
    public async Task An_order_that_was_given_to_another_customer_by_hand_is_found_though_its_own_was_known_by_e_mail_alone()
    {
        var odoo = house.Get<IOdooClients>().For(OdooAccess.OfEnvironment()?.Connection ?? house.Access.Connection with { User = "admin", Secret = new OdooSecret("admin") });
        var number = Random.Shared.NextInt64(1, long.MaxValue / 4);
        var theirs = await odoo.Create("res.partner", new Dictionary<string, object?> { ["name"] = "Tex, entered by hand", ["email"] = TexasOrders.Email(number) }, OdooContext.Plain, Stop);
        var other = await odoo.Create("res.partner", new Dictionary<string, object?> { ["name"] = "Somebody else" }, OdooContext.Plain, Stop);
        var order = house.Shop.Place(TexasOrders.Of(number));
        Assert.IsType<Standing.InStep>(await house.Synced(order));
        var held = (await house.Progress(order)).Order;
        Assert.Equal(theirs, held.Partner?.Value);
        Assert.Empty((await Compared(order)).Findings);

        await odoo.Write("sale.order", [held.Id.Value], new Dictionary<string, object?> { ["partner_id"] = other, ["partner_invoice_id"] = held.InvoicePartner?.Value, ["partner_shipping_id"] = held.ShippingPartner?.Value }, OdooContext.Plain, Stop);

        var finding = Assert.Single((await Compared(order)).Findings);
        Assert.Equal((FindingKind.Differs, "customer", $"Odoo contact {theirs}", $"Odoo contact {other}"), (finding.Kind, finding.Field, finding.Shopify, finding.Odoo));
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
        // One that was deleted since it was listed keeps nobody from reading the others.
        Assert.Equal(own.Id, Assert.Single(await book.Life.ReadAll([own.Id, new OdooId<SaleOrder>(900_000_001)], Stop)).Order.Id);
    }

    [Fact]
    public async Task An_Odoo_that_was_set_back_or_moved_is_noticed_before_anything_is_compared_or_written()
    {
        var order = house.Place();
        Assert.IsType<Standing.InStep>(await house.Synced(order));
        var (book, sights, flows) = (await house.Book(), house.Get<IOdooSights>(), house.Get<IFlows>());
        var same = new SameOdoo(sights, flows, TimeProvider.System);
        Assert.Null(await same.Doubt(book, Stop));
        var sight = (await sights.Find(book.Shop, Stop))!;
        Assert.Contains(sight.Newest, pair => pair.Shopify == new OrderId(order.Number));

        // Two of its newest orders were deleted by somebody; then three are gone, or their numbers are others' now.
        (OdooId<SaleOrder>, OrderId)[] gone = [(new(900_003), new(73)), (new(900_002), new(72))];
        await sights.Keep(book.Shop, sight with { Newest = [.. gone, sight.Newest[0]] }, Stop);
        Assert.Null(await same.Doubt(book, Stop));
        await sights.Keep(book.Shop, sight with { Newest = [.. gone, (sight.Newest[0].Odoo, new(74)), sight.Newest[0]] }, Stop);
        Assert.Contains("set back to a backup", await same.Doubt(book, Stop), StringComparison.Ordinal);
        Assert.All(await flows.Of(book.Shop, Stop), flow => Assert.Contains("The 3 newest orders", flow.Paused?.Reason, StringComparison.Ordinal));

        // It stays so until a person resumes a flow; then all go on, and this Odoo is the right one.
        Assert.NotNull(await same.Doubt(book, Stop));
        Assert.NotNull(await flows.Resume(book.Shop, Flow.Orders, "owner", "It was restored on purpose.", Stop));
        Assert.All(await flows.Of(book.Shop, Stop), flow => Assert.Null(flow.Paused));
        Assert.Null(await same.Doubt(book, Stop));
        Assert.Contains((await sights.Find(book.Shop, Stop))!.Newest, pair => pair.Shopify == new OrderId(order.Number));

        await sights.Keep(book.Shop, sight with { Database = "copy-of-last-week" }, Stop);
        Assert.Contains("(database copy-of-last-week)", await same.Doubt(book, Stop), StringComparison.Ordinal);
        await flows.Resume(book.Shop, Flow.Products, "owner", "The address changed.", Stop);
        Assert.Null(await same.Doubt(book, Stop));

        // Whatever opens the shop's book, be it for an order or for the night, is told before it does anything.
        await sights.Keep(book.Shop, sight with { Newest = [.. gone, (new(900_001), new(71)), sight.Newest[0]] }, Stop);
        house.Get<IShopBooks>().Forget(book.Shop);
        var doubted = await house.Book();
        Assert.NotNull(doubted.Doubt);
        Assert.Equal(Flows.All.Count, doubted.Paused.Count);
        await flows.Resume(book.Shop, Flow.Orders, "owner", "It was restored on purpose.", Stop);
        house.Get<IShopBooks>().Forget(book.Shop);
        Assert.IsType<Standing.InStep>(await house.Synced(house.Place()));
    }

    [Fact]
    public async Task Very_many_orders_between_two_looks_are_no_other_Odoo()
    {
        foreach (var _ in Enumerable.Range(0, 3)) Assert.IsType<Standing.InStep>(await house.Synced(house.Place()));
        var (book, sights) = (await house.Book(), house.Get<IOdooSights>());
        var same = new SameOdoo(sights, house.Get<IFlows>(), TimeProvider.System);
        Assert.Null(await same.Doubt(book, Stop));
        Assert.True((await sights.Find(book.Shop, Stop))!.Newest.Count >= 3);
        foreach (var later in Enumerable.Range(1, 25))
            await house.Get<IStandings>().Set(
                RecordKey.Order(book.Shop, new OrderId(9_000_000 + later)), new Standing.InStep("S9"), new RecordFacts(Odoo: new OdooDocument("sale.order", 800_000 + later, "S9")), null, Stop);

        Assert.Null(await same.Doubt(book, Stop));
        Assert.True((await sights.Find(book.Shop, Stop))!.Newest.Count >= 3);
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
