namespace Tandem.Sync.Products;

/// <summary>How a variant, or an Odoo product without one, stands.</summary>
public enum MatchState
{
    /// <summary>The rule matches exactly one product, and it is not linked yet.</summary>
    Exact,

    /// <summary>Linked by the rule.</summary>
    Linked,

    /// <summary>Linked by a person.</summary>
    ByHand,

    /// <summary>Linked, and a code on either side changed since: to be approved.</summary>
    Changed,

    /// <summary>Linked to a product that cannot be sold any more.</summary>
    Broken,

    /// <summary>Something fits, and only a person can say what.</summary>
    Ambiguous,

    /// <summary>Nothing fits.</summary>
    Unmatched,

    /// <summary>Linked, and the variant was deleted in Shopify.</summary>
    Gone,

    /// <summary>A product that Odoo sells from stock and no variant stands for.</summary>
    OdooOnly,
}

/// <summary>Why it stands so.</summary>
public enum MatchReason
{
    None,
    NoCode,
    NotFound,
    CaseOrBlanks,
    SharedByVariants,
    SeveralProducts,
    OtherCompany,
    Archived,
    OtherUnit,
    DeletedInOdoo,
    Renamed,
    DeletedInShopify,
}

/// <summary>How one variant is matched.</summary>
/// <param name="Product">The product it is linked to, or that the rule matches; null when there is none.</param>
/// <param name="Proposals">Products that might be meant, for a person to choose from; never applied.</param>
public sealed record VariantMatch(
    CatalogueVariant Variant, MatchState State, MatchReason Reason, ProductLink? Link, CatalogueProduct? Product, IReadOnlyList<CatalogueProduct> Proposals)
{
    /// <summary>How many other variants carry the same code.</summary>
    public int Sharing { get; init; }
}
