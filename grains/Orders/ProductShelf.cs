using System.Collections.Concurrent;
using Tandem.Odoo.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Planning;

namespace Tandem.Grains.Orders;

/// <summary>Odoo products by their codes, kept for some minutes: most orders sell what the orders before them sold.</summary>
/// <remarks>Only a code with exactly one active product is kept; whatever needs a person is looked at anew each time.</remarks>
internal sealed class ProductShelf(OdooProducts products, OdooCatalogue catalogue, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (ProductCandidate Product, long Since)> kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OdooId<Product>, (ShelvedProduct Product, long Since)> linked = new();

    /// <summary>Linked products as they stand; those that are gone are missing.</summary>
    public async Task<IReadOnlyDictionary<OdooId<Product>, ShelvedProduct>> Linked(IReadOnlyCollection<OdooId<Product>> ids, CancellationToken stop)
    {
        var found = new Dictionary<OdooId<Product>, ShelvedProduct>();
        foreach (var id in ids)
            if (linked.TryGetValue(id, out var entry) && time.GetElapsedTime(entry.Since) < Fresh) found[id] = entry.Product;
        foreach (var product in await catalogue.Read([.. ids.Where(id => !found.ContainsKey(id))], stop))
            found[product.Id] = Keep(product.Id, new ShelvedProduct(product.Name, product.Active, product.Company));

        return found;
    }

    public async Task<ILookup<string, ProductCandidate>> Take(ProductIdentity identity, IReadOnlyCollection<string> codes, CancellationToken stop)
    {
        var known = new List<ProductCandidate>();
        var unknown = new List<string>();
        foreach (var code in codes)
        {
            if (kept.TryGetValue(code, out var entry) && time.GetElapsedTime(entry.Since) < Fresh) known.Add(entry.Product);
            else unknown.Add(code);
        }

        if (unknown.Count > 0)
        {
            var found = (await products.Find(identity, unknown, stop)).Select(product => product.Candidate).ToList();
            foreach (var code in found.GroupBy(product => product.Code, StringComparer.Ordinal).Where(code => code.Count() == 1 && code.Single().Active))
                kept[code.Key] = (code.Single(), time.GetTimestamp());
            // The rule links what it found, and the next order asks for it by that link.
            foreach (var product in found) Keep(product.Id, new ShelvedProduct(product.Name, product.Active, product.Company));
            known.AddRange(found);
        }

        return known.ToLookup(product => product.Code, StringComparer.Ordinal);
    }

    private ShelvedProduct Keep(OdooId<Product> id, ShelvedProduct product)
    {
        if (product.Active) linked[id] = (product, time.GetTimestamp());
        return product;
    }
}

/// <summary>What an order asks of a product that it is linked to.</summary>
/// <param name="Company">Null when all companies share it.</param>
internal sealed record ShelvedProduct(string Name, bool Active, OdooId<Company>? Company);
