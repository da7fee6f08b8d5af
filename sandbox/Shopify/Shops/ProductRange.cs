using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>The products of one shop beyond their variants, and every change of them, which is announced.</summary>
public sealed class ProductRange
{
    private const int MostVariants = 2048;
    private readonly PracticeShop shop;
    private readonly ConcurrentDictionary<long, ProductFacts> facts = new();
    private readonly Lock gate = new();
    private long last = 8_900_000_000_000;

    internal ProductRange(PracticeShop shop) => this.shop = shop;

    internal IEnumerable<(long Product, ProductFacts Facts)> All => facts.Select(one => (one.Key, one.Value));

    public ProductFacts Facts(long product) => facts.GetValueOrDefault(product) ?? new ProductFacts();

    /// <summary>A person changes a product in the admin.</summary>
    public void Change(long product, Func<ProductFacts, ProductFacts> change, string? title = null, string? status = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        Put(product, change(Facts(product)), title, status);
        Tell(product, DeliveryPlan.Now);
    }

    /// <summary>A person changes a variant in the admin.</summary>
    public VariantDescription ChangeVariant(long variant, Func<VariantDescription, VariantDescription> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var changed = change(shop.Variant(variant)!);
        shop.Add(changed);
        Tell(changed.ProductId, DeliveryPlan.Now);
        return changed;
    }

    /// <summary>An app changed a product, or a metafield of it or of one of its variants.</summary>
    internal void Touched(string owner)
    {
        if (!Gid.TryParse(owner, out var type, out var number)) return;
        if (type == "Product") Tell(number, shop.Webhooks.Echoing);
        else if (type == "ProductVariant" && shop.Variant(number) is { } variant) Tell(variant.ProductId, shop.Webhooks.Echoing);
    }

    internal void Put(long product, ProductFacts said, string? title, string? status)
    {
        facts[product] = said;
        foreach (var variant in shop.Variants.Where(variant => variant.ProductId == product))
            shop.Add(variant with { ProductTitle = title ?? variant.ProductTitle, Status = status ?? variant.Status });
    }

    /// <summary>Makes a product, unless this identity has one.</summary>
    internal long Make(string @namespace, string key, string value, Func<long, IReadOnlyList<VariantDescription>> variants, ProductFacts said)
    {
        lock (gate)
        {
            if (shop.Metafields.OwnerOf(@namespace, key, value) is { } owner && Nodes.Find(shop, owner) is not null) return Gid.Number(owner);
            var product = last += 65_536;
            facts[product] = said;
            foreach (var variant in variants(product).Take(MostVariants)) shop.Add(variant);
            shop.Metafields.Set([new MetafieldEntry(Gid.Of("Product", product), @namespace, key, value, "id", false, null)], _ => true);
            Tell(product, shop.Webhooks.Echoing);
            return product;
        }
    }

    /// <summary>The number of a variant that is added to a product.</summary>
    internal long NextVariant()
    {
        lock (gate) return last += 65_536;
    }

    private void Tell(long product, DeliveryPlan plan) =>
        shop.Webhooks.Tell("products/update", new JsonObject { ["id"] = product, ["updated_at"] = Guid.NewGuid().ToString() }, plan);
}
