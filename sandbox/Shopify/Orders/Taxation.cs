namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>Computes the taxes on one amount, each rounded half up to the buyer's cents.</summary>
internal sealed class Taxation(OrderDescription order, Currencies currencies)
{
    /// <summary>Added to the amount, or extracted from it where prices include taxes: each tax is rate / (1 + all rates) of it.</summary>
    public IReadOnlyList<TaxAmount> On(decimal amount, IReadOnlyList<TaxDescription> taxes)
    {
        if (order.TaxExempt || taxes.Count == 0) return [];
        var together = 1m + taxes.Sum(t => t.Rate);
        return [.. taxes.Select(t => new TaxAmount(t, currencies.FromPresentment(
            t.Amount ?? (order.TaxesIncluded ? amount * t.Rate / together : amount * t.Rate))))];
    }
}
