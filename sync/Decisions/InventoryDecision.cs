namespace Tandem.Sync.Decisions;

/// <summary>Which of Odoo's figures is the stock.</summary>
public enum StockQuantity
{
    /// <summary>What is there and not reserved (<c>free_qty</c>).</summary>
    Free,

    /// <summary>What is there (<c>qty_available</c>).</summary>
    OnHand,

    /// <summary>What will be there when all that is planned has moved (<c>virtual_available</c>).</summary>
    Forecast,
}

/// <summary>Which of Shopify's quantities is written.</summary>
public enum StockWrite
{
    /// <summary>What can be bought, whatever is committed to orders.</summary>
    Available,

    /// <summary>What lies there; Shopify takes off by itself what it has committed to orders.</summary>
    OnHand,
}

/// <summary>What becomes of a variant that Shopify does not stock at a mapped location.</summary>
public enum NotStocked
{
    /// <summary>It stays so.</summary>
    Skip,

    /// <summary>It is stocked there.</summary>
    Activate,
}

/// <summary>What becomes of a kit (phantom bill of materials), of which Odoo keeps no stock of its own.</summary>
public enum KitStock
{
    /// <summary>It shows as many as its scarcest part makes.</summary>
    Tell,

    /// <summary>People keep its stock in Shopify.</summary>
    Skip,
}

/// <summary>How stock goes from Odoo to Shopify; without locations it does not.</summary>
public sealed record InventoryDecision
{
    public IReadOnlyList<StockedLocation> Locations { get; init; } = [];

    public StockQuantity Quantity { get; init; } = StockQuantity.Free;

    /// <summary>So many units are kept back at each location.</summary>
    public int Buffer { get; init; }

    public StockWrite Write { get; init; } = StockWrite.Available;

    public NotStocked NotStocked { get; init; } = NotStocked.Skip;

    public KitStock Kits { get; init; } = KitStock.Tell;
}

/// <summary>A Shopify location that is told its stock.</summary>
/// <param name="Places">The internal locations in Odoo whose stock it is, added up; none means the whole warehouse that <c>fulfillments.locations</c> names for it.</param>
public sealed record StockedLocation(LocationId Location, IReadOnlyList<OdooReference> Places)
{
    public bool Equals(StockedLocation? other) => other is not null && Location == other.Location && Places.SequenceEqual(other.Places);

    public override int GetHashCode() => Location.GetHashCode();
}
