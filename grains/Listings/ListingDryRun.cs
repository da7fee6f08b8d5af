using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;

namespace Tandem.Grains.Listings;

/// <summary>The loop stopped after the plan: reads both sides of a product and says, field by field, what would be written; writes nothing.</summary>
public sealed class ListingDryRun(IShopBooks books, IShopListings shop, IShopListingImages images, IProductLinks links, IProductFields fields, LateReading lateReading)
{
    public async Task<ListingDryRunResult> Run(ShopDomain domain, ProductId product, CancellationToken stop)
    {
        try
        {
            var opening = await books.Open(domain, stop);
            if (opening is ShopBookOpening.Closed closed) return new ListingDryRunResult.Failed(closed.Verdict.Sentence);
            var book = ((ShopBookOpening.Open)opening).Book;
            if (!book.MovesProducts) return new ListingDryRunResult.Failed("Nothing is decided about what of products is carried: say in products.owners whose each field is.");
            var reading = new ListingReading(book, shop, images);
            if (await reading.Read(product, stop) is not { } listing) return new ListingDryRunResult.Failed($"Shopify has no product {product} any more.");
            var known = await links.Of(domain, [.. listing.Variants.Select(variant => variant.Id)], stop);
            if (known.Count == 0) return await Unlinked(book, listing, stop);
            var before = await fields.Of(domain, product, stop);
            var linked = await reading.Linked(known, stop);
            return new ListingDryRunResult.Planned(
                listing.Title, [.. reading.Pairs(listing, linked).Select(pair => (pair, FieldStep.Of(pair, before.GetValueOrDefault(pair.Place))))],
                [.. known.Values.Where(link => !linked.ContainsKey(link.Variant)).Select(link => link.Seen.Sku ?? link.Variant.ToString())],
                await lateReading.Read(book, listing, known, linked, stop) is { } goods ? LateVariants.Of(book.Rules.Decisions.Products, listing, goods) : null);
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            return new ListingDryRunResult.Failed(Verdicts.Of(failure, $"Product {product}").Sentence);
        }
    }

    private static async Task<ListingDryRunResult> Unlinked(ShopBook book, ShopListing listing, CancellationToken stop)
    {
        if (!book.Rules.Decisions.Products.Listings.InOdoo.Create || listing.Status == ListingStatus.Archived)
            return new ListingDryRunResult.Failed($"No variant of “{listing.Title}” is linked to a product of Odoo, so nothing of it is carried. Link them on the products page, or let the shop's rule match them.");
        return await TemplateMaking.Plan(book, listing, stop) switch
        {
            NewTemplate.Planned planned => new ListingDryRunResult.Made(planned.Draft, planned.Remark),
            NewTemplate.Refused refused => new ListingDryRunResult.Failed(refused.Sentence),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }
}

/// <summary>What a dry run found.</summary>
public abstract record ListingDryRunResult
{
    private ListingDryRunResult() { }

    /// <param name="Broken">Its variants whose product in Odoo cannot be used, by their SKU.</param>
    /// <param name="Late">What only one side has; null where both have the same variants.</param>
    public sealed record Planned(string Title, IReadOnlyList<(FieldPair Pair, FieldStep Step)> Fields, IReadOnlyList<string> Broken, LateVariants? Late) : ListingDryRunResult;

    /// <summary>It would be made in Odoo.</summary>
    public sealed record Made(TemplateDraft Draft, string? Remark) : ListingDryRunResult;

    public sealed record Failed(string Sentence) : ListingDryRunResult;
}
