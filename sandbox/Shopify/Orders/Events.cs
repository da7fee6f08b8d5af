namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>One payment transaction.</summary>
/// <param name="Amount">In the buyer's currency; null for the whole total.</param>
public sealed record PaymentDescription(decimal? Amount = null)
{
    public string Kind { get; init; } = "SALE";
    public string Status { get; init; } = "SUCCESS";
    public string Gateway { get; init; } = "shopify_payments";
    public bool Manual { get; init; }
    public DateTimeOffset? ProcessedAt { get; init; }

    /// <summary>The payment it captures or voids, by index.</summary>
    public int? Parent { get; init; }
}

/// <summary>Units of one line, by the line's index.</summary>
public sealed record LineUnits(int Line, int Quantity);

/// <summary>A refund: lines given back, shipping given back, money paid back.</summary>
public sealed record RefundDescription
{
    public IReadOnlyList<LineUnits> Lines { get; init; } = [];

    /// <summary>RETURN, CANCEL or NO_RESTOCK.</summary>
    public string RestockType { get; init; } = "NO_RESTOCK";

    /// <summary>Shipping given back, without taxes unless prices include them, in the buyer's currency.</summary>
    public decimal Shipping { get; init; }
    public decimal ShippingTax { get; init; }

    /// <summary>Money paid back; null for the worth of what was given back.</summary>
    public decimal? Amount { get; init; }
    public string Gateway { get; init; } = "shopify_payments";
    public string? Note { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>A shipment of units of lines; without lines, of all that is left.</summary>
public sealed record FulfillmentDescription
{
    public IReadOnlyList<LineUnits> Lines { get; init; } = [];
    public string? TrackingCompany { get; init; }
    public string? TrackingNumber { get; init; }
    public string? TrackingUrl { get; init; }
    public bool Cancelled { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
}
