using Tandem.Shopify.Fulfillments;
using Tandem.Sync.Decisions;

namespace Tandem.App.Admin;

/// <summary>The tables of the forms: what is decided for each of some names.</summary>
internal static class TableForms
{
    public static IRows CustomFields { get; } = new TableRows("customFields", "Custom fields", "Fields of Odoo that are metafields in Shopify; the other side is brought to the owner's value.",
    [
        new("of", "Of") { Words = [new("", "No field"), new("product", "Products"), new("variant", "Variants"), new("customer", "Customers"), new("order", "Orders")] },
        new("odooField", "Field in Odoo") { OdooField = true },
        new("namespace", "Metafield's namespace") { Details = "Before the point of the metafield's name in Shopify, such as custom.", Metafield = true },
        new("key", "Metafield's key") { Details = "Behind the point, such as material." },
        new("type", "Type") { Words = [.. new[] { ("single_line_text_field", "A line of text"), ("multi_line_text_field", "Text"), ("number_integer", "Whole number"), ("number_decimal", "Number"), ("boolean", "Yes or no"), ("date", "Day"), ("url", "Web address") }.Select(one => new FieldOption(one.Item1, one.Item2))] },
        new("owner", "Owned by") { Words = [new("odoo", "Odoo"), new("shopify", "Shopify"), new("none", "Nobody: not carried")] },
    ]);

    public static IRows Pricelists { get; } = new TableRows("orders.pricelists", "Currencies", "Odoo keeps an order in another currency than the company's by a pricelist in it.",
        [new("currency", "Currency") { Details = "Three letters, such as EUR.", Seen = seen => seen.Currencies }, new("pricelist", "Pricelist in Odoo", FieldKind.Choice) { Record = ReferenceKind.Pricelist }], keyed: true);

    public static IRows DeliveryMethods { get; } = new TableRows("orders.deliveryMethods", "Shipping and Odoo's delivery methods", "Where a shipping that buyers choose is to be a delivery method in Odoo.",
        [new("shipping", "Shipping in Shopify") { Details = "Its title or code, such as Standard.", Seen = seen => seen.Shipping }, new("method", "Delivery method in Odoo", FieldKind.Choice) { Record = ReferenceKind.DeliveryMethod }]);

    public static IRows Terms { get; } = new TableRows("payments.terms", "Payment terms", "Orders that are paid later wait until their terms have one in Odoo.",
        [new("name", "Terms in Shopify") { Details = "Such as Net 30." }, new("term", "Payment term in Odoo", FieldKind.Choice) { Record = ReferenceKind.PaymentTerm }], keyed: true);

    public static IRows Carriers { get; } = new TableRows("fulfillments.carriers", "Carriers", "The tracking company that Shopify shows, where Odoo's carrier has another name.",
        [new("carrier", "Carrier in Odoo") { Names = ReferenceKind.DeliveryMethod }, new("company", "Tracking company in Shopify") { Offered = TrackingCompanies.All }], keyed: true);
}
