using Tandem.Sync.Products;

namespace Tandem.Sync.Listings;

/// <summary>A product with its variants as Shopify states it.</summary>
public sealed record ShopListing(ProductId Id, string Title, ListingStatus Status)
{
    /// <summary>HTML.</summary>
    public string Description { get; init; } = "";
    public string Vendor { get; init; } = "";
    public string Type { get; init; } = "";
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<ListingOption> Options { get; init; } = [];
    public IReadOnlyList<ListingVariant> Variants { get; init; } = [];

    /// <summary>Null where nobody asked.</summary>
    public ShopImages? Images { get; init; }

    /// <summary>Metafields by <c>namespace.key</c>, those that are asked for.</summary>
    public IReadOnlyDictionary<string, Metafield> Metafields { get; init; } = new Dictionary<string, Metafield>();
}

/// <summary>One option, such as a size, with its values in their order.</summary>
public sealed record ListingOption(string Name, IReadOnlyList<string> Values);

/// <summary>A variant as Shopify states it.</summary>
public sealed record ListingVariant(VariantId Id, InventoryItemId Item, decimal Price)
{
    public string Title { get; init; } = "";
    public decimal? CompareAtPrice { get; init; }
    public decimal? Cost { get; init; }
    public string? Barcode { get; init; }
    public string? Sku { get; init; }
    public bool Tracked { get; init; }

    /// <summary>In kilograms.</summary>
    public decimal? Weight { get; init; }
    public string? HsCode { get; init; }

    /// <summary>ISO code.</summary>
    public string? CountryOfOrigin { get; init; }

    /// <summary>Its value of each option, in the options' order.</summary>
    public IReadOnlyList<(string Name, string Value)> Options { get; init; } = [];

    /// <summary>What it is shown by; null where nobody asked.</summary>
    public ShopImages? Images { get; init; }
    public IReadOnlyDictionary<string, Metafield> Metafields { get; init; } = new Dictionary<string, Metafield>();
}

/// <summary>A metafield's type and value as Shopify states them.</summary>
public sealed record Metafield(string Type, string Value);
