using System.Globalization;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Products;

namespace Tandem.Grains.Products;

/// <summary>What people decide about links: a file of matches, one match, the approval of a changed code, the removal of a link.</summary>
public sealed class HandLinks(IShopBooks books, IShopVariants shop, IProductLinks links, WaitingOrders waiting, ProductLook look, LinkDiary diary)
{
    /// <summary>A file of more products is followed by a report rather than by so many looks.</summary>
    private const int MostLooks = 50;

    /// <summary>Judges matches and, where all of them hold, links; the orders that waited for those variants then go on.</summary>
    /// <param name="by">Who says so.</param>
    public Task<HandOutcome> Link(ShopDomain domain, IReadOnlyList<HandMatch> matches, string by, bool dryRun, CancellationToken stop) => With(domain, async book =>
    {
        var variants = (await shop.Read(domain, [.. matches.Select(match => match.Variant)], stop)).DistinctBy(variant => variant.Id).ToDictionary(variant => variant.Id);
        var known = await links.Of(domain, [.. matches.Select(match => match.Variant)], stop);
        var products = (await book.Catalogue.Read([.. matches.Select(match => match.Product).OfType<OdooId<Product>>()], stop))
            .Concat(await book.Catalogue.WithCodes(Sync.Decisions.ProductIdentity.InternalReference, [.. matches.Select(match => match.Reference).OfType<string>()], stop)).DistinctBy(product => product.Id).ToList();
        var judged = HandMatching.Judge(matches, variants, products, known, book.Rules.Company, (by, diary.Now));
        if (dryRun || judged.Problems.Count > 0 || judged.Changes.Count == 0) return new HandOutcome.Judged(judged, false, 0);
        await diary.Put(domain, [.. judged.Changes.Select(change => (change.Link, "link", Told(change)))], stop);
        return new HandOutcome.Judged(judged, true, await Released(book, [.. judged.Changes.Select(change => change.Variant)], stop));
    }, stop);

    /// <summary>Takes the codes of both sides as they are now for those of the link.</summary>
    public Task<HandOutcome> Approve(ShopDomain domain, VariantId variant, string by, CancellationToken stop) => With(domain, async book =>
    {
        if ((await links.Of(domain, [variant], stop)).GetValueOrDefault(variant) is not { } link) return new HandOutcome.Refused($"Variant {variant} is not linked, so there is nothing to approve.");
        if ((await shop.Read(domain, [variant], stop)) is not [var seen]) return new HandOutcome.Refused($"Shopify has no variant {variant} any more.");
        if ((await book.Catalogue.Read([link.OdooProduct], stop)) is not [var product]) return new HandOutcome.Refused($"The Odoo product {link.OdooProduct} was deleted. Link the variant to another product.");
        var approved = link with { Seen = LinkedCodes.Of(seen, product), Product = seen.Product, InventoryItem = seen.InventoryItem, By = by, At = diary.Now };
        await diary.Put(domain, [(approved, "approve", $"Variant {variant} stays linked to {MatchText.Name(product)}; its codes as they are now are approved.")], stop);
        await look.Look(book, seen.Product, anyway: true, stop);
        return new HandOutcome.Done($"Variant {variant} stays linked to {MatchText.Name(product)}; its codes as they are now are approved.", 0);
    }, stop);

    /// <summary>Removes a link; the rule looks for the variant's product again.</summary>
    public Task<HandOutcome> Unlink(ShopDomain domain, VariantId variant, string by, CancellationToken stop) => With(domain, async book =>
    {
        if (!await diary.Remove(domain, variant, by, stop)) return new HandOutcome.Refused($"Variant {variant} is not linked to any Odoo product.");
        var seen = await shop.Read(domain, [variant], stop);
        return new HandOutcome.Done($"Variant {variant} is not linked any more; the shop's rule looks for its product again.", await Released(book, seen, stop));
    }, stop);

    /// <summary>Brings the report up to date and has the orders tried again that waited for these variants.</summary>
    private async Task<int> Released(ShopBook book, IReadOnlyCollection<CatalogueVariant> variants, CancellationToken stop)
    {
        foreach (var product in variants.Select(variant => variant.Product).Distinct().Take(MostLooks)) await look.Look(book, product, anyway: true, stop);
        return await waiting.Release(book, variants, stop);
    }

    private static string Told(LinkChange change)
    {
        var each = change.Link.Units == 1m ? "" : $", one of it being {change.Link.Units.ToString("0.####", CultureInfo.InvariantCulture)} {change.Product.Unit}";
        return $"Variant {change.Variant.Id} ({change.Variant.Sku ?? change.Variant.Title}) was linked to {MatchText.Name(change.Product)}{each}{(change.Was is { } was && was.OdooProduct != change.Product.Id ? $", instead of the Odoo product {was.OdooProduct}" : "")}.";
    }

    private async Task<HandOutcome> With(ShopDomain domain, Func<ShopBook, Task<HandOutcome>> act, CancellationToken stop)
    {
        try
        {
            return await books.Open(domain, stop) switch
            {
                ShopBookOpening.Open open => await act(open.Book),
                ShopBookOpening.Closed closed => new HandOutcome.Refused(closed.Verdict.Sentence),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            return new HandOutcome.Refused(Verdicts.Of(failure, "The products").Sentence);
        }
    }
}

/// <summary>What came of a person's decision about links.</summary>
public abstract record HandOutcome
{
    private HandOutcome() { }

    /// <param name="Applied">False for a dry run, and where anything is wrong or nothing changes.</param>
    /// <param name="Released">Orders that are tried again.</param>
    public sealed record Judged(HandMatchOutcome Outcome, bool Applied, int Released) : HandOutcome;

    public sealed record Done(string Sentence, int Released) : HandOutcome;

    public sealed record Refused(string Sentence) : HandOutcome;
}
