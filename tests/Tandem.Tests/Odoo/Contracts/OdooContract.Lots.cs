using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Partners;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Fact]
    public async Task Orders_that_are_made_together_are_what_each_would_be_alone()
    {
        var drafts = Lot("together", 5);
        var lots = new SaleOrderLots(World.Odoo, World.Profile, World.Module);
        var confirmation = new LotConfirmation(lots, new OdooOptions(), TimeProvider.System);

        var ids = Ids(await lots.Load(drafts, Stop));
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(ids, Ids(await lots.Load(drafts, Stop)));
        // Odoo answers nothing of those that stand beside one that is gone: each is asked for alone then.
        Assert.Empty(await lots.Read([.. ids, new OdooId<SaleOrder>(NoSuchId)], Stop));
        var read = await lots.Read(ids, Stop);
        Assert.Equal(ids.ToHashSet(), read.Keys.ToHashSet());
        Assert.All(drafts.Zip(ids), one => Assert.Empty(OrderAgreement.Structure(one.First.Draft, World.Partners, read[one.Second].Value!)));
        Assert.All(read.Values, one => Assert.Equal(SaleState.Draft, one.Value!.State));

        for (var again = 0; again < 2; again++) Assert.Equal(ids.ToHashSet(), (await confirmation.Confirm([.. ids.Select(id => new OrderToConfirm(id, [World.Product]))], Stop)).Keys.ToHashSet());
        var dated = await lots.RestoreDates([.. ids.Zip(drafts, (id, one) => (id, one.Draft.DateOrder))], Stop);

        foreach (var (one, id) in drafts.Zip(ids))
        {
            var held = dated[id].Value!;
            Assert.Empty(OrderAgreement.Structure(one.Draft, World.Partners, held));
            Assert.Equal((SaleState.Sale, one.Draft.DateOrder), (held.State, held.DateOrder));
            var move = Assert.Single((await OnlyPicking(id)).Moves);
            Assert.Equal(one.Draft.Lines[0].Quantity, move.Demand);
            Assert.Equal(held.Lines[0].Id, move.SaleLine);
        }

        var alone = drafts[0].Draft with { ExternalId = "order_alone", ClientOrderRef = $"#{World.Tag}-alone", Lines = [drafts[0].Draft.Lines[0] with { ExternalId = "line_alone" }] };
        var single = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(alone, World.Partners, false, Stop)).Order;
        await World.Confirmation(World.Odoo).Confirm(single, Stop);
        Assert.Equal(Fields(await World.Orders.RestoreDate(single, alone.DateOrder, Stop)), Fields(dated[ids[0]].Value!));
        Assert.Equal(await Plain(single), await Plain(ids[0]));
    }

    [Fact]
    public async Task What_Odoo_refuses_of_many_is_left_out_and_the_others_are_made_and_confirmed()
    {
        var drafts = Lot("refused", 7);
        drafts[1] = drafts[1] with { Draft = drafts[1].Draft with { Lines = [drafts[1].Draft.Lines[0] with { Product = new OdooId<Product>(NoSuchId) }] } };
        var lots = new SaleOrderLots(World.Odoo, World.Profile, World.Module);

        var made = await lots.Load(drafts, Stop);

        // Odoo may name the first of all as well, with what it said of all of them; it is asked for alone then.
        Assert.Equal([2, 3, 4, 5, 6], made.Keys.Where(place => place != 0).Order());
        List<OdooId<SaleOrder>> ids = [.. Enumerable.Range(2, 5).Select(place => made[place].Value)];
        await World.Odoo.Invoke("sale.order", "action_cancel", [ids[0].Value], World.Context.With("disable_cancel_warning", true), Stop);
        var confirmed = await new LotConfirmation(lots, new OdooOptions(), TimeProvider.System).Confirm([.. ids.Select(id => new OrderToConfirm(id, []))], Stop);

        // What is left over of a half is asked for alone.
        Assert.Equal([ids[2], ids[3], ids[4]], confirmed.Keys.OrderBy(id => id.Value));
        foreach (var (place, id) in ids.Index())
            Assert.Equal(place switch { 0 => SaleState.Cancelled, 1 => SaleState.Draft, _ => SaleState.Sale }, await World.Orders.State(id, Stop));
    }

    [Theory, InlineData("sale.order.action_confirm", true), InlineData("sale.order.action_confirm", false)]
    public async Task Many_whose_confirmation_is_not_answered_are_watched_and_not_confirmed_twice(string call, bool carriedOut)
    {
        var name = carriedOut ? "lost" : "never";
        var losing = new LosingOdoo(World.Odoo, call, carriedOut);
        var lots = new SaleOrderLots(losing, World.Profile, World.Module);
        var ids = Ids(await lots.Load(Lot(name, 3), Stop));

        var confirmed = await new LotConfirmation(lots, new OdooOptions { WatchTime = TimeSpan.FromSeconds(1) }, TimeProvider.System).Confirm([.. ids.Select(id => new OrderToConfirm(id, []))], Stop);

        Assert.Equal(1, losing.Losses);
        foreach (var id in ids)
        {
            if (carriedOut) Assert.Null(confirmed[id].Failure);
            else Assert.NotNull(Assert.IsType<OdooFailure.UnknownOutcome>(confirmed[id].Failure!.Failure).Settles);
            if (carriedOut) await OnlyPicking(id);
        }
    }

    [Fact]
    public async Task Customers_are_looked_for_and_made_together()
    {
        var customers = new OdooCustomers(World.Odoo, World.Profile, await OdooGeography.Read(World.Odoo, Stop), World.Module);
        ContactDraft Person(int number) => new() { ExternalId = $"customer_lot{number}", Kind = ContactKind.Person, Name = $"Lot {number} {World.Tag}", Email = $"lot{number}.{World.Tag}@example.com" };
        ContactDraft Address(int number) => new() { ExternalId = $"address_lot{number}", Kind = ContactKind.DeliveryAddress, Name = $"There {number}", City = "Austin", CountryCode = "US" };

        var roots = (await customers.LoadFamilies([[Person(1), Address(1)], [Person(2)]], Stop)).OrThrow("load");
        var children = (await customers.LoadChildren([(new OdooId<Partner>(roots[0]), Address(1)), (new OdooId<Partner>(roots[2]), Address(2))], Stop)).OrThrow("load");
        var found = await customers.FindByEmails([$"LOT1.{World.Tag}@example.com", $"lot2.{World.Tag}@example.com", "nobody@example.com"], Stop);

        Assert.Equal((3, roots[1]), (roots.Count, children[0]));
        Assert.Equal([roots[0], roots[2]], (await World.Odoo.Read("res.partner", children, ["parent_id"], World.Context, Stop)).Select(child => child.Link("parent_id")!.Value.Id));
        Assert.Equal(roots[0], Assert.Single(found[$"LOT1.{World.Tag}@example.com"]).Id.Value);
        Assert.Equal(roots[2], Assert.Single(found[$"lot2.{World.Tag}@example.com"]).Id.Value);
        Assert.Empty(found["nobody@example.com"]);
    }

    /// <summary>Orders of one customer on different days, the last two of five with a note.</summary>
    private OrderToLoad[] Lot(string name, int count) =>
    [
        .. Enumerable.Range(1, count).Select(number => new OrderToLoad(
            World.Draft($"{name}{number}", World.Line($"{name}{number}", number, 10m, World.Excluded)) with { DateOrder = new DateTimeOffset(2026, 3, number, 9, 8, 7, TimeSpan.Zero), Note = count == 5 && number > 3 ? "Ring twice" : null },
            World.Partners, Confirmed: false)),
    ];

    private static IReadOnlyList<OdooId<SaleOrder>> Ids(IReadOnlyDictionary<int, LotAnswer<OdooId<SaleOrder>>> made) => [.. made.OrderBy(one => one.Key).Select(one => one.Value.Value)];

    private static SaleOrderReading Fields(SaleOrderReading order) => order with { Id = default, Name = "", ClientOrderRef = null, Lines = [], TaxGroups = null };

    /// <summary>What tells an order's own fields and its transfer's, except for names, numbers and times.</summary>
    private async Task<string> Plain(OdooId<SaleOrder> order)
    {
        string[] fields = ["state", "invoice_status", "delivery_status", "user_id", "team_id", "pricelist_id", "fiscal_position_id", "payment_term_id", "warehouse_id", "picking_policy", "require_signature", "require_payment", "commitment_date"];
        var known = await World.Odoo.FieldsGet("sale.order", fields, Stop);
        var read = (await World.Odoo.Read("sale.order", [order.Value], [.. fields.Where(known.ContainsKey)], World.Context, Stop))[0];
        var picking = await OnlyPicking(order);
        return string.Join("; ", known.Keys.Order().Select(field => $"{field} {read.Json.GetProperty(field)}").Append($"{picking.Kind} {picking.State} {picking.Moves.Count} {picking.Moves[0].State}"));
    }
}
