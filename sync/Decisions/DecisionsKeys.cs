namespace Tandem.Sync.Decisions;

/// <summary>Every key that a decisions file may hold, by the section it stands in; the published schema names the same.</summary>
public static class DecisionsKeys
{
    /// <summary>Keys by section: empty path for the file itself, <c>taxes[]</c> and <c>approvals.*</c> for each entry.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> BySection { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = ["$schema", "shop", "odoo", "customers", "products", "orders", "taxes", "payments", "refunds", "fulfillments", "inventory", "customFields", "flows", "reconciliation", "retention", "approvals"],
        ["odoo"] = ["url", "database", "user", "secret", "company"],
        ["customers"] = ["strategy", "houseAccount"],
        ["products"] = ["shopify", "odoo", "owners", "pricelist", "compareAtPricelist", "vendorField", "inShopify", "inOdoo"],
        ["products.owners"] = ["title", "description", "vendor", "type", "tags", "status", "price", "compareAtPrice", "cost", "barcode", "sku", "weight", "hsCode", "countryOfOrigin", "image"],
        ["products.inShopify"] = ["create", "status"],
        ["products.inOdoo"] = ["create", "category", "taxes", "storable"],
        ["orders"] = ["take", "confirmWhen", "confirmThrough", "bookIn", "edits", "cancellations", "purchaseOrder", "tags", "pricelists", "warehouse", "salesTeam", "deliveryMethods", "roundingLimit", "lineProducts"],
        ["orders.take"] = ["sources", "onlyTags", "excludeTags", "testOrders", "highRisk", "placedSince"],
        ["orders.deliveryMethods[]"] = ["shipping", "method"],
        ["orders.lineProducts"] = ["shipping", "tip", "duty", "fee", "custom", "discount", "rounding", "giftCard", "adjustment"],
        ["taxes[]"] = ["title", "rate", "country", "region", "included", "byChannel", "odooTax"],
        ["payments"] = ["invoice", "register", "through", "gateways", "cashRounding", "rateDifference", "rateDifferenceLimit", "terms"],
        ["payments.gateways[]"] = ["gateway", "source", "journal"],
        ["refunds"] = ["creditNotes", "register", "returns"],
        ["fulfillments"] = ["locations", "notifyCustomer", "carriers"],
        ["fulfillments.locations[]"] = ["location", "warehouse", "ships"],
        ["inventory"] = ["locations", "quantity", "buffer", "write", "notStocked", "kits"],
        ["inventory.locations[]"] = ["location", "places"],
        ["customFields[]"] = ["of", "odooField", "namespace", "key", "type", "owner"],
        ["flows"] = ["pauseAfter"],
        ["reconciliation"] = ["days", "heal", "readers", "onlyWhenWrong"],
        ["retention"] = ["payloadDays", "activityMonths"],
        ["approvals.*"] = ["owner", "approvedBy", "approvedAt"],
    };

    /// <summary>Every section and setting that somebody can own and approve, such as <c>taxes</c> or <c>orders.lineProducts</c>.</summary>
    public static IReadOnlyList<string> Approvable { get; } =
    [
        .. BySection.Where(section => !section.Key.EndsWith("[]", StringComparison.Ordinal) && section.Key != "approvals.*")
            .SelectMany(section => section.Value.Select(key => section.Key.Length == 0 ? key : $"{section.Key}.{key}"))
            .Where(path => path is not ("$schema" or "approvals" or "shop")),
    ];

    /// <summary>What people write when they mean a key, beyond typing mistakes.</summary>
    internal static IReadOnlyDictionary<string, string> Synonyms { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["password"] = "secret",
        ["apiKey"] = "secret",
        ["key"] = "secret",
        ["token"] = "secret",
        ["host"] = "url",
        ["server"] = "url",
        ["db"] = "database",
        ["login"] = "user",
        ["username"] = "user",
        ["store"] = "shop",
        ["team"] = "salesTeam",
        ["taxMap"] = "taxes",
        ["province"] = "region",
        ["state"] = "region",
        ["name"] = "title",
        ["tax"] = "odooTax",
    };
}
