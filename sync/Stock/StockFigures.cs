using Tandem.Sync.Decisions;

namespace Tandem.Sync.Stock;

/// <summary>What Odoo says of one product in the places of one location, in the product's own unit.</summary>
/// <param name="Counted">Odoo counts its stock: it is storable, or a kit of what is.</param>
/// <param name="Active">It is not archived.</param>
public sealed record StockFigures(OdooId<Product> Product, string Name, decimal Free, decimal OnHand, decimal Forecast, bool Counted, bool Active)
{
    /// <summary>It is a kit (phantom bill of materials): the figures are what its scarcest part makes.</summary>
    public bool Kit { get; init; }

    public decimal Of(StockQuantity quantity) => quantity switch
    {
        StockQuantity.OnHand => OnHand,
        StockQuantity.Forecast => Forecast,
        _ => Free,
    };
}
