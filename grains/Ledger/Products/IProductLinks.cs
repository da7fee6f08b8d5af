using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Grains.Ledger;

/// <summary>Which Odoo product each variant is: at most one, and the same until a person changes it.</summary>
public interface IProductLinks
{
    /// <summary>Those of the variants that are linked.</summary>
    Task<IReadOnlyDictionary<VariantId, ProductLink>> Of(ShopDomain shop, IReadOnlyCollection<VariantId> variants, CancellationToken cancellationToken);

    /// <summary>The links to one of these Odoo products; several variants may be one product.</summary>
    Task<IReadOnlyList<ProductLink>> To(ShopDomain shop, IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<VariantId, ProductLink>> All(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>The next so many links, by their variants.</summary>
    /// <param name="last">The variant of the last one before; null for the first ones.</param>
    Task<IReadOnlyList<ProductLink>> After(ShopDomain shop, VariantId? last, int most, CancellationToken cancellationToken);

    /// <summary>Links variants that have no link yet, and leaves those that have one; answers how many it made.</summary>
    Task<int> Add(ShopDomain shop, IReadOnlyCollection<ProductLink> links, CancellationToken cancellationToken);

    /// <summary>A person's word: links variants whether they have a link or not; all of them or none.</summary>
    Task Put(ShopDomain shop, IReadOnlyCollection<ProductLink> links, CancellationToken cancellationToken);

    /// <summary>Whether there was a link.</summary>
    Task<bool> Remove(ShopDomain shop, VariantId variant, CancellationToken cancellationToken);
}
