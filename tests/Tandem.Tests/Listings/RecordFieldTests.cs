using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Listings;

/// <summary>Custom fields of orders and customers, each by its direction.</summary>
public sealed class RecordFieldTests(ListingHouse house) : IClassFixture<ListingHouse>
{
    private static readonly CustomFieldDecision Gift = new(CustomFieldOf.Order, "reference", "custom", "gift", "single_line_text_field", FieldOwner.Shopify);
    private static readonly CustomFieldDecision Until = new(CustomFieldOf.Order, "validity_date", "custom", "until", "date", FieldOwner.Odoo);
    private static readonly CustomFieldDecision Job = new(CustomFieldOf.Customer, "function", "custom", "job", "single_line_text_field", FieldOwner.Shopify);
    private static readonly CustomFieldDecision Web = new(CustomFieldOf.Customer, "website", "custom", "web", "single_line_text_field", FieldOwner.Odoo);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fields_of_an_order_and_its_customer_go_by_their_directions_once_and_our_own_writes_cause_none()
    {
        await house.Furnished(new ListingDecision(), Gift, Until, Job, Web);
        await Polled();
        var order = await Booked();
        var sale = Sale(order);
        var partner = Link(sale, "partner_id");
        await Say((order.Id, Gift, "Wrap it"), (Customer(order), Job, "Baker"));
        await house.Settled(order);
        Assert.Equal("Wrap it", Sale(order)["reference"]);
        Assert.Equal("Baker", Partner(partner)["function"]);

        house.InOdoo("sale.order", Story.House.Id(sale), "validity_date", "2027-01-31");
        house.InOdoo("res.partner", partner, "website", "https://example.com");
        Assert.Equal(1, await Polled());
        Assert.IsType<Standing.InStep>(await house.Settled(order));
        Assert.Equal("2027-01-31", house.Shop.Metafields.Find(order.Id, "custom", "until")?.Text("value"));
        Assert.Equal("https://example.com", house.Shop.Metafields.Find(Customer(order), "custom", "web")?.Text("value"));

        var written = house.Shopify.Faults.Count("metafieldsSet");
        for (var look = 0; look < 3; look++) await Polled();
        await house.Settled(order);
        Assert.Equal(written, house.Shopify.Faults.Count("metafieldsSet"));

        // The customer's next order knows what was agreed: what changed in Odoo meanwhile is written, not asked about.
        house.InOdoo("res.partner", partner, "website", "https://example.org");
        var next = await Booked(order);
        Assert.Equal("https://example.org", house.Shop.Metafields.Find(Customer(next), "custom", "web")?.Text("value"));
    }

    [Fact]
    public async Task What_Shopify_changed_of_a_customer_alone_goes_with_the_latest_order_told_or_found_and_what_says_the_same_wakes_none()
    {
        await house.Furnished(new ListingDecision(), Job);
        await house.Get<CustomerSweep>().Run(house.Domain, Stop);
        var order = await Booked();
        var partner = Link(Sale(order), "partner_id");
        await Say((Customer(order), Job, "Baker"));
        await house.Rested();
        Assert.Equal("Baker", Partner(partner)["function"]);

        // Told once more it says the same, and no order is looked at.
        var read = house.Shopify.Faults.Count("OrderFields");
        Assert.Equal(1, await house.Get<CustomerSweep>().Run(house.Domain, Stop));
        await house.Rested();
        Assert.Equal(0, await house.Get<CustomerSweep>().Run(house.Domain, Stop));
        Assert.Equal(read, house.Shopify.Faults.Count("OrderFields"));
    }

    [Fact]
    public async Task What_the_other_side_changed_is_told_and_kept_until_a_person_asks_for_the_order()
    {
        await house.Furnished(new ListingDecision(), Gift);
        var order = await Booked();
        await Say((order.Id, Gift, "Wrap it"));
        await house.Settled(order);
        house.InOdoo("sale.order", Story.House.Id(Sale(order)), "reference", "A colleague's word");
        await Say((order.Id, Gift, "Do not wrap it"));

        var step = Assert.IsType<Standing.InStep>(await house.Settled(order));
        Assert.Contains($"custom.gift of order {order.Name} was changed in Odoo, and Shopify owns it, so nothing was overwritten.", step.Remark, StringComparison.Ordinal);
        Assert.DoesNotContain("colleague", step.Remark, StringComparison.Ordinal);
        Assert.Equal("A colleague's word", Sale(order)["reference"]);

        await house.Synced(order);
        Assert.Equal("Do not wrap it", Sale(order)["reference"]);
        Assert.DoesNotContain("custom.gift", Assert.IsType<Standing.InStep>(await house.Settled(order)).Remark ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_metafield_of_the_wrong_type_is_told_and_the_order_and_its_other_fields_go_on()
    {
        await house.Furnished(new ListingDecision(), Gift, Until);
        var order = await Booked();
        await Say((order.Id, Gift with { Type = "number_integer" }, "7"));
        house.InOdoo("sale.order", Story.House.Id(Sale(order)), "validity_date", "2027-02-28");
        await Polled();

        var step = Assert.IsType<Standing.InStep>(await house.Settled(order));
        Assert.Contains("The metafield custom.gift is a number_integer in Shopify, and the decisions say single_line_text_field.", step.Remark, StringComparison.Ordinal);
        Assert.Equal("2027-02-28", house.Shop.Metafields.Find(order.Id, "custom", "until")?.Text("value"));
    }

    [Fact]
    public async Task Setup_refuses_a_field_that_Odoo_s_orders_or_customers_do_not_have_or_keep_in_another_form()
    {
        CustomFieldDecision[] wrong = [Gift with { Field = "x_missing" }, Job with { Field = "customer_rank", Key = "rank" }, Until with { Field = "type_name", Key = "word", Type = "single_line_text_field", Owner = FieldOwner.Shopify }];
        var outcome = await house.Get<SetupApply>().Apply(house.Domain, DecisionsFile.Write(house.Decisions with { CustomFields = wrong }), "a test", Stop);

        Assert.False(outcome.InForce);
        var said = string.Join('\n', outcome.Report.Findings.Where(finding => finding.Kind == FindingKind.Error).Select(finding => $"{finding.Setting}: {finding.What}"));
        Assert.Contains("customFields[0].odooField: sale.order has no field x_missing in this Odoo.", said, StringComparison.Ordinal);
        Assert.Contains("customFields[1].odooField: res.partner.customer_rank is a integer in Odoo, which is no single_line_text_field.", said, StringComparison.Ordinal);
        Assert.Contains("customFields[2].odooField: sale.order.type_name cannot be written in Odoo, so Shopify cannot own it.", said, StringComparison.Ordinal);
    }

    private async Task<PracticeOrder> Booked(PracticeOrder? before = null)
    {
        var order = house.Place(new OrderDescription { Lines = [new LineDescription(DemoOrders.Mug.ProductTitle, DemoOrders.Mug.Price, 1) { Variant = DemoOrders.Mug }], Customer = before?.Description.Customer ?? house.Newcomer() });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        return order;
    }

    private async Task<int> Polled() => await house.Get<RecordFieldPoll>().Run(house.Domain, Stop);

    private async Task Say(params (string Owner, CustomFieldDecision Field, string Value)[] fields) =>
        Assert.Empty(await house.Get<IShopListings>().SetFields(house.Domain, [.. fields.Select(field => new MetafieldChange(field.Owner, field.Field, field.Value))], Stop));

    private IReadOnlyDictionary<string, object?> Sale(PracticeOrder order) => house.Odoo.Records("sale.order").Single(sale => (string?)sale["client_order_ref"] == order.Name);

    private IReadOnlyDictionary<string, object?> Partner(int id) => house.Odoo.Records("res.partner").Single(partner => Story.House.Id(partner) == id);

    private static string Customer(PracticeOrder order) => $"gid://shopify/Customer/{order.Description.Customer!.Id}";

    private static int Link(IReadOnlyDictionary<string, object?> record, string field) => Convert.ToInt32(record[field], System.Globalization.CultureInfo.InvariantCulture);
}
