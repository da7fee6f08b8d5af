using System.Globalization;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;
using Tandem.Sync.Reconciliation;

namespace Tandem.Sandbox.Stories;

/// <summary>One difference to plant, and what a reconciler has to say of it.</summary>
/// <param name="What">For people.</param>
/// <param name="Paid">It is planted on an order that is invoiced and paid.</param>
/// <param name="Kind">What it is to be called.</param>
/// <param name="Field">Part of the field that is to be named.</param>
/// <param name="Heals">Bringing the order in step mends it.</param>
/// <param name="Plant">Does it, as a person in one of the two systems would while nobody tells Tandem.</param>
internal sealed record Drift(string What, bool Paid, FindingKind Kind, string Field, bool Heals, Action<DriftGround> Plant);

/// <summary>Where one difference is planted.</summary>
internal sealed record DriftGround(PracticeHouse House, PracticeOrder Order)
{
    private PracticeOdoo Odoo => House.Odoo;

    public IReadOnlyDictionary<string, object?> Held => Odoo.Records("sale.order", "client_order_ref", reference => reference as string == Order.Name)[0];

    public int Id => Number(Held["id"]);

    public IReadOnlyDictionary<string, object?> Line
    {
        get
        {
            var id = Id;
            return Odoo.Records("sale.order.line", "order_id", order => order is not (null or false) && Number(order) == id).First(line => line["product_id"] is not (null or false));
        }
    }

    public IReadOnlyDictionary<string, object?> Invoice
    {
        get
        {
            var name = (string?)Held["name"];
            return Odoo.Records("account.move", "invoice_origin", origin => origin as string == name)[0];
        }
    }

    public IReadOnlyDictionary<string, object?> Payment =>
        Odoo.Records("account.payment", "memo", words => words is string memo && memo.StartsWith($"{Order.Name} transaction ", StringComparison.Ordinal))[0];

    public void OnOrder(string field, object? value) => Odoo.Change("sale.order", Id, new Dictionary<string, object?> { [field] = value });

    public void OnLine(string field, object? value) => Odoo.Change("sale.order.line", Number(Line["id"]), new Dictionary<string, object?> { [field] = value });

    public void Silently(Func<OrderDescription, OrderDescription> change) => House.Shop.Change(Order, change);

    public static int Number(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);
}

/// <summary>One of every kind of difference.</summary>
internal static class Drifts
{
    public static IReadOnlyList<Drift> All { get; } =
    [
        new("its order was deleted in Odoo", false, FindingKind.Missing, "order", false, ground =>
        {
            ground.OnOrder("state", "cancel");
            ground.House.Odoo.Delete("sale.order", ground.Id);
        }),
        new("it was entered in Odoo once more by hand", true, FindingKind.Twice, "sale.order", false, ground => ground.House.Odoo.Add("sale.order", new Dictionary<string, object?>
        {
            ["partner_id"] = ground.Held["partner_id"], ["origin"] = $"Shopify {ground.Order.Name}", ["client_order_ref"] = ground.Order.Name, ["company_id"] = ground.Held["company_id"],
        })),
        new("it was deleted in Shopify", false, FindingKind.Extra, "sale.order", false, ground => ground.House.Shop.Delete(ground.Order)),
        new("a quantity was changed in Odoo", false, FindingKind.Differs, "line", false, ground => ground.OnLine("product_uom_qty", 7m)),
        new("a price was changed in Odoo", false, FindingKind.Differs, "line", false, ground => ground.OnLine("price_unit", 1.23m)),
        new("a discount was given in Odoo", false, FindingKind.Differs, "line", false, ground => ground.OnLine("discount", 50m)),
        new("a tax was taken off in Odoo", false, FindingKind.Differs, "line", false, ground => ground.OnLine(ground.House.Odoo.Options.Version >= 19 ? "tax_ids" : "tax_id", new List<object?> { new List<object?> { 5L, 0L, 0L } })),
        new("its reference was changed in Odoo", false, FindingKind.Differs, "customer reference", false, ground => ground.OnOrder("client_order_ref", "corrected")),
        new("its date was changed in Odoo", false, FindingKind.Differs, "order date", true, ground => ground.OnOrder("date_order", "2026-01-02 03:04:05")),
        new("it was given to another customer in Odoo", false, FindingKind.Differs, "customer", false, ground => ground.OnOrder("partner_id", ground.House.Odoo.Add("res.partner", new Dictionary<string, object?> { ["name"] = "Somebody else" }))),
        new("its delivery address was changed in Odoo", false, FindingKind.Differs, "delivery address", false, ground => ground.OnOrder("partner_shipping_id", ground.Held["partner_id"])),
        new("its delivery address was changed in Shopify and nobody heard", false, FindingKind.Differs, "delivery address", true, ground => ground.Silently(order => order with { ShippingAddress = DemoOrders.London with { Address1 = "221 Baker Street" } })),
        new("it was cancelled in Odoo", false, FindingKind.Differs, "state", false, ground => ground.OnOrder("state", "cancel")),
        new("its invoice was cancelled in Odoo", true, FindingKind.Waits, "InvoiceCancelledInOdoo", false, ground => ground.House.Odoo.Change("account.move", DriftGround.Number(ground.Invoice["id"]), new Dictionary<string, object?> { ["state"] = "cancel" })),
        new("its payment was changed in Odoo", true, FindingKind.Differs, "payments in Bank", false, ground => ground.House.Odoo.Change("account.payment", DriftGround.Number(ground.Payment["id"]), new Dictionary<string, object?> { ["amount"] = Convert.ToDecimal(ground.Payment["amount"], CultureInfo.InvariantCulture) + 7m })),
        new("it was paid in Shopify and nobody heard", false, FindingKind.Behind, "payments", true, ground => ground.Silently(order => Lifecycle.Paid(order, ground.Order.Data, TimeProvider.System.GetUtcNow()))),
        new("it was edited in Shopify and nobody heard", false, FindingKind.Differs, "line", true, ground => ground.Silently(order => Lifecycle.Added(order, ground.Order.Data, order.Lines[0] with { Quantity = 3 }))),
        new("it was refunded in Shopify and nobody heard", true, FindingKind.Behind, "refunds", true, ground => ground.Silently(order => Lifecycle.Frozen(order, ground.Order.Data) with
        {
            Refunds = [new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "NO_RESTOCK", Gateway = "shopify_payments", CreatedAt = TimeProvider.System.GetUtcNow() }],
        })),
        new("it was cancelled in Shopify and nobody heard", false, FindingKind.Behind, "orders", true, ground => ground.Silently(order => Lifecycle.Cancelled(order, ground.Order.Data, "CUSTOMER", refund: false, TimeProvider.System.GetUtcNow()))),
    ];
}
