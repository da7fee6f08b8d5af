using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Failures;
using Tandem.Grains.Listings;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Products;

/// <summary>The single writer of one product: its part of the match report, and its fields on both sides.</summary>
internal sealed partial class ProductGrain(IShopBooks books, ProductLook look, CatalogueMatch catalogue, ProductFlow flow, ILogger<ProductGrain> logger) : Grain, IProductGrain
{
    private int attempts;
    private readonly AtWork atWork = new();

    public Task LookAgain(bool anyway) => atWork.While(() => Look(anyway));

    public Task<bool> IsUnderWay() => Task.FromResult(atWork.Now);

    private async Task Look(bool anyway)
    {
        var key = RecordKey.Parse(this.GetPrimaryKeyString());
        try
        {
            if (key.Id == Catalogue.Id)
            {
                if (await catalogue.Run(key.Shop, dryRun: false, CancellationToken.None) is MatchOutcome.Failed failed) LogNotLooked(null, key.ToString(), failed.Verdict.Sentence);
                return;
            }

            if (await books.Open(key.Shop, CancellationToken.None) is not ShopBookOpening.Open { Book: var book }) return;
            if (OdooRecordKey.TryTemplate(key) is null)
                await look.Look(book, new ProductId(long.Parse(key.Id, CultureInfo.InvariantCulture)), anyway, CancellationToken.None);
            attempts = await flow.Run(book, key, attempts);
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            // The next report sees what this look missed; an order that needs the product asks by itself.
            LogNotLooked(failure, key.ToString(), Verdicts.Of(failure, "The product").Sentence);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Product {Record} could not be looked at; the next report sees it. {Why}")]
    private partial void LogNotLooked(Exception? failure, string record, string why);
}

/// <summary>The whole catalogue as one record, for signals.</summary>
public static class Catalogue
{
    public const string Id = "all";

    public static RecordKey Of(ShopDomain shop) => new(shop, RecordKind.Product, Id);
}
