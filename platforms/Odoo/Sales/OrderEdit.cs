using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>What is to become of an order and its lines; what is null stays as it is.</summary>
public sealed record OrderEdit
{
    public IReadOnlyList<LineEdit> Lines { get; init; } = [];

    /// <summary>Quantity 0 on a confirmed order, where Odoo keeps every line; deleted from a quotation.</summary>
    public IReadOnlyList<OdooId<SaleOrderLine>> Removed { get; init; } = [];

    public OrderPartners? Partners { get; init; }
    public string? ClientOrderRef { get; init; }

    /// <summary>Plain text.</summary>
    public string? Note { get; init; }
}

/// <summary>A line as it is to be. Price, discount and taxes go with it whatever changes, since Odoo takes the pricelist's price when only a quantity is written.</summary>
/// <param name="PriceUnit">In the order's currency.</param>
/// <param name="Discount">In percent.</param>
/// <param name="Name">Null leaves the description.</param>
public sealed record LineEdit(OdooId<SaleOrderLine> Line, decimal Quantity, decimal PriceUnit, decimal Discount, IReadOnlyList<OdooId<Tax>> Taxes, string? Name = null);

/// <summary>What came of an edit; nothing but <see cref="Changed"/> changed the order.</summary>
public abstract record EditOutcome
{
    private EditOutcome() { }

    /// <summary>The order as it is now.</summary>
    public sealed record Changed(SaleOrderReading Order) : EditOutcome;

    /// <summary>A person locked the order; Odoo would take some changes all the same.</summary>
    public sealed record Locked(OdooId<SaleOrder> Order, string Name) : EditOutcome;

    /// <summary>The order is cancelled.</summary>
    public sealed record Cancelled(OdooId<SaleOrder> Order, string Name) : EditOutcome;

    /// <summary>More of these lines was delivered than they are to have: goods have to come back first.</summary>
    public sealed record BelowDelivered(OdooId<SaleOrder> Order, string Name, IReadOnlyList<OdooId<SaleOrderLine>> Lines) : EditOutcome;

    /// <summary>These lines are no longer on the order: a person removed them.</summary>
    public sealed record LinesGone(OdooId<SaleOrder> Order, string Name, IReadOnlyList<OdooId<SaleOrderLine>> Lines) : EditOutcome;

    /// <summary>The order no longer exists.</summary>
    public sealed record Gone(OdooId<SaleOrder> Order) : EditOutcome;
}
