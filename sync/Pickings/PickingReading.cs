namespace Tandem.Sync.Pickings;

/// <summary>A transfer as Odoo holds it (stock.picking).</summary>
public sealed record PickingReading
{
    public required OdooId<Picking> Id { get; init; }

    /// <summary>Such as <c>WH/OUT/00012</c>.</summary>
    public required string Name { get; init; }

    public required PickingKind Kind { get; init; }
    public required PickingState State { get; init; }
    /// <summary>Odoo's word on where it comes from, and the trace of the refund that a return was made for.</summary>
    public string? Origin { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Start of the transaction that wrote it last, whole seconds.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    public OdooId<SaleOrder>? Order { get; init; }
    public OdooId<Warehouse>? Warehouse { get; init; }
    public string? Carrier { get; init; }
    public string? TrackingNumber { get; init; }
    public string? TrackingUrl { get; init; }
    public OdooId<Picking>? BackorderOf { get; init; }
    public OdooId<Picking>? ReturnOf { get; init; }

    /// <summary>Moves that were not cancelled.</summary>
    public IReadOnlyList<MoveReading> Moves { get; init; } = [];
}

public enum PickingKind
{
    Outgoing,
    Incoming,
    Internal,
}

public enum PickingState
{
    /// <summary>Draft, waiting for another transfer, or for stock.</summary>
    Waiting,

    /// <summary>Everything or enough is reserved.</summary>
    Ready,

    Done,
    Cancelled,
}

/// <summary>One product of a transfer (stock.move), in the product's own unit.</summary>
/// <param name="Demand">What was asked for.</param>
/// <param name="Quantity">What is reserved, or what moved once it is done.</param>
/// <param name="Serial">The product is tracked by lot or serial number, which a person or scanner has to name.</param>
public sealed record MoveReading(OdooId<Move> Id, OdooId<Product> Product, OdooId<SaleOrderLine>? SaleLine, decimal Demand, decimal Quantity, PickingState State, bool Serial)
{
    /// <summary>It brings goods to the customer, or back into stock; false for one step of several in between.</summary>
    public bool Final { get; init; } = true;

    /// <summary>The move whose goods come back by this one.</summary>
    public OdooId<Move>? Returns { get; init; }

    /// <summary>A person or scanner said that it was picked.</summary>
    public bool Picked { get; init; }

    /// <summary>How many of the product's unit one of the move's own unit is.</summary>
    public decimal Each { get; init; } = 1m;
}
