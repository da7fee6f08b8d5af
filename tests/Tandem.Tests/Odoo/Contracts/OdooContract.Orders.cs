using System.Text.Json;
using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Products;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Fact]
    public async Task A_delivery_method_reaches_the_order_and_its_transfer_and_adds_no_line_and_no_price()
    {
        var found = await World.Odoo.SearchRead("delivery.carrier", Tandem.Odoo.Records.Domain.All, ["name"], World.Context, Stop);
        if (found.Count == 0) Assert.Skip("This Odoo has no delivery method.");
        var draft = World.Draft("carried", World.Line("carried_1", 2, 10m)) with { DeliveryMethod = new OdooId<DeliveryMethod>(found[0].Id) };
        var order = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, false, Stop)).Order;
        var before = (await World.Orders.Read(order, Stop))!;

        await World.Confirmation(World.Odoo).Confirm(order, Stop);

        var after = (await World.Orders.Read(order, Stop))!;
        Assert.Equal((before.Total, 1), (after.Total, after.Lines.Count));
        Assert.Equal(found[0].Text("name"), (await OnlyPicking(order)).Carrier);
    }

    [Fact]
    public async Task An_order_is_made_confirmed_and_verified_in_four_calls()
    {
        var counted = new CountingOdoo(World.Odoo);
        var orders = new SaleOrders(counted, World.Profile, World.Module);
        var confirmation = new Confirmation(counted, orders, World.Context, new OdooOptions(), TimeProvider.System);
        var draft = World.Draft("four", World.Line("four_1", 2, 19.99m, World.Excluded), World.Line("four_2", 1, 5m)) with { Note = "Ring <twice>\nthen wait" };

        var id = Assert.IsType<DraftOutcome.There>(await orders.LoadDraft(draft, World.Partners, confirmed: false, Stop)).Order;
        var drafted = await orders.Read(id, Stop);
        Assert.Equal(Confirmed.Now, await confirmation.Confirm(id, Stop));
        var done = await orders.RestoreDate(id, draft.DateOrder, Stop);

        Assert.Equal(4, counted.Calls);
        Assert.Equal(SaleState.Draft, drafted!.State);
        Assert.Equal(SaleState.Sale, done.State);
        Assert.Equal(draft.DateOrder, done.DateOrder);
        Assert.Equal((44.98m, 4.00m, 48.98m), (done.Untaxed, done.Tax, done.Total));
        Assert.Equal((draft.ClientOrderRef, draft.Origin, draft.Currency, draft.Company), (done.ClientOrderRef, done.Origin, done.Currency, done.Company));
        Assert.Equal(World.Partners.Customer, done.Partner);
        Assert.NotNull(done.Warehouse);
        Assert.Equal([(2m, 19.99m, 39.98m), (1m, 5m, 5m)], done.Lines.Select(line => (line.Quantity, line.PriceUnit, line.Subtotal)));
        Assert.Equal([World.Excluded], done.Lines[0].Taxes);
        Assert.Empty(done.Lines[1].Taxes);
    }

    [Fact]
    public async Task Tax_amounts_are_stated_by_group_and_sum_to_the_tax()
    {
        var id = await NewOrder("groups", World.Line("groups_1", 3, 9.99m, World.Excluded), World.Line("groups_2", 1, 1m, World.Excluded));
        var order = await World.Orders.Read(id, Stop);

        var group = Assert.Single(order!.TaxGroups!);
        Assert.Equal([World.Excluded], group.Taxes);
        Assert.Equal(order.Tax, group.Amount);
    }

    [Fact]
    public async Task A_price_that_contains_its_tax_stays_the_total()
    {
        var order = await World.Orders.Read(await NewOrder("included", World.Line("included_1", 3, 7.33m, World.Included)), Stop);

        Assert.Equal((18.17m, 3.82m, 21.99m), (order!.Untaxed, order.Tax, order.Total));
    }

    [Fact]
    public async Task Prices_keep_as_many_digits_as_the_profile_says()
    {
        var order = await World.Orders.Read(await NewOrder("digits", World.Line("digits_1", 1, 9.666666m)), Stop);

        Assert.Equal(Math.Round(9.666666m, World.Profile.Book.PriceDigits), order!.Lines[0].PriceUnit);
    }

    [Fact]
    public async Task Confirming_again_changes_nothing()
    {
        var id = await NewOrder("again", World.Line("again_1", 1, 1m));
        var confirmation = World.Confirmation(World.Odoo);

        Assert.Equal(Confirmed.Now, await confirmation.Confirm(id, Stop));
        Assert.Equal(Confirmed.Already, await confirmation.Confirm(id, Stop));
    }

    [Fact]
    public async Task Confirming_what_was_cancelled_is_rejected()
    {
        var id = await NewOrder("cancelled", World.Line("cancelled_1", 1, 1m));
        await World.Odoo.Invoke("sale.order", "action_cancel", [id.Value], World.Context.With("disable_cancel_warning", true), Stop);

        await Fails<OdooFailure.Rejected>(() => World.Confirmation(World.Odoo).Confirm(id, Stop));
        Assert.Equal(SaleState.Cancelled, await World.Orders.State(id, Stop));
    }

    [Fact]
    public async Task A_draft_loaded_again_is_the_same_order_with_the_same_lines()
    {
        var draft = World.Draft("same", World.Line("same_1", 1, 10m), World.Line("same_2", 2, 0m));

        var first = await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop);
        var second = await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop);

        Assert.Equal(first, second);
        var id = Assert.IsType<DraftOutcome.There>(first).Order;
        Assert.Equal(2, (await World.Orders.Read(id, Stop))!.Lines.Count);
        Assert.Equal(id, await World.Orders.ByExternalId("order_same", Stop));
    }

    [Fact]
    public async Task A_rounding_line_is_added_once()
    {
        var id = await NewOrder("rounding", World.Line("rounding_1", 1, 10m));
        var line = World.Line("rounding_2", 1, -0.01m) with { Role = LineRole.Rounding };

        var first = (await World.Orders.LoadLines(id, [line], Stop)).OrThrow("load");
        Assert.Equal(first, (await World.Orders.LoadLines(id, [line], Stop)).OrThrow("load"));

        var order = await World.Orders.Read(id, Stop);
        Assert.Equal((2, 9.99m), (order!.Lines.Count, order.Total));
    }

    [Fact]
    public async Task An_order_created_confirmed_keeps_its_date()
    {
        var draft = World.Draft("outright", World.Line("outright_1", 1, 10m));

        var id = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: true, Stop)).Order;

        var order = await World.Orders.Read(id, Stop);
        Assert.Equal((SaleState.Sale, draft.DateOrder), (order!.State, order.DateOrder));
    }

    [Fact]
    public async Task A_pricelist_sets_the_currency()
    {
        var list = World.Profile.Pricelists.FirstOrDefault(pricelist => pricelist.Currency != World.Profile.Company.Currency);
        Assert.SkipWhen(list is null, "This Odoo has no pricelist in another currency.");
        var draft = World.Draft("currency", World.Line("currency_1", 1, 10m)) with { Pricelist = list!.Id, Currency = list.Currency };

        var id = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop)).Order;

        var order = await World.Orders.Read(id, Stop);
        Assert.Equal((list.Currency, 10m), (order!.Currency, order.Total));
    }

    [Fact]
    public async Task A_draft_on_a_product_that_is_gone_is_refused_in_words()
    {
        var draft = World.Draft("gone", World.Line("gone_1", 1, 10m) with { Product = new OdooId<Product>(NoSuchId) });

        var refused = Assert.IsType<DraftOutcome.Refused>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop));

        Assert.NotEmpty(refused.Messages);
        Assert.Equal(0, await World.Count("sale.order", Domain.Where("client_order_ref", "=", draft.ClientOrderRef)));
    }

    [Fact]
    public async Task Nested_reads_and_saves_have_their_shapes()
    {
        var id = await NewOrder("shapes", World.Line("shapes_1", 1, 10m, World.Excluded));
        var specification = Specification.Of("partner_id", "date_order", "validity_date").With("order_line", Specification.Of("product_id", World.Profile.Fields.SaleLineTaxes));

        var read = Assert.Single(await World.Odoo.WebRead("sale.order", [id.Value], specification, World.Context, Stop));
        var values = new Dictionary<string, object?> { ["client_order_ref"] = "changed" };
        var saved = await World.Odoo.WebSave("sale.order", id.Value, values, Specification.Of("client_order_ref"), World.Context, Stop);

        Assert.Equal(JsonValueKind.Number, read.Json.GetProperty("partner_id").ValueKind);
        Assert.Equal(JsonValueKind.String, read.Json.GetProperty("date_order").ValueKind);
        var line = Assert.Single(read.Records("order_line"));
        Assert.Equal([World.Excluded], line.Ids<Tax>(World.Profile.Fields.SaleLineTaxes));
        Assert.Equal(("changed", id.Value), (saved.Text("client_order_ref"), saved.Id));
    }

    [Fact]
    public async Task Products_are_found_by_reference_and_barcode_archived_ones_too()
    {
        var archived = await World.Create("product.product", ("name", "Old mug"), ("default_code", $"OLD-{World.Tag}"), ("active", false));
        var products = new OdooProducts(World.Odoo, World.Profile);

        var byReference = await products.Find(ProductIdentity.InternalReference, [$"MUG-{World.Tag}", $"OLD-{World.Tag}", "none"], Stop);
        var byBarcode = await products.Find(ProductIdentity.Barcode, [$"BAR-{World.Tag}"], Stop);

        Assert.Equal([(World.Product, true), (new OdooId<Product>(archived), false)], byReference.Select(found => (found.Candidate.Id, found.Candidate.Active)));
        Assert.Equal(World.Product, Assert.Single(byBarcode).Candidate.Id);
        Assert.Equal("consu", byBarcode[0].Type);
        Assert.NotNull(byBarcode[0].Unit);
    }

    private async Task<OdooId<SaleOrder>> NewOrder(string name, params SaleLineDraft[] lines) =>
        Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(World.Draft(name, lines), World.Partners, confirmed: false, Stop)).Order;

    private sealed class CountingOdoo(IOdoo odoo) : IOdoo
    {
        public int Calls { get; private set; }

        public Task<OdooSession> Session(CancellationToken cancellation) => odoo.Session(cancellation);

        public Task<JsonElement> Call(OdooCall call, CancellationToken cancellation)
        {
            Calls++;
            return odoo.Call(call, cancellation);
        }
    }
}
