using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Grains.Ledger;

/// <summary>The match report of each shop as it was last seen: what the pages list, filter and count.</summary>
public interface IProductMatches
{
    /// <summary>Puts a whole report in place of the one before; what was seen later by itself stays.</summary>
    /// <param name="seenAt">When reading both catalogues began.</param>
    Task Replace(ShopDomain shop, IEnumerable<MatchRow> rows, DateTimeOffset seenAt, CancellationToken cancellationToken);

    /// <summary>Puts the rows of variants in place of those known of one product; other products' rows among them are only brought up to date.</summary>
    Task ReplaceProduct(ShopDomain shop, ProductId product, IReadOnlyCollection<MatchRow> rows, DateTimeOffset seenAt, CancellationToken cancellationToken);

    /// <summary>By title, what needs a person first.</summary>
    Task<IReadOnlyList<MatchRow>> List(ShopDomain shop, MatchFilter filter, Page page, CancellationToken cancellationToken);

    Task<MatchRow?> Find(ShopDomain shop, VariantId variant, CancellationToken cancellationToken);

    /// <summary>The variants of one product.</summary>
    Task<IReadOnlyList<MatchRow>> Of(ShopDomain shop, ProductId product, CancellationToken cancellationToken);

    /// <summary>The variants that carry one of the codes.</summary>
    Task<IReadOnlyList<MatchRow>> WithCodes(ShopDomain shop, IReadOnlyCollection<string> codes, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<MatchState, int>> Counts(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>When the oldest row was seen; null before the first report.</summary>
    Task<DateTimeOffset?> SeenAt(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>Which rows a list shows; null does not narrow.</summary>
/// <param name="Text">Part of a code on either side or of the title.</param>
public sealed record MatchFilter(MatchState? State = null, string? Text = null);
