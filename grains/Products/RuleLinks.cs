using Microsoft.Extensions.Logging;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Tandem.Sync.Products;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Products;

/// <summary>Links the variants of an order that the rule matched for the first time, so that renaming a code later breaks nothing.</summary>
internal sealed partial class RuleLinks(IShopVariants shop, IProductLinks links, CodeCarriers carriers, TimeProvider time, ILogger<RuleLinks> logger)
{
    /// <summary>What an order's lines say may be old; the link is made of what both catalogues say now, or not at all.</summary>
    public async Task Make(ShopBook book, ShopOrder order, SaleOrderDraft draft, CancellationToken stop)
    {
        var sold = draft.Lines.Where(line => line.Role == LineRole.Product).DistinctBy(line => line.ExternalId).ToDictionary(line => line.ExternalId, line => line.Product);
        var variants = order.Lines.Where(line => sold.ContainsKey($"line_{line.Id}")).Select(line => line.Variant).OfType<VariantId>().ToHashSet();
        variants.ExceptWith((await links.Of(book.Shop, variants, stop)).Keys);
        if (variants.Count == 0) return;
        try
        {
            await Make(book, variants, [.. sold.Values.Distinct()], stop);
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            // The order is booked; its variants are linked by the next order or report.
            LogNotLinked(failure, order.Name);
        }
    }

    private async Task Make(ShopBook book, IReadOnlyCollection<VariantId> variants, IReadOnlyList<OdooId<Product>> products, CancellationToken stop)
    {
        var rule = book.Rules.Decisions.Products;
        var report = new ProductMatching(rule, book.Rules.Company, await book.Catalogue.Read(products, stop))
            .Report(await shop.Read(book.Shop, variants, stop), new Dictionary<VariantId, ProductLink>());
        var carried = await carriers.Of(book.Shop, rule.Shopify, [.. report.Variants.Select(match => Codes.Of(match.Variant, rule)).OfType<string>().Distinct(StringComparer.Ordinal)], stop);
        var shared = carried.Where(code => code.Count() > 1).SelectMany(code => code).ToHashSet();
        await links.Add(book.Shop, [.. report.NewLinks("the shop's rule, with an order", time.GetUtcNow()).Where(link => !shared.Contains(link.Variant))], stop);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Order {Order}: the variants it sold were not linked yet")]
    private partial void LogNotLinked(Exception failure, string order);
}
