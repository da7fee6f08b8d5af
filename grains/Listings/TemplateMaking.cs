using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.Grains.Listings;

/// <summary>Makes a product in Odoo of a product that only Shopify has: once, whatever was cut off, and linked at once.</summary>
internal sealed class TemplateMaking(IProductLinks links, ProductLook look, WaitingOrders waiting, TimeProvider time)
{
    /// <returns>Why nothing was made, or what is still open; null where all its variants are linked now.</returns>
    public async Task<ListingOutcome?> Make(ShopBook book, ShopListing listing, Trail trail, CancellationToken stop)
    {
        if (listing.Status == ListingStatus.Archived) return new ListingOutcome(new Standing.ExcludedByRule($"“{listing.Title}” is archived in Shopify, so it is not made in Odoo."), listing.Title);
        switch (await Plan(book, listing, stop))
        {
            case NewTemplate.Refused refused:
                return Blocked(listing, refused.Sentence);
            case NewTemplate.Planned planned:
                return await book.NewTemplates.Load(planned.Draft, stop) switch
                {
                    TemplateLoaded.Refused no => Blocked(listing, $"“{listing.Title}” was not made: {ListingText.Refused("Odoo", string.Join(" ", no.Messages))}"),
                    TemplateLoaded.There there => await Link(book, listing, there.Template, planned, trail, stop),
                    var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
                };
            case var other: throw new InvalidOperationException($"No rule for {other.GetType().Name}.");
        }
    }

    /// <summary>What would be made; writes nothing.</summary>
    public static async Task<NewTemplate> Plan(ShopBook book, ShopListing listing, CancellationToken stop)
    {
        var rule = book.Rules.Decisions.Products;
        if (book.Rules.Listings.Taxes.Any(tax => tax is null) || (rule.Listings.InOdoo.Category is not null && book.Rules.Listings.Category is null))
            return new NewTemplate.Refused($"“{listing.Title}” is not made in Odoo: the category or a tax that products.inOdoo names cannot be used there now. Name another.");
        string[] codes = [.. listing.Variants.Select(variant => Codes.Bare(rule.Shopify == VariantIdentity.Sku ? variant.Sku : variant.Barcode)).OfType<string>()];
        var made = await book.NewTemplates.Find(listing.Id, stop);
        // What this product became before an answer was lost carries its codes; another product that does is somebody else's.
        var known = (await book.Catalogue.WithCodes(rule.Odoo, codes, stop)).Where(product => product.Template != made?.Value).ToList();
        return NewTemplate.Of(rule, listing, known);
    }

    private async Task<ListingOutcome?> Link(ShopBook book, ShopListing listing, OdooId<Template> template, NewTemplate.Planned planned, Trail trail, CancellationToken stop)
    {
        var remark = planned.Remark;
        var variants = await book.Templates.Of(template, stop);
        var open = new List<string>();
        var fresh = new List<ProductLink>();
        if (planned.Draft.Parts is { } parts && await Done(() => book.Templates.WritePrices(template, parts, stop)) is { } unpriced) open.Add($"Its prices: {unpriced}");
        foreach (var variant in listing.Variants)
        {
            if (variants.Where(one => Combination.IsSame(variant, one)).ToList() is not [var same])
            {
                open.Add($"No one variant in Odoo is {variant.Title}.");
                continue;
            }

            if (await Done(() => book.NewTemplates.Say(same.Variant.Id, variant, stop)) is { } refusal) open.Add($"{variant.Title}: {refusal}");
            fresh.Add(Of(listing, variant, same));
        }

        await book.NewTemplates.Archive([.. variants.Select(one => one.Variant.Id).Except(fresh.Select(link => link.OdooProduct))], stop);
        var linked = await links.Add(book.Shop, fresh, stop);
        trail.Note("make", $"“{listing.Title}” was made in Odoo, and {linked} {(linked == 1 ? "variant" : "variants")} linked to it.{(remark is null ? "" : $" {remark}")}", model: Template.Model, odooId: template.Value);
        await look.Look(book, listing.Id, anyway: true, stop);
        await waiting.Release(book, fresh, stop);
        return open.Count == 0 ? null : Blocked(listing, $"“{listing.Title}” was made in Odoo, and something is left to do: {string.Join(" ", open)}");
    }

    /// <summary>What Odoo refused; null when it did it.</summary>
    private static async Task<string?> Done(Func<Task> write)
    {
        try
        {
            await write();
            return null;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected or OdooFailure.AccessDenied)
        {
            return failed.Failure.Sentence;
        }
    }

    private ProductLink Of(ShopListing listing, ListingVariant variant, LinkedVariant same) => new()
    {
        Variant = variant.Id,
        OdooProduct = same.Variant.Id,
        Product = listing.Id,
        InventoryItem = variant.Item,
        Origin = LinkOrigin.Rule,
        Seen = new LinkedCodes(Codes.Bare(variant.Sku), Codes.Bare(variant.Barcode), Codes.Bare(variant.Sku), Codes.Bare(variant.Barcode)),
        By = "made of the Shopify product",
        At = time.GetUtcNow(),
    };

    private static ListingOutcome Blocked(ShopListing listing, string sentence) => new(
        new Standing.BlockedBy([new Blocker(BlockerCode.ListingNotMade, $"product {listing.Id}", sentence, Role.Ecommerce, "products.inOdoo", HealsWithTime: true) { Flow = Flow.Products }]), listing.Title);
}
