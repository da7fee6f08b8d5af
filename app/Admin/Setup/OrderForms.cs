using Tandem.Sync.Decisions;
using static Tandem.App.Admin.StepForms;

namespace Tandem.App.Admin;

/// <summary>The forms about what is booked, what is carried, and whose word counts.</summary>
internal static class OrderForms
{
    private static readonly (string Word, string Label)[] Fields =
    [
        ("title", "Title"), ("description", "Description"), ("status", "Status"), ("vendor", "Vendor"), ("type", "Type"), ("tags", "Tags"), ("price", "Price"),
        ("compareAtPrice", "Compare-at price"), ("cost", "Cost"), ("barcode", "Barcode"), ("sku", "SKU"), ("weight", "Weight"), ("hsCode", "HS code"), ("countryOfOrigin", "Country of origin"), ("image", "Image"),
    ];

    private static readonly string[] OfOdooOnly = ["vendor", "type", "tags", "compareAtPrice", "image"];

    public static StepForm Orders { get; } = new(
    [
        new("How orders are booked", null,
        [
            Words("orders.confirmWhen", "An order is confirmed", "atOnce", ("atOnce", "at once"), ("whenPaid", "when it is paid"), ("never", "never: it stays a quotation")),
            Words("orders.confirmThrough", "Through", "actionConfirm", ("actionConfirm", "Odoo's own confirmation, with all that your Odoo does there"), ("createdConfirmed", "one call that skips that")),
            Words("orders.bookIn", "In the currency of", "shop", ("shop", "the shop"), ("presentment", "the buyer")),
            Words("orders.edits", "What is changed in Shopify afterwards", "carry", ("carry", "is changed in Odoo, until delivered or invoiced"), ("tell", "waits for a person")),
            Words("orders.cancellations", "What is cancelled in Shopify", "carry", ("carry", "is cancelled in Odoo, unless something left"), ("tell", "waits for a person")),
            Words("orders.purchaseOrder", "A company's purchase-order number goes", "note", ("note", "into the note"), ("reference", "into the customer's reference"), ("leave", "nowhere")),
            Words("orders.tags", "An order's tags go", "leave", ("note", "into the note"), ("leave", "nowhere")),
            new("orders.roundingLimit", "Largest rounding line", FieldKind.Number, "0.05") { Details = "In the order's currency; a larger difference stops the order." },
        ]),
        new("Which Odoo product stands for what is none in Shopify", "Best services without taxes of their own. Orders that need one that is not decided wait.",
        [
            Product("shipping", "Shipping"), Product("tip", "Tips"), Product("duty", "Duties"), Product("fee", "Fees"), Product("custom", "Custom lines"),
            Product("giftCard", "Gift cards sold"), Product("discount", "Discounts as a line"), Product("rounding", "Rounding"), Product("adjustment", "Adjustments of refunds"),
        ]),
        new("Which orders are taken", "The others show as left out, with the rule.",
        [
            new("orders.take.sources", "Only from these sources", FieldKind.List) { Details = "Such as web, pos; empty takes all.", Seen = seen => seen.Sources },
            new("orders.take.onlyTags", "Only with one of these tags", FieldKind.List),
            new("orders.take.excludeTags", "None with these tags", FieldKind.List),
            new("orders.take.placedSince", "Placed since", FieldKind.Text) { Details = "A day such as 2026-11-01; empty takes all." },
            new("orders.take.testOrders", "Take test orders", FieldKind.Flag, "false"),
            new("orders.take.highRisk", "Take orders that Shopify recommends to cancel", FieldKind.Flag, "false"),
        ]),
    ]) { Finds = "products", Tables = [TableForms.Pricelists, TableForms.DeliveryMethods] };

    public static StepForm Policies { get; } = new(
    [
        new("Deliveries", null,
        [
            new("fulfillments.notifyCustomer", "Shopify tells the customer about each fulfillment that Tandem makes", FieldKind.Flag, "true"),
        ]),
        new("Refunds and returns", "For orders that Tandem invoices.",
        [
            new("refunds.creditNotes", "Each refund becomes a credit note", FieldKind.Flag, "true"),
            new("refunds.register", "Each repayment is registered on it", FieldKind.Flag, "true"),
            Words("refunds.returns", "Goods that come back", "leave", ("leave", "are taken in by people"), ("prepare", "wait on an incoming transfer"), ("receive", "are received when a refund restocks them")),
        ]),
    ]) { Tables = [TableForms.Carriers] };

    public static StepForm Ownership { get; } = new(
    [
        new("How stock is told", null,
        [
            Words("inventory.quantity", "The stock is what is", "free", ("free", "there and not reserved"), ("onHand", "there"), ("forecast", "forecast")),
            new("inventory.buffer", "Kept back at each location", FieldKind.Number, "0"),
            Words("inventory.write", "Shopify's figure is", "available", ("available", "available"), ("onHand", "on hand")),
            Words("inventory.notStocked", "A variant not stocked there", "skip", ("skip", "stays so"), ("activate", "is stocked there")),
            Words("inventory.kits", "Kits", "tell", ("tell", "show as many as their scarcest part makes"), ("skip", "are left to people")),
        ]),
        new("Fields of products", "The other side is brought to the owner's value. As it stands, nothing is carried.",
        [
            .. Fields.Select(field => Words($"products.owners.{field.Word}", field.Label, "none", [("none", "nobody: not carried"), ("odoo", "Odoo"), .. OfOdooOnly.Contains(field.Word) ? [] : new[] { ("shopify", "Shopify") }])),
            Record("products.pricelist", "Prices are taken from", ReferenceKind.Pricelist) with { None = "Odoo's sales price" },
            Record("products.compareAtPricelist", "Compare-at prices are taken from", ReferenceKind.Pricelist) with { None = "None" },
            new("products.vendorField", "Odoo's field that says who the vendor is", FieldKind.Text) { OdooField = CustomFieldOf.Product, Details = "Needed where Odoo owns the vendor." },
        ]),
        new("Products that only one side has", "As it stands, none is made.",
        [
            new("products.inShopify.create", "Make Odoo's new products in Shopify", FieldKind.Flag, "false"),
            Words("products.inShopify.status", "They begin as", "draft", ("draft", "drafts"), ("active", "active")),
            new("products.inOdoo.create", "Make Shopify's new products in Odoo", FieldKind.Flag, "false"),
            Record("products.inOdoo.category", "Category of new products in Odoo", ReferenceKind.Category) with { None = "Odoo chooses" },
            new("products.inOdoo.taxes", "Sales taxes of new products in Odoo", FieldKind.Several) { Record = ReferenceKind.Tax, Details = "None chosen: those that Odoo gives each new product." },
            new("products.inOdoo.storable", "Odoo keeps their stock", FieldKind.Flag, "true"),
        ]),
    ], new StockRows()) { Finds = "stock places", Tables = [TableForms.CustomFields] };

    private static PathField Product(string word, string label) => Record($"orders.lineProducts.{word}", label, ReferenceKind.Product);
}
