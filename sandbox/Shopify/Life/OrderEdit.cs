using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.Shopify.Life;

/// <summary>Changes to an order that was placed; what is null or empty stays.</summary>
public sealed record OrderEdit
{
    /// <summary>Units that each line has from now on, by the line's index.</summary>
    public IReadOnlyDictionary<int, int> Quantities { get; init; } = new Dictionary<int, int>();

    public IReadOnlyList<LineDescription> Add { get; init; } = [];

    /// <summary>Amounts off lines, in the buyer's currency, by the line's index.</summary>
    public IReadOnlyDictionary<int, decimal> Discounts { get; init; } = new Dictionary<int, decimal>();

    public ShippingDescription? AddShipping { get; init; }
    public AddressDescription? ShippingAddress { get; init; }
    public AddressDescription? BillingAddress { get; init; }
    public CustomerDescription? Customer { get; init; }
    public string? Note { get; init; }
    public string? Email { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>It changes what was sold, not only what is written about it.</summary>
    internal bool OfSale => Quantities.Count > 0 || Add.Count > 0 || Discounts.Count > 0 || AddShipping is not null;
}
