namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>One line; without a variant it is a custom item.</summary>
/// <param name="Price">Of one unit, in the shop's currency; contains the taxes when the order's prices do.</param>
public sealed record LineDescription(string Title, decimal Price, int Quantity = 1)
{
    public VariantDescription? Variant { get; init; }

    /// <summary>The line's own SKU; by default the variant's.</summary>
    public string? Sku { get; init; }

    /// <summary>Price of one unit in the buyer's currency; by default converted.</summary>
    public decimal? PresentmentPrice { get; init; }

    public IReadOnlyList<TaxDescription> Taxes { get; init; } = [];
    public IReadOnlyList<DutyDescription> Duties { get; init; } = [];
    public bool Taxable { get; init; } = true;
    public bool GiftCard { get; init; }
    public bool RequiresShipping { get; init; } = true;
    public string? Vendor { get; init; } = "Practice";
    public IReadOnlyList<(string Key, string Value)> Properties { get; init; } = [];
    public string? SellingPlan { get; init; }

    /// <summary>Units taken off by an order edit.</summary>
    public int RemovedQuantity { get; init; }
}

/// <summary>A product variant of the shop's catalogue.</summary>
public sealed record VariantDescription(long Id, string? Sku, string ProductTitle, decimal Price)
{
    public string Title { get; init; } = "Default Title";
    public string? Barcode { get; init; }
    public long ProductId { get; init; } = Id;
    public bool Tracked { get; init; } = true;

    /// <summary>Of its product: ACTIVE, DRAFT, ARCHIVED or UNLISTED.</summary>
    public string Status { get; init; } = "ACTIVE";

    public decimal? CompareAtPrice { get; init; }
    public decimal? Cost { get; init; }

    /// <summary>In kilograms.</summary>
    public decimal Weight { get; init; }
    public string? HsCode { get; init; }
    public string? Origin { get; init; }

    /// <summary>Its choice of each option; none for a product without options.</summary>
    public IReadOnlyList<(string Name, string Value)> Options { get; init; } = [];

    /// <summary>The image of its product that it is shown by; null when none is.</summary>
    public long? Image { get; init; }
}

/// <summary>What a product says of itself, beyond its title and status.</summary>
public sealed record ProductFacts
{
    public string Description { get; init; } = "";
    public string Vendor { get; init; } = "Practice";
    public string Type { get; init; } = "";
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<MediaDescription> Media { get; init; } = [];
}

/// <summary>An image of a product.</summary>
/// <param name="Content">SHA-256 of its bytes; null where Shopify could not fetch or read them.</param>
public sealed record MediaDescription(long Id, string? Content, string? Alt = null);

/// <summary>One tax by its rate, as a fraction: 0.2 for 20 %.</summary>
/// <param name="ChannelLiable">The sales channel remits it; null where Shopify doesn't say.</param>
/// <param name="Amount">States the amount, in the buyer's currency, instead of computing it.</param>
public sealed record TaxDescription(string Title, decimal Rate, bool? ChannelLiable = false, decimal? Amount = null);

/// <summary>A customs duty on all units of a line, in the buyer's currency.</summary>
public sealed record DutyDescription(string? HarmonizedSystemCode, string? CountryCode, decimal Amount)
{
    public IReadOnlyList<TaxDescription> Taxes { get; init; } = [];
}

/// <summary>Shipping at a price in the shop's currency.</summary>
public sealed record ShippingDescription(string Title, decimal Price)
{
    public string? Code { get; init; } = Title;
    public string? Source { get; init; } = "shopify";
    public string? Carrier { get; init; }
    public decimal? PresentmentPrice { get; init; }
    public IReadOnlyList<TaxDescription> Taxes { get; init; } = [];
    public bool Removed { get; init; }
}

/// <summary>A fee on the whole order, in the buyer's currency.</summary>
public sealed record FeeDescription(string Name, decimal Amount)
{
    public IReadOnlyList<TaxDescription> Taxes { get; init; } = [];
}

/// <summary>What gives the discount.</summary>
public enum DiscountKind
{
    Code,
    Manual,
    Automatic,
    Script,
}

/// <summary>What a discount takes its amount from.</summary>
public enum DiscountTarget
{
    /// <summary>The whole order, spread over its lines in proportion.</summary>
    Order,

    /// <summary>Chosen lines.</summary>
    Lines,

    /// <summary>The shipping lines.</summary>
    Shipping,
}

/// <summary>One discount: a percentage, or a fixed amount in the buyer's currency.</summary>
public sealed record DiscountDescription(DiscountKind Kind, string Title, DiscountTarget Target = DiscountTarget.Order)
{
    /// <summary>10 for 10 %.</summary>
    public decimal? Percentage { get; init; }
    public decimal? Amount { get; init; }

    /// <summary>The lines it is for, by index; empty means all.</summary>
    public IReadOnlyList<int> Lines { get; init; } = [];

    /// <summary>Units of each line it is for (buy X get Y); null means all.</summary>
    public int? Units { get; init; }

    /// <summary>A fixed amount is taken from each unit instead of once.</summary>
    public bool Each { get; init; }
}
