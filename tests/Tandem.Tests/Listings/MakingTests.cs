using Tandem.Grains.Ledger;
using Tandem.Grains.Listings;
using Tandem.Sandbox.Shopify.Faults;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Listings;

/// <summary>Products that only one side has, made on the other.</summary>
public sealed class MakingTests(MakingHouse house) : IClassFixture<MakingHouse>, IAsyncLifetime
{
    private static readonly string[] Sizes = ["S", "M", "L"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await house.Compared();
        await house.Furnished(MakingHouse.Both);
        await house.Quiet();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_product_of_Odoo_becomes_one_product_with_its_options_and_is_linked_although_the_answer_was_lost()
    {
        house.Shopify.Faults.Next(new Fault.Dropped(AfterDoing: true), operation: "productSet");
        var template = house.Template("Lost shirt", true, ("Lost colour", ["Red", "Blue"]), ("Lost size", ["S", "M"]));
        await house.Quiet();

        var made = house.Shop.Variants.Where(variant => variant.ProductTitle == "Lost shirt").ToList();
        Assert.Equal(4, made.Count);
        Assert.Single(made.Select(variant => variant.ProductId).Distinct());
        Assert.All(made, variant => Assert.Equal(("ACTIVE", 19.5m, 2), (variant.Status, variant.Price, variant.Options.Count)));
        var links = await house.Get<IProductLinks>().Of(house.Domain, [.. made.Select(variant => new VariantId(variant.Id))], Stop);
        Assert.Equal(4, links.Count);
        var codes = house.Products(template).ToDictionary(product => Story.House.Id(product), product => (string?)product["default_code"]);
        Assert.All(made, variant => Assert.Equal(codes[links[new VariantId(variant.Id)].OdooProduct.Value], variant.Sku));
        Assert.IsType<Standing.InStep>(await Stands(template));
        Assert.IsType<Standing.InStep>((await house.Standings.Find(RecordKey.Product(house.Domain, new ProductId(made[0].ProductId)), Stop))!.Standing);
    }

    [Fact]
    public async Task A_product_with_one_variant_becomes_a_product_without_options()
    {
        house.Template("Plain mug");
        await house.Quiet();

        var made = Assert.Single(house.Shop.Variants, variant => variant.ProductTitle == "Plain mug");
        Assert.Empty(made.Options);
        Assert.True(made.Tracked);
    }

    [Fact]
    public async Task What_Shopify_does_not_take_is_not_made_and_said()
    {
        string[] two = ["a", "b"];
        var four = house.Template("Four ways", true, ("W1", two), ("W2", two), ("W3", two), ("W4", two));
        var bare = house.Template("No code", coded: false);
        await house.Quiet();

        Assert.Contains("told apart by 4 attributes (W1, W2, W3, W4), and Shopify takes 3", await Why(four), StringComparison.Ordinal);
        Assert.Contains("has no internal reference in Odoo", await Why(bare), StringComparison.Ordinal);
        Assert.DoesNotContain(house.Shop.Variants, variant => variant.ProductTitle is "Four ways" or "No code");
    }

    [Fact]
    public async Task A_product_of_Shopify_becomes_one_product_with_its_attributes_in_Odoo_and_is_linked()
    {
        var product = 46_100_000_000_000L;
        foreach (var (index, size) in Sizes.Index())
            house.Shop.Add(new VariantDescription(product + 16 + (index * 16), $"SHOP-{size}", "Shop shirt", 25m) { ProductId = product, Title = size, Options = [("Made size", size)], Barcode = $"40063813400{index}", Weight = 0.2m, Cost = 9m });
        house.Odoo.Calls.Clear();
        house.Shop.Products.Change(product, facts => facts with { Description = "<p>From the shop</p>" });
        await house.Rested();
        // Told once more, nothing is made again.
        house.Shop.Products.Change(product, facts => facts);
        await house.Quiet();

        var template = Assert.Single(house.Odoo.Records("product.template"), one => (string?)one["name"] == "Shop shirt");
        Assert.Equal((25m, true, "From the shop"), (template["list_price"], template["is_storable"], template["description_sale"]));
        var made = house.Products(Story.House.Id(template));
        Assert.Equal(["SHOP-L", "SHOP-M", "SHOP-S"], made.Select(one => (string?)one["default_code"]).Order());
        Assert.All(made, one => Assert.Equal((9m, 0.2m), (one["standard_price"], one["weight"])));
        var links = await house.Get<IProductLinks>().Of(house.Domain, [new(product + 16), new(product + 32), new(product + 48)], Stop);
        Assert.Equal(3, links.Values.Select(link => link.OdooProduct).Distinct().Count());
        Assert.IsType<Standing.InStep>((await house.Standings.Find(RecordKey.Product(house.Domain, new ProductId(product)), Stop))!.Standing);
    }

    [Fact]
    public async Task A_value_that_Odoo_gets_later_becomes_one_more_variant_in_Shopify_although_the_answer_was_lost()
    {
        var template = house.Template("Grown shirt", true, ("Grown size", ["S", "M"]));
        await house.Quiet();
        var before = house.Shop.Variants.Where(variant => variant.ProductTitle == "Grown shirt").Select(variant => variant.Id).ToList();
        Assert.Equal(2, before.Count);

        var line = house.Odoo.Records("product.template.attribute.line").Single(one => Link(one, "product_tmpl_id") == template);
        var value = house.Odoo.Add("product.attribute.value", new Dictionary<string, object?> { ["name"] = "L", ["attribute_id"] = Link(line, "attribute_id") });
        house.InOdoo("product.template.attribute.line", Story.House.Id(line), "value_ids", new List<object?> { new List<object?> { 4L, (long)value } });
        await house.Quiet();
        // Without a code nothing is made.
        Assert.Contains("has no internal reference in Odoo, so it is not made in Shopify. Give it one, or archive it.", Blocker(await StandsOf(before[0])).Sentence, StringComparison.Ordinal);
        house.Shopify.Faults.Next(new Fault.Dropped(AfterDoing: true), operation: "productVariantsBulkCreate");
        var late = house.Products(template).Single(one => one["default_code"] is not string { Length: > 0 });
        house.InOdoo("product.product", Story.House.Id(late), "default_code", "GROWN-L");
        await house.Quiet();

        var made = Assert.Single(house.Shop.Variants, variant => variant.ProductTitle == "Grown shirt" && !before.Contains(variant.Id));
        Assert.Equal(("GROWN-L", 19.5m, ("Grown size", "L")), (made.Sku, made.Price, Assert.Single(made.Options)));
        Assert.Equal(Story.House.Id(late), (await house.Get<IProductLinks>().Of(house.Domain, [new(made.Id)], Stop)).Single().Value.OdooProduct.Value);
        Assert.IsType<Standing.InStep>(await StandsOf(made.Id));
    }

    [Fact]
    public async Task A_variant_that_Shopify_gets_later_becomes_one_in_Odoo_and_no_combination_that_is_not_sold()
    {
        var product = 46_300_000_000_000L;
        void Sell(int number, string size, string colour, decimal price) => house.Shop.Add(new VariantDescription(product + (number * 16), $"LATE-{size}-{colour}", "Late shirt", price)
        {
            ProductId = product, Title = $"{size} / {colour}", Options = [("Late size", size), ("Late colour", colour)],
        });
        Sell(1, "S", "Red", 20m);
        Sell(2, "S", "Blue", 20m);
        Sell(3, "M", "Red", 23m);
        house.Shop.Products.Change(product, facts => facts);
        await house.Quiet();
        var template = Assert.Single(house.Odoo.Records("product.template"), one => (string?)one["name"] == "Late shirt");
        // A size that costs more is what its value adds.
        Assert.Equal((20m, "LATE-M-Red:23 LATE-S-Blue:20 LATE-S-Red:20"), (template["list_price"], Sold(template)));

        Sell(4, "L", "Blue", 25m);
        // Somebody buys it before anybody has told of it.
        var sold = house.Shop.Variants.First(variant => variant.Id == product + 64);
        var order = house.Place(new OrderDescription { Lines = [new LineDescription(sold.ProductTitle, sold.Price) { Variant = sold }], Customer = house.Newcomer() });
        Assert.Equal(BlockerCode.ProductUnmatched, Story.House.TheBlockerOf(await house.Announced(order)).Code);
        house.Shop.Products.Change(product, facts => facts);
        await house.Quiet();
        await house.Until(order, standing => standing.Standing is Standing.InStep);
        Assert.Equal("LATE-L-Blue:25 LATE-M-Red:23 LATE-S-Blue:20 LATE-S-Red:20", Sold(template));
        Assert.IsType<Standing.InStep>(await StandsOf(product + 64));
        Assert.Equal(4, (await house.Get<IProductLinks>().Of(house.Domain, [new(product + 16), new(product + 32), new(product + 48), new(product + 64)], Stop)).Values.Select(link => link.OdooProduct).Distinct().Count());
        // Told once more, nothing is made again.
        house.Shop.Products.Change(product, facts => facts);
        await house.Quiet();
        Assert.Equal(4, Sold(template).Split(' ').Length);

        string Sold(IReadOnlyDictionary<string, object?> one) => string.Join(' ', house.Products(Story.House.Id(one)).Where(variant => variant["active"] is true)
            .Select(variant => $"{variant["default_code"]}:{variant["lst_price"]:0.##}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Archiving_goes_with_its_owner_and_deleting_goes_nowhere_and_is_told_on_either_side()
    {
        var (variant, product, template) = await house.Goods("away");
        house.InOdoo("product.template", template, "active", false);
        await house.Polled();
        Assert.Equal("ARCHIVED", house.Now(variant).Status);
        // Publishing is Shopify's own affair.
        house.InOdoo("product.template", template, "active", true);
        await house.Polled();
        Assert.Equal("DRAFT", house.Now(variant).Status);

        house.Odoo.Delete("product.product", product);
        house.Shop.Products.Change(variant.ProductId, facts => facts);
        await house.Rested();
        var broken = (Standing.BlockedBy)await house.Stands(variant);
        Assert.Contains(broken.Blockers, blocker => blocker.Code == BlockerCode.ProductLinkBroken && blocker.Sentence.Contains("which was deleted or belongs to another company. Link it to another product, or remove the link.", StringComparison.Ordinal));
        Assert.Equal("DRAFT", house.Now(variant).Status);

        var (gone, itsProduct, _) = await house.Goods("deleted");
        house.Shop.Remove(gone.Id);
        house.Shop.Products.Change(gone.ProductId, facts => facts);
        await house.Quiet();
        Assert.Contains("was deleted in Shopify. In Odoo it stays as it is: archive it there if it is not sold any more.", ((Standing.ExcludedByRule)await house.Stands(gone)).Rule, StringComparison.Ordinal);
        // Nor is it made anew.
        Assert.Contains(house.Odoo.Records("product.product"), one => Story.House.Id(one) == itsProduct && one["active"] is true);
        Assert.DoesNotContain(house.Shop.Variants, one => one.Sku == gone.Sku);
    }

    [Fact]
    public async Task A_product_of_Shopify_without_a_code_or_with_one_that_Odoo_has_is_not_made_and_said()
    {
        var product = 46_200_000_000_000L;
        house.Shop.Add(new VariantDescription(product + 16, "", "Nameless", 25m) { ProductId = product });
        house.Shop.Add(new VariantDescription(product + 65_536, "sku-twin", "Twin", 25m) { ProductId = product + 65_000 });
        house.Shop.Products.Change(product, facts => facts);
        house.Shop.Products.Change(product + 65_000, facts => facts);
        await house.Rested();

        Assert.Contains("“Nameless” is not made in Odoo: it has no SKU in Shopify. Give it one.", Blocker((await house.Standings.Find(RecordKey.Product(house.Domain, new ProductId(product)), Stop))!.Standing).Sentence, StringComparison.Ordinal);
        Assert.Contains("has its internal reference already, or nearly", Blocker((await house.Standings.Find(RecordKey.Product(house.Domain, new ProductId(product + 65_000)), Stop))!.Standing).Sentence, StringComparison.Ordinal);
    }

    private static int Link(IReadOnlyDictionary<string, object?> record, string field) => Convert.ToInt32(record[field], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Standing> StandsOf(long variant) =>
        (await house.Standings.Find(RecordKey.Product(house.Domain, new ProductId(house.Shop.Variants.First(one => one.Id == variant).ProductId)), Stop))!.Standing;

    private async Task<Standing> Stands(int template) => (await house.Standings.Find(OdooRecordKey.Of(house.Domain, new OdooId<Template>(template)), Stop))!.Standing;

    private async Task<string> Why(int template) => Blocker(await Stands(template)).Sentence;

    private static Blocker Blocker(Standing standing)
    {
        var blocker = Story.House.TheBlockerOf(standing);
        Assert.Equal(BlockerCode.ListingNotMade, blocker.Code);
        return blocker;
    }
}
