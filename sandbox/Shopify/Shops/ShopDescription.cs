using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>A practice shop, before it opens.</summary>
public sealed record ShopDescription(string Domain)
{
    public string? Name { get; init; }
    public string Currency { get; init; } = "GBP";
    public string Country { get; init; } = "GB";
    public string TimeZone { get; init; } = "Europe/London";

    /// <summary>The scopes that the installed app was granted.</summary>
    public IReadOnlyList<string> Scopes { get; init; } =
    [
        "write_orders", "write_products", "write_files", "write_customers", "read_locations", "write_inventory", "read_fulfillments",
        "write_merchant_managed_fulfillment_orders", "read_third_party_fulfillment_orders", "read_returns", "read_payment_terms",
    ];

    public IReadOnlyList<ShopifyObject> Locations { get; init; } = [Places.Location(7001, "Main warehouse"), Places.Location(7002, "Shop in town")];

    public IReadOnlyList<VariantDescription> Variants { get; init; } = [];

    /// <summary>The number of the first order that is placed.</summary>
    public int FirstOrderNumber { get; init; } = 1001;

    /// <summary>How far the search index is behind: an order that changed since then isn't found by a search, as in a busy real shop.</summary>
    public TimeSpan SearchLag { get; init; }
}
