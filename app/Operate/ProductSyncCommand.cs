using System.Globalization;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Listings;
using Tandem.Grains.Shops;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Records;

namespace Tandem.App.Operate;

/// <summary><c>sync &lt;shop&gt; product &lt;SKU or id&gt;</c>: brings one product up to date now, or says what would be written.</summary>
public sealed class ProductSyncCommand(IShopVariants variants, PassWatch passes, IShopBooks books, ListingDryRun dryRun)
{
    /// <returns>0 only when the product is in step afterwards.</returns>
    public async Task<int> Sync(ShopDomain shop, string skuOrId, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (await Find(shop, skuOrId, error, stop) is not { } product) return 1;
        if (await books.Open(shop, stop) is ShopBookOpening.Open { Book.MovesProducts: false })
        {
            await error.WriteLineAsync("Nothing is decided about what of products is carried: say in products.owners whose each field is.");
            return 1;
        }

        var record = RecordKey.Product(shop, product);
        return await passes.Tell(
            record, await passes.Ask(record, PersonTopics.SyncNow, stop), $"Product {product} waits or is still being worked on; 'products {shop} fields' tells how it ends.", output, stop);
    }

    /// <returns>0 when a plan is shown in which nothing waits for a person.</returns>
    public async Task<int> DryRun(ShopDomain shop, string skuOrId, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (await Find(shop, skuOrId, error, stop) is not { } product) return 1;
        switch (await dryRun.Run(shop, product, stop))
        {
            case ListingDryRunResult.Planned planned:
                foreach (var line in Lines(planned)) await output.WriteLineAsync(line);
                return planned.Fields.Any(field => field.Step is FieldStep.Tell) || planned.Broken.Count > 0 || planned.Late is { Open.Count: > 0 } ? 1 : 0;
            case ListingDryRunResult.Made { Draft: var draft, Remark: var remark }:
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"“{draft.Name}” would be made in Odoo with {draft.Variants.Count} {(draft.Variants.Count == 1 ? "variant" : "variants")}, for {FieldText.Of(draft.Price)}.{(remark is null ? "" : $" {remark}")} Nothing was (dry run)."));
                return 0;
            case ListingDryRunResult.Failed failed:
                await error.WriteLineAsync(failed.Sentence);
                return 1;
            default:
                throw new InvalidOperationException("A dry run is planned, made or failed.");
        }
    }

    private static IEnumerable<string> Lines(ListingDryRunResult.Planned planned)
    {
        foreach (var (pair, step) in planned.Fields)
        {
            var field = $"  {pair.Name}, {pair.Place.Field}:";
            if (step is FieldStep.Write) yield return $"{field} {ListingText.Change(pair)} in {(pair.Owner == FieldOwner.Odoo ? "Shopify" : "Odoo")}";
            else if (step is FieldStep.Tell tell) yield return $"{field} {tell.Why}";
        }

        foreach (var variant in planned.Broken) yield return $"  {variant}: it is linked to a product of Odoo that cannot be used, so nothing of it is carried.";
        foreach (var line in LateLines(planned.Late)) yield return $"  {line}";
        int Of<T>() => planned.Fields.Count(field => field.Step is T);
        yield return $"“{planned.Title}”: {Of<FieldStep.Write>()} of {planned.Fields.Count} fields would be written, {Of<FieldStep.Tell>()} wait for a person, {Of<FieldStep.Nothing>()} agree; nothing was written (dry run).";
    }

    private static IEnumerable<string> LateLines(LateVariants? late) => late is null ? [] :
    [
        .. late.Same.Select(same => $"{same.Shopify.Title}: it would be linked to the Odoo product {same.Odoo.Variant.Id}."),
        .. late.ToShopify.Select(draft => $"{Combination.Named(draft.Options, draft.Product.ToString())}: it would be made in Shopify."),
        .. late.ToOdoo.Select(variant => $"{variant.Title}: it would be made in Odoo."),
        .. late.Open, .. late.Left,
    ];

    private async Task<ProductId?> Find(ShopDomain shop, string skuOrId, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(skuOrId);
        try
        {
            if (skuOrId.StartsWith("gid://shopify/Product/", StringComparison.Ordinal)) return new ProductId(Tandem.Sync.Shopify.Number(skuOrId, "Product"));
            // A SKU may be a number too, so it is looked for first.
            var found = (await variants.WithCodes(shop, VariantIdentity.Sku, [skuOrId], stop)).Where(variant => string.Equals(variant.Sku?.Trim(), skuOrId.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
            var products = found.Select(variant => variant.Product).Distinct().ToList();
            if (products.Count == 1) return products[0];
            if (products.Count == 0 && skuOrId.Length >= 10 && long.TryParse(skuOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new ProductId(number);
            await error.WriteLineAsync(products.Count == 0
                ? $"{shop} has no variant with the SKU {skuOrId}. Name the product by its number in Shopify."
                : $"{shop} has {products.Count} products with the SKU {skuOrId}: name one by its number ({string.Join(", ", products)}).");
        }
        catch (ShopifyException failure)
        {
            await error.WriteLineAsync(failure.Failure.Sentence);
        }
        catch (FormatException)
        {
            await error.WriteLineAsync($"{skuOrId} is no product's id: write gid://shopify/Product/ and its number, or a SKU.");
        }

        return null;
    }
}
