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

    /// <summary>What rounding in cash added to the amount, negative where it took from it.</summary>
    public decimal Rounding { get; init; }

    /// <summary>Units of the buyer's currency for one of the shop's on the day it was paid; null for the order's own rate.</summary>
    public decimal? Rate { get; init; }
}

/// <summary>Units of one line, by the line's index.</summary>
public sealed record LineUnits(int Line, int Quantity)
{
    /// <summary>In a refund: RETURN, CANCEL or NO_RESTOCK for these units; null for that of the refund.</summary>
    public string? RestockType { get; init; }

    /// <summary>In a refund: where they go back into stock; null for the shop's first location.</summary>
    public long? Location { get; init; }

    /// <summary>In a refund: units that the line had left before it; null where the sequence of edits and refunds does not matter.</summary>
    public int? Left { get; init; }
}

/// <summary>A refund: lines given back, shipping given back, money paid back.</summary>
public sealed record RefundDescription
{
    public IReadOnlyList<LineUnits> Lines { get; init; } = [];

    /// <summary>RETURN, CANCEL or NO_RESTOCK.</summary>
    public string RestockType { get; init; } = "NO_RESTOCK";

    /// <summary>Shipping given back, without taxes unless prices include them, in the buyer's currency.</summary>
    public decimal Shipping { get; init; }
    public decimal ShippingTax { get; init; }

    /// <summary>Money paid back in one successful transaction; null for the worth of what was given back.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Money paid back by several gateways, or not successfully; used instead of <see cref="Amount"/> when there are any.</summary>
    public IReadOnlyList<RefundPaymentDescription> Payments { get; init; } = [];

    /// <summary>What is worth more than was paid back stays owed to the buyer, instead of being written off by an adjustment.</summary>
    public bool Owed { get; init; }

    /// <summary>Why more or less was paid back than the worth, such as RESTOCK or CUSTOMER.</summary>
    public string? Reason { get; init; }

    /// <summary>Its lines are stated to be worth nothing, their money as an adjustment: so a real shop answered for a whole order refunded without restock.</summary>
    public bool Unpriced { get; init; }

    /// <summary>The return that it settles, by index.</summary>
    public int? Return { get; init; }

    /// <summary>Taken off the order again, as if it had never been.</summary>
    public bool Deleted { get; init; }

    public string Gateway { get; init; } = "shopify_payments";
    public string? Note { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>Money of a refund through one gateway, in the buyer's currency.</summary>
public sealed record RefundPaymentDescription(decimal Amount)
{
    public string Gateway { get; init; } = "shopify_payments";

    /// <summary>SUCCESS, PENDING or FAILURE.</summary>
    public string Status { get; init; } = "SUCCESS";

    /// <summary>It was pending first, which leaves a pair of adjustments behind.</summary>
    public bool WasPending { get; init; }

    /// <summary>The payment that it gives back, by index; null for the first.</summary>
    public int? Parent { get; init; }

    /// <summary>What rounding in cash added to the amount, negative where it took from it.</summary>
    public decimal Rounding { get; init; }

    /// <summary>Units of the buyer's currency for one of the shop's on the day it was given back; null for the order's own rate.</summary>
    public decimal? Rate { get; init; }
}

/// <summary>A shipment of units of lines; without lines, of all that is left.</summary>
public sealed record FulfillmentDescription
{
    public IReadOnlyList<LineUnits> Lines { get; init; } = [];
    public string? TrackingCompany { get; init; }
    public string? TrackingNumber { get; init; }
    public string? TrackingUrl { get; init; }

    /// <summary>Several packages; used instead of the one tracking when there are any.</summary>
    public IReadOnlyList<TrackingDescription> Packages { get; init; } = [];

    /// <summary>Which fulfillment orders the units are from; empty where the order has but the one it began with.</summary>
    public IReadOnlyList<OrderUnits> From { get; init; } = [];

    /// <summary>Null for the shop's first location.</summary>
    public long? Location { get; init; }

    public bool Cancelled { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>One package's tracking.</summary>
public sealed record TrackingDescription(string? Company, string? Number, string? Url);

/// <summary>Units of one line in one fulfillment order, by the order's part and the line's index.</summary>
public sealed record OrderUnits(int Order, int Line, int Quantity);

/// <summary>What is to be sent from one location.</summary>
/// <param name="Part">Its number among the order's fulfillment orders, from 1; never used twice.</param>
/// <param name="Lines">All units ever assigned to it, those sent from it too.</param>
public sealed record FulfillmentOrderDescription(int Part, long Location, IReadOnlyList<LineUnits> Lines)
{
    public IReadOnlyList<HoldDescription> Holds { get; init; } = [];

    /// <summary>Closed though not all was sent: its fulfillment was cancelled and another order took over.</summary>
    public bool Closed { get; init; }
}

/// <summary>Why something may not be sent.</summary>
/// <param name="Reason">Such as HIGH_RISK_OF_FRAUD or OTHER.</param>
public sealed record HoldDescription(string Reason, string? Notes);

/// <summary>Goods that come back.</summary>
/// <param name="Status">REQUESTED, OPEN, CLOSED, DECLINED or CANCELED.</param>
public sealed record ReturnDescription(string Status, IReadOnlyList<LineUnits> Lines)
{
    /// <summary>Lines added to the order in exchange, by index.</summary>
    public IReadOnlyList<int> Exchange { get; init; } = [];

    public DateTimeOffset? CreatedAt { get; init; }
}
