using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Grains.Ledger;

/// <summary>Where each carried field of products stands: what both sides last agreed on, and what a person has to look at.</summary>
public interface IProductFields
{
    /// <summary>What is known of a product's fields.</summary>
    Task<IReadOnlyDictionary<FieldPlace, SettledField>> Of(ShopDomain shop, ProductId product, CancellationToken cancellationToken);

    /// <summary>Puts the fields of a product as they are now in place of those before.</summary>
    Task Replace(ShopDomain shop, ProductId product, IReadOnlyCollection<FieldStanding> fields, CancellationToken cancellationToken);

    /// <summary>A person says that the owners' values of a product's open fields count; answers of how many.</summary>
    /// <param name="product">Null for all products.</param>
    Task<int> Take(ShopDomain shop, ProductId? product, CancellationToken cancellationToken);

    /// <summary>Fields that are not in step, product by product.</summary>
    Task<IReadOnlyList<OpenField>> Open(ShopDomain shop, Page page, CancellationToken cancellationToken);

    /// <summary>Those of one product.</summary>
    Task<IReadOnlyList<OpenField>> OpenOf(ShopDomain shop, ProductId product, CancellationToken cancellationToken);

    /// <summary>How many fields stand where.</summary>
    Task<IReadOnlyDictionary<FieldState, int>> Counts(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>The products of which fields are open.</summary>
    Task<IReadOnlyList<ProductId>> OpenProducts(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>Where a field is.</summary>
public enum FieldState
{
    InStep,

    /// <summary>The two sides say different things, and a person has to say what counts.</summary>
    Differs,

    /// <summary>A side refused the value.</summary>
    Refused,
}

/// <summary>Where one field stands now.</summary>
/// <param name="Digest">Of the value that both sides agree on, now or last; null where they never did.</param>
public sealed record FieldStanding(FieldPair Pair, FieldState State, string? Digest, string? Sentence);

/// <summary>A field that is not in step.</summary>
public sealed record OpenField(ProductId Product, FieldPlace Place, string Name, FieldOwner Owner, FieldState State, string? Shopify, string? Odoo, string Sentence, bool Taken, DateTimeOffset Since);
