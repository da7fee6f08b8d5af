using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>Products of shops with all that they show, read and written.</summary>
public interface IShopListings
{
    /// <summary>Null when it was deleted.</summary>
    /// <param name="fields">The metafields to read with it.</param>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<ShopListing?> Read(ShopDomain shop, ProductId product, IReadOnlyList<CustomFieldDecision> fields, CancellationToken cancellationToken);

    /// <summary>Writes the product's own fields; all of them or none.</summary>
    /// <param name="values">By their words in the decisions file.</param>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task Update(ShopDomain shop, ProductId product, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken);

    /// <summary>Writes fields of variants; those that Shopify refuses are taken out, and the rest is written.</summary>
    /// <returns>Shopify's words about each variant that it refused.</returns>
    /// <exception cref="ShopifyException">Shopify refused the whole, or nobody knows whether it happened.</exception>
    Task<IReadOnlyDictionary<VariantId, string>> UpdateVariants(ShopDomain shop, ProductId product, IReadOnlyList<VariantChange> changes, CancellationToken cancellationToken);

    /// <summary>Adds variants; those that Shopify refuses are taken out, and the rest is made. Shopify takes no second one with the same choice of options.</summary>
    /// <returns>Shopify's words about each that it refused, by its index.</returns>
    /// <exception cref="ShopifyException">Shopify refused the whole, or nobody knows whether it happened.</exception>
    Task<IReadOnlyDictionary<int, string>> AddVariants(ShopDomain shop, ProductId product, IReadOnlyList<DraftVariant> variants, CancellationToken cancellationToken);

    /// <summary>Writes metafields, and empties those without a value; those that Shopify refuses are taken out, and the rest is written.</summary>
    /// <returns>Shopify's words about each that it refused, by its index.</returns>
    /// <exception cref="ShopifyException">Shopify refused the whole.</exception>
    Task<IReadOnlyDictionary<int, string>> SetFields(ShopDomain shop, IReadOnlyList<MetafieldChange> changes, CancellationToken cancellationToken);

    /// <summary>The type that Shopify has defined a metafield with; null where it is not defined.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<string?> DefinedType(ShopDomain shop, CustomFieldDecision field, CancellationToken cancellationToken);

    /// <summary>The metafields that a shop has defined for a kind of records, the first hundred by name.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyList<DefinedField>> DefinedFields(ShopDomain shop, CustomFieldOf of, CancellationToken cancellationToken);

    /// <summary>The product that was made of a product of Odoo; null when none was, or it was deleted.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<ProductId?> OfTemplate(ShopDomain shop, string identity, CancellationToken cancellationToken);

    /// <summary>Makes a product under an identity of its own: repeated, it is the same product.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<ProductId> Make(ShopDomain shop, ListingDraft draft, CancellationToken cancellationToken);
}

/// <summary>Fields of a variant that are to be written, by their words in the decisions file.</summary>
public sealed record VariantChange(VariantId Variant, IReadOnlyDictionary<string, string?> Values);

/// <summary>A metafield as a shop has defined it (Shopify's MetafieldDefinition).</summary>
/// <param name="Label">As people in the shop see it.</param>
/// <param name="Type">Such as single_line_text_field.</param>
public sealed record DefinedField(string Namespace, string Key, string Label, string Type);

/// <summary>A metafield that is to be written.</summary>
/// <param name="Owner">The global id of what it belongs to.</param>
/// <param name="Value">Null empties it.</param>
public sealed record MetafieldChange(string Owner, CustomFieldDecision Field, string? Value);
