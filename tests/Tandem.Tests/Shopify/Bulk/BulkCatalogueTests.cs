using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Sandbox.Shopify.Bulk;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Tandem.Tests.Sandbox.Shopify;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>All products and all stock by Shopify's bulk operations, over the practice Shopify's wire.</summary>
public sealed class BulkCatalogueTests : IAsyncDisposable
{
    private static readonly ShopDomain Alpha = ShopDomain.Parse("alpha.myshopify.com");
    private static readonly LocationId Main = new(7001);

    private static readonly CustomFieldDecision[] Fields =
    [
        new(CustomFieldOf.Product, "x_material", "custom", "material", "single_line_text_field", FieldOwner.Odoo),
        new(CustomFieldOf.Variant, "x_life", "custom", "life", "number_integer", FieldOwner.Odoo),
    ];

    private Practising practice = null!;
    private ServiceProvider client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bulk_operation_states_products_as_reading_each_does_wherever_its_lines_stand()
    {
        await Begin();
        for (long number = 0; number < 20; number++)
            foreach (var size in new[] { 1, 2 })
                practice.Shop.Add(new VariantDescription(45_000_000_000_000 + (number * 64) + (size * 16), $"BULK-{number}-{size}", $"Thing {number}", 5m * size)
                {
                    ProductId = 45_000_000_000_000 + (number * 64), Title = $"Size {size}", Options = [("Size", $"{size}")], Barcode = size == 1 ? $"{number}" : null, Weight = 0.25m * size, CompareAtPrice = size == 2 ? 20m : null,
                });
        practice.Shop.Products.Change(45_000_000_000_000, facts => facts with { Description = "<p>Über “alles”</p>", Tags = ["a", "b"] });
        await client.GetRequiredService<IShopListings>().SetFields(
            Alpha, [new MetafieldChange("gid://shopify/Product/45000000000000", Fields[0], "wool"), new MetafieldChange("gid://shopify/ProductVariant/45000000000016", Fields[1], "12")], Stop);

        var (product, of) = (new ProductId(45_000_000_000_000), new VariantId(45_000_000_000_016));
        var images = client.GetRequiredService<IShopListingImages>();
        await images.Put(Alpha, new ImagePlace(product), (await images.Read(Alpha, product, Stop))!, Picture("aa11"), Stop);
        await images.Put(Alpha, new ImagePlace(product, of), (await images.ReadVariants(Alpha, product, (await images.Read(Alpha, product, Stop))!.Media, Stop))[of], Picture("bb22"), Stop);

        var listed = await Listed();

        Assert.Equal(practice.Shop.Variants.Select(variant => variant.ProductId).Distinct().Count(), listed.Count);
        foreach (var one in listed)
        {
            var read = (await client.GetRequiredService<IShopListings>().Read(Alpha, one.Id, Fields, Stop))!;
            Assert.Equal(Plain(read), Plain(one));
            Assert.Equal(read.Variants.OrderBy(variant => variant.Id.Value).Select(Plain), one.Variants.Select(Plain));
        }

        var first = listed.Single(one => one.Id == new ProductId(45_000_000_000_000));
        Assert.Equal(("wool", "12"), (first.Metafields["custom.material"].Value, first.Variants[0].Metafields["custom.life"].Value));
        var pictured = (await images.Read(Alpha, product, Stop))!;
        var variant = (await images.ReadVariants(Alpha, product, pictured.Media, Stop))[of];
        Assert.Equal((pictured.Says, pictured.Ours, 2), (first.Images!.Says, first.Images.Ours, first.Images.Media.Count));
        Assert.Equal((variant.Says, variant.Ours), (first.Variants[0].Images!.Says, first.Variants[0].Images!.Ours));
        Assert.Single(first.Images.General);
        Assert.Null(first.Variants[1].Images!.Says);
        // And for matching, the same variants as the pages of the catalogue.
        var paged = new List<CatalogueVariant>();
        await foreach (var one in client.GetRequiredService<IShopVariants>().All(Alpha, Stop)) paged.Add(one);
        Assert.Equal(paged.OrderBy(variant => variant.Id.Value), listed.SelectMany(CatalogueVariants.Of).OrderBy(variant => variant.Id.Value));
        Assert.Equal(1, practice.Shop.Bulk.Asked);
    }

    [Fact]
    public async Task A_bulk_operation_states_stock_as_reading_its_pages_does()
    {
        await Begin();
        foreach (var variant in DemoOrders.Catalogue) practice.Shop.Add(variant);
        practice.Shop.Stock.Change(DemoOrders.Mug.Id, Main.Value, 7);
        practice.Shop.Stock.Unstock(DemoOrders.Tea.Id, Main.Value);
        InventoryItemId[] items = [.. practice.Shop.Variants.Select(variant => new InventoryItemId(StockRoom.ItemOf(variant.Id))), new InventoryItemId(99)];

        foreach (var quantity in new[] { StockWrite.Available, StockWrite.OnHand })
        {
            var snapshot = await client.GetRequiredService<ICatalogueSnapshots>().Levels(Alpha, quantity, [Main], Stop);
            var paged = await client.GetRequiredService<IShopStock>().Levels(Alpha, Main, quantity, items, Stop);
            Assert.Equal(paged.OrderBy(level => level.Key.Value), snapshot.At(Main, items).OrderBy(level => level.Key.Value));
            Assert.Null(paged[new InventoryItemId(StockRoom.ItemOf(DemoOrders.Tea.Id))].Quantity);
        }
    }

    [Theory]
    [InlineData("a line without its product")]
    [InlineData("a line without a price")]
    public async Task A_list_of_products_that_cannot_be_read_whole_is_refused(string mishap)
    {
        await Begin();
        practice.Shop.Add(DemoOrders.Mug);
        var (said, instead) = mishap == "a line without its product" ? ("\"__parentId\":\"gid:\\/\\/shopify\\/Product\\/", "\"__parentId\":\"gid:\\/\\/shopify\\/Product\\/9") : ("\"price\"", "\"cost\"");
        practice.Shop.Bulk.Endings.Enqueue(new BulkEnding { Damage = file => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace(said, instead, StringComparison.Ordinal)) });

        var failed = await Assert.ThrowsAsync<ShopifyException>(Listed);

        Assert.IsType<ShopifyFailure.BulkUnusable>(failed.Failure);
        Assert.Contains("reading a list of all products", failed.Failure.Sentence, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await practice.DisposeAsync();
    }

    private static NewImage Picture(string checksum) => new(new OdooImage(checksum, "image/png", 3), new byte[] { 1, 2, 3 }, "A thing");

    private async Task<List<ShopListing>> Listed()
    {
        var listed = new List<ShopListing>();
        await foreach (var listing in client.GetRequiredService<ICatalogueSnapshots>().Products(Alpha, Fields, images: true, Stop)) listed.Add(listing);
        return listed;
    }

    /// <summary>Without collections, which records compare by reference.</summary>
    private static string Plain(ShopListing listing) => $"{listing.Id} {listing.Title} {listing.Status} {listing.Description} {listing.Vendor} {listing.Type} {string.Join(',', listing.Tags)} {string.Join(',', listing.Options.Select(option => $"{option.Name}={string.Join('/', option.Values)}"))} {Plain(listing.Metafields)}";

    private static string Plain(ListingVariant variant) =>
        $"{variant.Id} {variant.Item} {variant.Price} {variant.Title} {variant.CompareAtPrice} {variant.Cost} {variant.Barcode} {variant.Sku} {variant.Tracked} {variant.Weight} {variant.HsCode} {variant.CountryOfOrigin} {string.Join(',', variant.Options)} {Plain(variant.Metafields)}";

    private static string Plain(IReadOnlyDictionary<string, Metafield> fields) => string.Join(',', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{field.Value.Type}:{field.Value.Value}"));

    private async Task Begin()
    {
        practice = await Practising.Begin();
        client = await PracticeClient.Of(practice);
    }
}
