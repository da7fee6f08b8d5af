using Tandem.Sync;

namespace Tandem.Shopify.Orders;

/// <summary>What of an order needs decisions before it can be booked: its taxes with where they are owed, its gateways, its source, its currency and shipping.</summary>
/// <param name="Country">ISO code of the country that it goes to, or that it is billed to; null where it states none.</param>
/// <param name="Region">Province code inside that country.</param>
public sealed record OrderTraits(
    OrderId Id, string Name, DateTimeOffset CreatedAt, string? Source, bool TaxesIncluded, string? Country, string? Region, IReadOnlyList<string> Gateways, IReadOnlyList<TaxTrait> Taxes)
{
    /// <summary>What the buyer paid in.</summary>
    public string? Currency { get; init; }

    /// <summary>Titles of the shipping that was chosen.</summary>
    public IReadOnlyList<string> Shipping { get; init; } = [];
}

/// <summary>One tax of an order.</summary>
/// <param name="Rate">As a fraction.</param>
/// <param name="ByChannel">The sales channel remits it.</param>
public readonly record struct TaxTrait(string Title, decimal Rate, bool ByChannel);
