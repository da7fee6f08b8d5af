using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Shopify.Products;

/// <summary>The variants of shops' catalogues.</summary>
public interface IShopVariants
{
    /// <summary>All variants, of products of whatever status, by their numbers.</summary>
    /// <exception cref="ShopifyException">Shopify refused; what was given already is good.</exception>
    IAsyncEnumerable<CatalogueVariant> All(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>The variants of one product; none when it was deleted.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyList<CatalogueVariant>> Of(ShopDomain shop, ProductId product, CancellationToken cancellationToken);

    /// <summary>Those that carry one of the codes; others that Shopify's search takes for it may be among them.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyList<CatalogueVariant>> WithCodes(ShopDomain shop, VariantIdentity by, IReadOnlyCollection<string> codes, CancellationToken cancellationToken);

    /// <summary>Those of the variants that exist.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyList<CatalogueVariant>> Read(ShopDomain shop, IReadOnlyCollection<VariantId> variants, CancellationToken cancellationToken);
}
