using Tandem.Sync.Decisions;

namespace Tandem.App.Admin;

/// <summary>The form of each step, by the step's name.</summary>
internal static class StepForms
{
    /// <summary>The field in which the key for Odoo is typed; it is kept apart and never shown again.</summary>
    public const string Key = "key";

    public static IReadOnlyDictionary<string, StepForm> All { get; } = new Dictionary<string, StepForm>
    {
        ["connection"] = new(
        [
            new("Your Odoo", "Tandem speaks to Odoo's own external API; no module is needed. It tests each step on the way and says which one fails.",
            [
                new("odoo.url", "Address", FieldKind.Url) { Required = true, Details = "Such as https://odoo.example.com, without a path. An address in a private network works where Tandem runs inside that network and its operator allows it." },
                new("odoo.database", "Database", FieldKind.Text) { Required = true, Details = "As Odoo's login page names it." },
                new("odoo.user", "Login of Tandem's user", FieldKind.Text) { Required = true, Details = "A user of its own, with an e-mail address." },
                new(Key, "API key", FieldKind.Secret) { Details = "In Odoo: the user's preferences, Account Security. It is kept encrypted and never shown; leave it empty to keep the one that is known." },
            ]),
        ]),
        ["company"] = new(
        [
            new("Company", "Orders are booked in this company, and only its warehouses, taxes and journals are offered.",
            [
                Record("odoo.company", "Company", ReferenceKind.Company) with { Required = true },
                Record("orders.warehouse", "Warehouse of orders", ReferenceKind.Warehouse) with { None = "Odoo chooses" },
                Record("orders.salesTeam", "Sales team of orders", ReferenceKind.SalesTeam) with { None = "Odoo chooses" },
            ]),
        ], new LocationRows()),
        ["products"] = new(
        [
            new("Which product is which", "A variant is the product whose code is the same; names are never compared. The report under Products shows how each variant is matched, and matches by hand win.",
            [
                Words("products.shopify", "In Shopify, the variant's", "sku", ("sku", "SKU"), ("barcode", "barcode")),
                Words("products.odoo", "In Odoo, the product's", "internalReference", ("internalReference", "internal reference"), ("barcode", "barcode")),
            ]),
        ]),
        ["taxes"] = new([], new TaxRows()),
        ["payments"] = new(
        [
            new("Invoices and payments", null,
            [
                Words("payments.invoice", "Odoo's invoice is made", "leave", ("leave", "never by Tandem, and no payments"), ("onConfirmation", "when the order is confirmed"), ("onPayment", "when it is paid in full"), ("onDelivery", "when it is delivered")),
                new("payments.register", "Each payment is registered on its invoice", FieldKind.Flag, "true"),
                Words("payments.through", "Documents are made", "wizards", ("wizards", "by Odoo's own wizards, with all that your Odoo does there"), ("directly", "directly, skipping that")),
                Record("payments.cashRounding", "Account for rounding in cash", ReferenceKind.Account) with { None = "None: such payments wait" },
                Record("payments.rateDifference", "Account for exchange differences", ReferenceKind.Account) with { None = "None: such payments wait" },
                new("payments.rateDifferenceLimit", "Largest exchange difference", FieldKind.Number, "0.02") { Details = "As a part of the invoice's total: 0.02 is two per cent." },
            ]),
        ], new GatewayRows()) { Finds = "accounts", Tables = [TableForms.Terms] },
        ["customers"] = new(
        [
            new("Whose orders are they?", null,
            [
                Words("customers.strategy", "An order's customer is", "matchEmail", ("matchEmail", "the contact with its e-mail, else a new one"), ("houseAccount", "always the same contact")),
                Record("customers.houseAccount", "House account", ReferenceKind.Contact) with { None = "None: orders without e-mail wait", Details = "For all orders, or for those without customer and e-mail." },
            ]),
        ]) { Finds = "contacts" },
        ["orders"] = OrderForms.Orders,
        ["policies"] = OrderForms.Policies,
        ["ownership"] = OrderForms.Ownership,
        ["notifications"] = new(
        [
            new("When something is wrong", "A flow that meets the same cause again and again pauses by itself, keeps what happens, and says so on Home.",
            [
                new("flows.pauseAfter", "Pause a flow after so many records in a row", FieldKind.Number, "10") { Details = "0 never pauses it." },
            ]),
            new("The nightly report", "Every night both systems are compared, and the report says what differs and whose turn it is.",
            [
                new("reconciliation.readers", "Who reads it", FieldKind.List) { Details = "Mail addresses, separated by commas; finance=books@example.com gets what is finance's to do (ecommerce, operations, finance or technical). Empty: the readers that Tandem's operator named." },
                new("reconciliation.onlyWhenWrong", "Only when something is wrong", FieldKind.Flag, "false"),
                new("reconciliation.days", "Days to look back", FieldKind.Number, "35") { Details = "Orders placed since then are compared, and all that are open." },
                new("reconciliation.heal", "Mend at once", FieldKind.Several)
                {
                    Details = "None chosen: differences are only told. Such a record is looked at by its own flow, which never overwrites what a person changed.",
                    Words =
                    [
                        new("missing", "Orders that Odoo lacks"), new("lines", "Lines of orders"), new("order", "Other fields of orders"), new("changes", "What was edited or cancelled later"), new("payments", "Invoices and payments"),
                        new("refunds", "Refunds and returns"), new("fulfillments", "Deliveries and tracking"), new("products", "Fields of products"), new("stock", "Stock"),
                    ],
                },
            ]),
            new("How long things are kept", "What is older is forgotten. Empty: as Tandem's operator set it, which is 30 days and 13 months if they set nothing.",
            [
                new("retention.payloadDays", "Days to keep what Shopify's webhooks said", FieldKind.Number, "30") { Details = "It holds names and addresses, and is there for support." },
                new("retention.activityMonths", "Months to keep what happened to each record", FieldKind.Number, "13"),
            ]),
        ]),
    };

    public static PathField Words(string path, string label, string usual, params (string Word, string Text)[] words) =>
        new(path, label, FieldKind.Choice, usual) { Words = [.. words.Select(word => new FieldOption(word.Word, word.Text))] };

    public static PathField Record(string path, string label, ReferenceKind kind) => new(path, label, FieldKind.Choice) { Record = kind };
}
