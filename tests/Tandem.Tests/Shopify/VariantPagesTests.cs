using Microsoft.Extensions.DependencyInjection;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>The catalogue as the practice Shopify serves it.</summary>
public sealed class VariantPagesTests(House19 house) : IClassFixture<House19>
{
    private const long First = 47_000_000_000_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IShopVariants Variants => house.Get<IShopVariants>();

    [Fact]
    public async Task All_variants_are_read_once_each_in_pages()
    {
        for (var number = 0; number < 600; number++)
            house.Shop.Add(new VariantDescription(First + (number * 4), $"PAGE-{number}", "Paged", 1m) { ProductId = First + (number / 3 * 4), Title = $"Size {number % 3}" });

        var all = new List<CatalogueVariant>();
        await foreach (var variant in Variants.All(house.Domain, Stop)) all.Add(variant);

        Assert.Equal(all.Count, all.Select(variant => variant.Id).Distinct().Count());
        Assert.Equal(600, all.Count(variant => variant.Sku?.StartsWith("PAGE-", StringComparison.Ordinal) == true));
        Assert.Equal("Paged – Size 1", all.Single(variant => variant.Sku == "PAGE-1").Title);
        Assert.Equal(["PAGE-3", "PAGE-4", "PAGE-5"], (await Variants.Of(house.Domain, new ProductId(First + 4), Stop)).Select(variant => variant.Sku));
    }

    [Fact]
    public async Task Some_are_read_by_their_numbers_and_what_is_gone_is_missing()
    {
        var (there, gone) = (new VariantDescription(48_000_000_000_000, null, "Only one", 1m) { Tracked = false, Status = "ARCHIVED", Barcode = "4006" }, new VariantId(48_000_000_000_900));
        house.Shop.Add(there);

        var found = Assert.Single(await Variants.Read(house.Domain, [gone, new VariantId(there.Id)], Stop));

        Assert.Equal(
            new CatalogueVariant(new VariantId(there.Id), new ProductId(there.ProductId), "Only one", null, "4006", false, new InventoryItemId(there.Id + 1), ListingStatus.Archived), found);
        Assert.Empty(await Variants.Of(house.Domain, new ProductId(1), Stop));
    }
}
