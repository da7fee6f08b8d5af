namespace Tandem.Sync.Decisions;

/// <summary>Which tax entries fit a tax of Shopify's, and which of them says most.</summary>
public static class TaxFit
{
    private const decimal SameRate = 0.0000005m;

    /// <summary>The entry that decides; null where none fits.</summary>
    /// <param name="included">The prices contain the tax.</param>
    /// <param name="byChannel">The sales channel remits it.</param>
    public static TaxDecision? Deciding(IEnumerable<TaxDecision> entries, string title, decimal rate, string? country, string? region, bool included, bool byChannel) =>
        entries.Where(entry => Fits(entry, title, rate, country, region, included, byChannel)).OrderByDescending(Weight).FirstOrDefault();

    public static bool Fits(TaxDecision entry, string title, decimal rate, string? country, string? region, bool included, bool byChannel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(title);
        return string.Equals(entry.Title.Trim(), title.Trim(), StringComparison.OrdinalIgnoreCase)
            && Math.Abs(entry.Rate - rate) < SameRate
            && (entry.Country is null || string.Equals(entry.Country, country, StringComparison.OrdinalIgnoreCase))
            && (entry.Region is null || string.Equals(entry.Region, region, StringComparison.OrdinalIgnoreCase))
            && (entry.Included is null || entry.Included == included)
            // What a marketplace remits is not the merchant's debt: it never falls under an entry that does not say so.
            && entry.ByChannel == byChannel;
    }

    /// <summary>How much an entry says about where it holds.</summary>
    public static int Weight(TaxDecision entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (entry.Country is null ? 0 : 1) + (entry.Region is null ? 0 : 2) + (entry.Included is null ? 0 : 1);
    }
}
