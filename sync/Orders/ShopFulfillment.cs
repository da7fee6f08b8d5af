namespace Tandem.Sync.Orders;

/// <summary>Goods of an order that were sent (Shopify Fulfillment).</summary>
public sealed record ShopFulfillment
{
    public required FulfillmentId Id { get; init; }

    /// <summary>Such as <c>#1001-F1</c>.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Sent, or called back; only <see cref="FulfillmentStatus.Success"/> means that the goods left.</summary>
    public required FulfillmentStatus Status { get; init; }

    public LocationId? Location { get; init; }
    public IReadOnlyList<ShopTracking> Tracking { get; init; } = [];
    public IReadOnlyList<ShopFulfilledLine> Lines { get; init; } = [];
}

/// <summary>Where a fulfillment is (Shopify FulfillmentStatus).</summary>
public enum FulfillmentStatus
{
    Success,
    Cancelled,

    /// <summary>Failed, or in a state that no longer leads to goods being sent.</summary>
    Failed,

    Other,
}

/// <param name="Company">The carrier's name as Shopify knows it.</param>
public sealed record ShopTracking(string? Company, string? Number, string? Url);

public sealed record ShopFulfilledLine(LineId Line, int Quantity);

/// <summary>What is to be sent from one location (Shopify FulfillmentOrder).</summary>
public sealed record ShopFulfillmentOrder
{
    public required FulfillmentOrderId Id { get; init; }

    /// <summary>Shopify's <c>status</c> as stated: <c>OPEN</c>, <c>IN_PROGRESS</c>, <c>ON_HOLD</c>, <c>SCHEDULED</c>, <c>CLOSED</c>, <c>CANCELLED</c>, <c>INCOMPLETE</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Null when the location was deleted.</summary>
    public LocationId? Location { get; init; }

    public string? LocationName { get; init; }
    public IReadOnlyList<ShopHold> Holds { get; init; } = [];
    public IReadOnlyList<ShopFulfillmentOrderLine> Lines { get; init; } = [];

    /// <summary>Shopify would accept a fulfillment of it now (<c>CREATE_FULFILLMENT</c> among its supported actions).</summary>
    public bool CanFulfill { get; init; }
}

/// <summary>Why something may not be sent yet (Shopify FulfillmentHold).</summary>
/// <param name="Reason">Shopify's code, such as <c>HIGH_RISK_OF_FRAUD</c>.</param>
/// <param name="Text">The reason as a person reads it, with the notes of whoever set it.</param>
public sealed record ShopHold(string Reason, string? Text);

/// <param name="Remaining">Units that are still to be sent.</param>
public sealed record ShopFulfillmentOrderLine(FulfillmentOrderLineId Id, LineId Line, int Total, int Remaining);
