using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <summary>The levels that are told from Odoo, one for each linked variant and location; what is due is worked on until it is settled, whatever crashes.</summary>
public interface IStockLevels
{
    /// <summary>Says that something of these products may have changed in Odoo; answers how many levels are concerned.</summary>
    Task<int> Mark(ShopDomain shop, LocationId location, IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellationToken);

    /// <summary>Says it of the variants that were linked since.</summary>
    Task<int> MarkLinkedSince(ShopDomain shop, LocationId location, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Says it of every linked variant, forgets what was last seen of them, and drops levels of variants that are linked no more.</summary>
    Task<int> MarkAll(ShopDomain shop, LocationId location, CancellationToken cancellationToken);

    /// <summary>Levels that are due, by their variants.</summary>
    /// <param name="after">Behind this variant; null for the first page.</param>
    Task<IReadOnlyList<DueLevel>> Due(ShopDomain shop, LocationId location, VariantId? after, int max, CancellationToken cancellationToken);

    /// <summary>Writes down what became of levels; one that was marked again meanwhile stays due.</summary>
    Task Settle(ShopDomain shop, LocationId location, IReadOnlyCollection<SettledLevel> settled, CancellationToken cancellationToken);

    /// <summary>Drops levels whose variant is linked no more.</summary>
    Task Drop(ShopDomain shop, LocationId location, IReadOnlyCollection<VariantId> variants, CancellationToken cancellationToken);

    /// <summary>How many levels stand where, for each location.</summary>
    Task<IReadOnlyList<LevelCount>> Counts(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Levels in a state, by their variants.</summary>
    Task<IReadOnlyList<StockLevel>> List(ShopDomain shop, LocationId location, LevelState state, Page page, CancellationToken cancellationToken);

    /// <summary>Levels that fit, by location and variant.</summary>
    Task<IReadOnlyList<FoundLevel>> Find(ShopDomain shop, LevelFilter filter, Page page, CancellationToken cancellationToken);
}

/// <summary>Which levels are meant; null does not narrow.</summary>
/// <param name="Text">A part of a SKU, barcode, reference or title, or the whole number of a variant, product or Odoo product.</param>
public sealed record LevelFilter(LocationId? Location, LevelState? State, string? Text);

/// <summary>A level with what its variant is.</summary>
/// <param name="Product">Null when the variant is linked no more.</param>
/// <param name="Title">As Shopify calls it; null before the catalogues were compared.</param>
/// <param name="Due">Odoo said since that it may have changed.</param>
public sealed record FoundLevel(LocationId Location, ProductId? Product, OdooId<Product> OdooProduct, string? Title, bool Due, StockLevel Level);

/// <summary>Where a level is.</summary>
public enum LevelState
{
    /// <summary>Nothing was done about it yet.</summary>
    New,

    /// <summary>It shows what Odoo has.</summary>
    InStep,

    /// <summary>It is left alone, on purpose.</summary>
    Left,

    /// <summary>A person has to do something first.</summary>
    Waiting,
}

/// <summary>A level that may have to be written.</summary>
/// <param name="Seen">What Shopify last showed; null when that is not known.</param>
/// <param name="Due">To be given back when it is settled.</param>
/// <param name="Units">How much of the product one of the variant is; null when it is linked no more.</param>
/// <param name="Name">Its SKU, or its number.</param>
public sealed record DueLevel(VariantId Variant, InventoryItemId Item, OdooId<Product> Product, int? Seen, long Due, decimal? Units, string Name);

/// <summary>What became of a level.</summary>
/// <param name="Seen">What Shopify shows now; null when that is not known.</param>
/// <param name="Due">As it was read.</param>
public sealed record SettledLevel(VariantId Variant, int? Seen, LevelState State, string? Sentence, long Due);

/// <param name="Due">How many of them may have changed in Odoo since they were last settled.</param>
/// <param name="LookedAt">When the latest of them was settled; null when none ever was.</param>
public sealed record LevelCount(LocationId Location, LevelState State, int Levels, int Due, DateTimeOffset? LookedAt);

/// <summary>One level as it stands.</summary>
public sealed record StockLevel(VariantId Variant, string Name, int? Seen, LevelState State, string? Sentence, DateTimeOffset? LookedAt);
