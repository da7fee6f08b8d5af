using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Listings;

/// <summary>A shop whose products are carried; Odoo is asked when a test says so.</summary>
public class ListingHouse : Story.House
{
    private static readonly string[] Writes =
        ["productUpdate", "productVariantsBulkUpdate", "productVariantsBulkCreate", "metafieldsSet", "metafieldsDelete", "productSet", "stagedUploadsCreate", "fileUpdate", "fileDelete"];

    private static readonly string[] Sizes = ["S", "M"];

    private int made;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Dispatch:PollStockEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00", ["Dispatch:PollProductsEvery"] = "00:00:00",
    };

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Odoo owns what both sides have.</summary>
    public static ListingDecision ByOdoo { get; } = new()
    {
        Owners = Enum.GetValues<ListingField>().Where(field => field is not (ListingField.Vendor or ListingField.CompareAtPrice or ListingField.Image)).ToDictionary(field => field, _ => FieldOwner.Odoo),
    };

    /// <summary>Shopify owns what it can.</summary>
    public static ListingDecision ByShopify { get; } = new()
    {
        Owners = Enum.GetValues<ListingField>().Where(field => field is not (ListingField.Vendor or ListingField.CompareAtPrice or ListingField.Type or ListingField.Tags or ListingField.Image)).ToDictionary(field => field, _ => FieldOwner.Shopify),
    };

    public Task Furnished(ListingDecision listings, params CustomFieldDecision[] custom) => Decide(decisions => decisions with
    {
        Products = decisions.Products with { Listings = listings }, CustomFields = custom,
    });

    /// <summary>A variant and its Odoo product that say the same, linked and looked at.</summary>
    public async Task<(VariantDescription Variant, int Product, int Template)> Goods(string word)
    {
        var number = Interlocked.Increment(ref made);
        var variant = new VariantDescription(45_900_000_000_000 + (number * 16), $"LIST-{word}-{number}", $"Thing {word} {number}", 10m);
        Shop.Add(variant);
        var product = Odoo.Add("product.product", new Dictionary<string, object?>
        {
            ["name"] = variant.ProductTitle, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true,
            ["list_price"] = variant.Price, ["taxes_id"] = new List<object?>(), ["supplier_taxes_id"] = new List<object?>(),
        });
        await Get<CatalogueMatch>().Run(Domain, dryRun: false, Stop);
        await Polled();
        return (variant, product, Id(Odoo.Records("product.product").First(one => Id(one) == product), "product_tmpl_id"));
    }

    /// <summary>A product that comes in two sizes on both sides, linked and looked at.</summary>
    public async Task<((VariantDescription Variant, int Product) First, (VariantDescription Variant, int Product) Second, int Template)> Pair(string word)
    {
        var number = Interlocked.Increment(ref made);
        var product = 45_800_000_000_000 + (number * 256);
        List<VariantDescription> variants = [.. Sizes.Select((size, index) => new VariantDescription(product + 16 + (index * 16), $"PAIR-{word}-{number}-{size}", $"Pair {word} {number}", 10m)
        {
            ProductId = product, Title = size, Options = [("Size", size)],
        })];
        foreach (var variant in variants) Shop.Add(variant);
        var attribute = Odoo.Add("product.attribute", new Dictionary<string, object?> { ["name"] = $"Size {word} {number}" });
        var values = variants.Select(variant => (object?)(long)Odoo.Add("product.attribute.value", new Dictionary<string, object?> { ["name"] = variant.Title, ["attribute_id"] = attribute })).ToList();
        var template = Odoo.Add("product.template", new Dictionary<string, object?>
        {
            ["name"] = variants[0].ProductTitle, ["type"] = "consu", ["is_storable"] = true, ["list_price"] = 10m, ["taxes_id"] = new List<object?>(), ["supplier_taxes_id"] = new List<object?>(),
            ["attribute_line_ids"] = new List<object?> { new List<object?> { 0L, 0L, new Dictionary<string, object?> { ["attribute_id"] = (long)attribute, ["value_ids"] = new List<object?> { new List<object?> { 6L, 0L, values } } } } },
        });
        List<int> products = [.. Odoo.Records("product.product").Where(one => Id(one, "product_tmpl_id") == template).Select(one => Id(one)).Order()];
        foreach (var (one, variant) in products.Zip(variants)) InOdoo("product.product", one, "default_code", variant.Sku);
        await Get<CatalogueMatch>().Run(Domain, dryRun: false, Stop);
        await Polled();
        return ((variants[0], products[0]), (variants[1], products[1]), template);
    }

    /// <summary>Asks Odoo now, and waits until all products have come to rest; a look that settles what it saw before leaves the other question for the next.</summary>
    public async Task<int> Polled()
    {
        var found = await Asked() + await Asked();
        await Rested();
        return found;
    }

    /// <summary>A disk that is busy for four seconds says so, and is asked once more, as the poller does.</summary>
    private async Task<int> Asked()
    {
        try
        {
            return await Get<ListingPoll>().Run(Domain, Stop);
        }
        catch (InboxUnavailableException)
        {
            return await Get<ListingPoll>().Run(Domain, Stop);
        }
    }

    /// <summary>Asks Odoo until it has nothing new to say.</summary>
    public async Task Quiet()
    {
        while (await Polled() > 0) await Task.Delay(200, Stop);
    }

    public async Task Rested()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(90))
        {
            await Shopify.Settled();
            var waits = (await Get<IInbox>().Backlogs(Stop)).Any(backlog => backlog.Signals > 0);
            if (!waits && (await Standings.Counts(Domain, null, Stop)).Keys.All(kind => kind is not (StandingKind.Working or StandingKind.Retrying))) return;
            await Task.Delay(25, Stop);
        }

        throw new TimeoutException("The products did not come to rest.");
    }

    public void InOdoo(string model, int id, string field, object? value) => Odoo.Change(model, id, new Dictionary<string, object?> { [field] = value });

    public VariantDescription Now(VariantDescription variant) => Shop.Variants.First(one => one.Id == variant.Id);

    public async Task<Standing> Stands(VariantDescription variant) => (await Standings.Find(RecordKey.Product(Domain, new ProductId(variant.ProductId)), Stop))!.Standing;

    /// <summary>How often products were written in Shopify, in calls.</summary>
    public int Mutations => Writes.Sum(Shopify.Faults.Count);

    private static int Id(IReadOnlyDictionary<string, object?> record, string field) => Convert.ToInt32(record[field], System.Globalization.CultureInfo.InvariantCulture);
}
