using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.Grains.Listings;

/// <summary>Makes a product in Shopify of a product that only Odoo has: once, whatever was cut off, and linked at once.</summary>
internal sealed class ListingMaking(IShopListings shop, IProductLinks links, IProductMatches matches, ProductLook look, IInbox inbox, TimeProvider time)
{
    public async Task<ListingOutcome> Run(ShopBook book, OdooId<Template> template, Trail trail, CancellationToken stop)
    {
        var rule = book.Rules.Decisions.Products;
        if (!rule.Listings.InShopify.Create) return Excluded("products.inShopify does not create products in Shopify.", null);
        if (book.Paused.Contains(Flow.Products)) return new ListingOutcome(new Standing.HeldByPausedFlow(Flow.Products), null);
        var variants = await book.Templates.Of(template, stop);
        if (variants.Count == 0) return Excluded($"The Odoo product {template} was deleted or archived, or has no variants.", null);
        var known = variants[0].Template;
        if (!known.Sellable || (known.Company is { } company && company != book.Rules.Company)) return Excluded($"“{known.Name}” is not for sale in this company in Odoo.", known);
        var linked = await links.To(book.Shop, [.. variants.Select(one => one.Variant.Id)], stop);
        if (linked.Count > 0) return await Linked(book, known, linked, variants.Count, stop);
        return await shop.OfTemplate(book.Shop, Identity(book, template), stop) is { } made
            ? await Link(book, made, variants, trail, stop)
            : await Make(book, variants, trail, stop);
    }

    private async Task<ListingOutcome> Make(ShopBook book, IReadOnlyList<LinkedVariant> variants, Trail trail, CancellationToken stop)
    {
        var (rule, template) = (book.Rules.Decisions.Products, variants[0].Template);
        if (await matches.SeenAt(book.Shop, stop) is null)
            return Blocked(template, $"“{template.Name}” (id {template.Id}) is not made in Shopify: the two catalogues were never compared, so nobody knows whether Shopify has it. Compare them on the products page, or with 'products {book.Shop} match'.");
        string[] codes = [.. variants.Select(one => rule.Odoo == ProductIdentity.InternalReference ? one.Variant.Reference : one.Variant.Barcode).Select(Codes.Bare).OfType<string>()];
        var carriers = (await matches.WithCodes(book.Shop, codes, stop)).Where(row => row.State != MatchState.Gone).ToList();
        switch (NewListing.Of(rule, variants, carriers))
        {
            case NewListing.Refused refused:
                return Blocked(template, refused.Sentence);
            case NewListing.Planned planned:
                try
                {
                    var product = await shop.Make(book.Shop, planned.Draft with { Identity = Identity(book, template.Id) }, stop);
                    trail.Note("make", $"“{template.Name}” was made in Shopify as product {product}, with {variants.Count} {(variants.Count == 1 ? "variant" : "variants")}.", model: Template.Model, odooId: template.Id.Value);
                    return await Link(book, product, variants, trail, stop);
                }
                catch (ShopifyException failed) when (failed.Failure is ShopifyFailure.UserErrors { Errors: var errors })
                {
                    return Blocked(template, $"“{template.Name}” (id {template.Id}) was not made: {ListingText.Refused("Shopify", string.Join(" ", errors.Select(error => error.Message)))}");
                }

            case var other: throw new InvalidOperationException($"No rule for {other.GetType().Name}.");
        }
    }

    private async Task<ListingOutcome> Link(ShopBook book, ProductId product, IReadOnlyList<LinkedVariant> variants, Trail trail, CancellationToken stop)
    {
        var template = variants[0].Template;
        if (await shop.Read(book.Shop, product, [], stop) is not { } listing)
            return Blocked(template, $"“{template.Name}” was made in Shopify as product {product} and deleted there. Archive it in Odoo, or link another product to it.");
        var made = variants.Select(one => (Odoo: one, Shopify: listing.Variants.Where(variant => Combination.IsSame(variant, one)).ToList())).ToList();
        List<ProductLink> fresh =
        [
            .. made.Where(pair => pair.Shopify.Count == 1).Select(pair => new ProductLink
            {
                Variant = pair.Shopify[0].Id,
                OdooProduct = pair.Odoo.Variant.Id,
                Product = product,
                InventoryItem = pair.Shopify[0].Item,
                Origin = LinkOrigin.Rule,
                Seen = new LinkedCodes(Codes.Bare(pair.Shopify[0].Sku), Codes.Bare(pair.Shopify[0].Barcode), Codes.Bare(pair.Odoo.Variant.Reference), Codes.Bare(pair.Odoo.Variant.Barcode)),
                By = "made of the Odoo product",
                At = time.GetUtcNow(),
            }),
        ];
        var linked = await links.Add(book.Shop, fresh, stop);
        trail.Note("link", $"{linked} {(linked == 1 ? "variant" : "variants")} of product {product} linked to “{template.Name}”.");
        await look.Look(book, product, anyway: true, stop);
        await Wake(book, product, stop);
        if (fresh.Count < variants.Count)
            return Blocked(template, $"Only {fresh.Count} of the {variants.Count} variants of “{template.Name}” were found in Shopify's product {product}. Link the others by hand.");
        return new ListingOutcome(new Standing.InStep(null, $"“{template.Name}” is product {product} in Shopify."), template.Name, 1, Document(template));
    }

    /// <summary>A variant that Odoo got later is a matter of the product that the others are.</summary>
    private async Task<ListingOutcome> Linked(ShopBook book, OdooTemplate template, IReadOnlyList<ProductLink> linked, int variants, CancellationToken stop)
    {
        if (linked.Select(link => link.OdooProduct).Distinct().Count() < variants) await Wake(book, linked[0].Product, stop);
        return new ListingOutcome(new Standing.InStep(null, $"“{template.Name}” is product {linked[0].Product} in Shopify."), template.Name, 0, Document(template));
    }

    /// <summary>Has a product of Shopify looked at, which is its own grain's affair.</summary>
    private Task<Appended> Wake(ShopBook book, ProductId product, CancellationToken stop)
    {
        var stamp = $"made:{product}:{Guid.CreateVersion7(time.GetUtcNow()):N}";
        return inbox.Append(new Signal(RecordKey.Product(book.Shop, product), SignalSource.Poll, stamp, stamp, "odoo/product", time.GetUtcNow()), null, stop);
    }

    /// <summary>The id alone would be another product after another database is connected.</summary>
    private static string Identity(ShopBook book, OdooId<Template> template) => $"{book.Rules.Decisions.Odoo.Database}-{template}";

    private static OdooDocument Document(OdooTemplate template) => new(Template.Model, template.Id.Value, template.Name);

    private static ListingOutcome Excluded(string why, OdooTemplate? template) => new(new Standing.ExcludedByRule(why), template?.Name, 0, template is null ? null : Document(template));

    private static ListingOutcome Blocked(OdooTemplate template, string sentence) => new(
        new Standing.BlockedBy([new Blocker(BlockerCode.ListingNotMade, $"Odoo product {template.Id}", sentence, Role.Ecommerce, "products.inShopify", HealsWithTime: true) { Flow = Flow.Products }]),
        template.Name, 0, Document(template));
}
