using Microsoft.Extensions.Logging;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Grains.Products;

/// <summary>Compares a shop's whole catalogue with Odoo's, links what the rule matches exactly for the first time, and keeps the report.</summary>
public sealed partial class CatalogueMatch(
    IShopBooks books, IShopVariants shop, IProductLinks links, IProductMatches matches, WaitingOrders waiting, TimeProvider time, ILogger<CatalogueMatch> logger)
{
    /// <param name="dryRun">Links and keeps nothing.</param>
    public async Task<MatchOutcome> Run(ShopDomain domain, bool dryRun, CancellationToken stop)
    {
        try
        {
            return await books.Open(domain, stop) switch
            {
                ShopBookOpening.Open open => await Run(open.Book, dryRun, stop),
                ShopBookOpening.Closed closed => new MatchOutcome.Failed(closed.Verdict),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            return new MatchOutcome.Failed(Verdicts.Of(failure, "The catalogue"));
        }
    }

    private async Task<MatchOutcome> Run(ShopBook book, bool dryRun, CancellationToken stop)
    {
        var (seenAt, rule) = (time.GetUtcNow(), book.Rules.Decisions.Products);
        var variants = new List<CatalogueVariant>();
        await foreach (var variant in shop.All(book.Shop, stop)) variants.Add(variant);
        var known = await links.All(book.Shop, stop);
        var (report, products) = await Compare(book, variants, known, stop);
        var linked = 0;
        if (!dryRun)
        {
            List<ProductLink> fresh = [.. report.NewLinks("the shop's rule", seenAt)];
            linked = await links.Add(book.Shop, fresh, stop);
            report = report.Linked(linked == 0 ? known : await links.All(book.Shop, stop));
            await matches.Replace(book.Shop, MatchRows.Of(report, rule), seenAt, stop);
            if (linked > 0) await waiting.Release(book, fresh, stop);
        }

        LogMatched(book.Shop.Value, variants.Count, products, linked);
        return new MatchOutcome.Matched(report, rule, linked, products);
    }

    /// <summary>Compares variants as just read with all of Odoo's products; links and keeps nothing.</summary>
    /// <returns>The report, and how many products the user sees in Odoo.</returns>
    public static async Task<(MatchReport Report, int Products)> Compare(
        ShopBook book, IReadOnlyCollection<CatalogueVariant> variants, IReadOnlyDictionary<VariantId, ProductLink> known, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        var products = new List<CatalogueProduct>();
        await foreach (var product in book.Catalogue.All(stop)) products.Add(product);
        return (new ProductMatching(book.Rules.Decisions.Products, book.Rules.Company, products).Report(variants, known), products.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue of {Shop} was matched: {Variants} variants, {Products} Odoo products, {Linked} new links")]
    private partial void LogMatched(string shop, int variants, int products, int linked);
}

/// <summary>What came of comparing the catalogues.</summary>
public abstract record MatchOutcome
{
    private MatchOutcome() { }

    /// <param name="Linked">Links that the rule made now.</param>
    /// <param name="Products">How many products the user sees in Odoo.</param>
    public sealed record Matched(MatchReport Report, ProductDecision Rule, int Linked, int Products) : MatchOutcome;

    public sealed record Failed(Verdict Verdict) : MatchOutcome;
}
