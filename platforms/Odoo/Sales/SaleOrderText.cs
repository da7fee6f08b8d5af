using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>What is read of an order, and how the answer becomes a <see cref="SaleOrderReading"/>.</summary>
internal static class SaleOrderText
{
    public static Specification Specification(OdooFields fields) => Records.Specification
        .Of(
            "name", "state", "locked", "partner_id", "partner_invoice_id", "partner_shipping_id", "client_order_ref", "origin", "date_order",
            "company_id", "warehouse_id", "amount_untaxed", "amount_tax", "amount_total", "tax_totals")
        .With("currency_id", Records.Specification.Of("name"))
        .With("order_line", LineSpecification(fields));

    public static Specification LineSpecification(OdooFields fields) => Records.Specification
        .Of("product_id", "name", "product_uom_qty", "price_unit", "discount", fields.SaleLineTaxes, "price_subtotal", "display_type");

    public static SaleOrderReading Read(OdooRecord order, OdooFields fields)
    {
        var currency = new Currency(order.Nested("currency_id")!.Value.Text("name")!);
        return new SaleOrderReading
        {
            Id = order.IdOf<SaleOrder>(),
            Name = order.Text("name") ?? "",
            State = State(order.Text("state")),
            Locked = order.Flag("locked"),
            Partner = order.Link<Partner>("partner_id"),
            InvoicePartner = order.Link<Partner>("partner_invoice_id"),
            ShippingPartner = order.Link<Partner>("partner_shipping_id"),
            ClientOrderRef = order.Text("client_order_ref"),
            Origin = order.Text("origin"),
            DateOrder = order.Time("date_order"),
            Currency = currency,
            Company = order.Link<Company>("company_id")!.Value,
            Warehouse = order.Link<Warehouse>("warehouse_id"),
            Untaxed = order.Amount("amount_untaxed"),
            Tax = order.Amount("amount_tax"),
            Total = order.Amount("amount_total"),
            TaxGroups = order.Nested("tax_totals") is { } totals ? TaxGroups(totals, currency) : null,
            Lines = [.. order.Records("order_line").Select(line => Line(line, fields))],
        };
    }

    public static SaleState State(string? state) => state switch
    {
        "draft" => SaleState.Draft,
        "sent" => SaleState.Sent,
        "sale" or "done" => SaleState.Sale,
        "cancel" => SaleState.Cancelled,
        _ => SaleState.Other,
    };

    private static SaleLineReading Line(OdooRecord line, OdooFields fields) => new()
    {
        Id = line.IdOf<SaleOrderLine>(),
        Product = line.Link<Product>("product_id"),
        Quantity = line.Amount("product_uom_qty"),
        PriceUnit = line.Amount("price_unit"),
        Discount = line.Amount("discount"),
        Name = line.Text("name") ?? "",
        Taxes = line.Ids<Tax>(fields.SaleLineTaxes),
        Subtotal = line.Amount("price_subtotal"),
        DisplayOnly = line.Text("display_type") is not null,
    };

    // Odoo sums these in binary and does not round the sums: 48.529999999999994.
    public static IReadOnlyList<TaxGroupAmount>? TaxGroups(OdooRecord totals, Currency currency) => totals.Has("subtotals")
        ? [.. totals.Records("subtotals").SelectMany(subtotal => subtotal.Records("tax_groups"))
            .Where(group => group.Has("involved_tax_ids"))
            .Select(group => new TaxGroupAmount(group.Ids<Tax>("involved_tax_ids"), currency.Round(group.Amount("tax_amount_currency"))))]
        : null;
}
