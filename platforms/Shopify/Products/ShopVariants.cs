using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Shopify.Products;

/// <summary>Variants through the shops' Admin API.</summary>
internal sealed class ShopVariants(IShopifyAdmin admin) : IShopVariants
{
    /// <summary>Shopify takes no longer lists in a query.</summary>
    private const int MostIds = 250;

    /// <summary>Each may be carried by several variants, and one page is to show them all.</summary>
    private const int MostCodes = 25;

    public async IAsyncEnumerable<CatalogueVariant> All(ShopDomain shop, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await admin.Run(shop, VariantDocuments.All, new JsonObject { ["after"] = after }, cancellationToken);
            foreach (var variant in page.Variants) yield return variant;
            after = page.Next;
        }
        while (after is not null);
    }

    public async Task<IReadOnlyList<CatalogueVariant>> Of(ShopDomain shop, ProductId product, CancellationToken cancellationToken)
    {
        var found = new List<CatalogueVariant>();
        string? after = null;
        do
        {
            var page = await admin.Run(shop, VariantDocuments.OfProduct, new JsonObject { ["id"] = product.Gid, ["after"] = after }, cancellationToken);
            found.AddRange(page.Variants);
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    public async Task<IReadOnlyList<CatalogueVariant>> WithCodes(ShopDomain shop, VariantIdentity by, IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        var found = new List<CatalogueVariant>();
        foreach (var some in codes.Distinct(StringComparer.Ordinal).Chunk(MostCodes))
        {
            var query = string.Join(" OR ", some.Select(code => $"{(by == VariantIdentity.Sku ? "sku" : "barcode")}:{Quoted(code)}"));
            found.AddRange((await admin.Run(shop, VariantDocuments.WithCodes, new JsonObject { ["query"] = query }, cancellationToken)).Variants);
        }

        return found;
    }

    private static string Quoted(string code) => $"\"{code.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public async Task<IReadOnlyList<CatalogueVariant>> Read(ShopDomain shop, IReadOnlyCollection<VariantId> variants, CancellationToken cancellationToken)
    {
        var found = new List<CatalogueVariant>();
        foreach (var some in variants.Distinct().Chunk(MostIds))
        {
            JsonNode[] ids = [.. some.Select(variant => JsonValue.Create(variant.Gid))];
            found.AddRange(await admin.Run(shop, VariantDocuments.ById, new JsonObject { ["ids"] = new JsonArray(ids) }, cancellationToken));
        }

        return found;
    }
}
