using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.Grains.Products;

/// <summary>Writes what people decide about links, each with who did it: the link and the story of its product.</summary>
public sealed class LinkDiary(IProductLinks links, IActivity activity, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <param name="decided">Each link with a word for what was done and what happened to which variant, without who did it.</param>
    public async Task Put(ShopDomain shop, IReadOnlyList<(ProductLink Link, string Step, string Told)> decided, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(decided);
        await links.Put(shop, [.. decided.Select(one => one.Link)], stop);
        await activity.Append([.. decided.Select(one => Entry(shop, one.Link, one.Step, $"{one.Told} Decided by {one.Link.By}."))], stop);
    }

    /// <summary>Whether there was such a link.</summary>
    public async Task<bool> Remove(ShopDomain shop, VariantId variant, string by, CancellationToken stop)
    {
        var was = (await links.Of(shop, [variant], stop)).GetValueOrDefault(variant);
        if (was is null || !await links.Remove(shop, variant, stop)) return false;
        await activity.Append([Entry(shop, was, "unlink", $"Variant {variant} ({was.Seen.Sku ?? "no SKU"}) is not linked to the Odoo product {was.OdooProduct} any more; the shop's rule looks for its product again. Decided by {by}.")], stop);
        return true;
    }

    private ActivityEntry Entry(ShopDomain shop, ProductLink link, string step, string sentence) => new(
        Now, RecordKey.Product(shop, link.Product), step, ActivityOutcome.Done, sentence, TimeSpan.Zero, Guid.CreateVersion7(Now).ToString("N"),
        Product.Model, link.OdooProduct.Value, Sync.Shopify.Gid("ProductVariant", link.Variant.Value));
}
