using System.Globalization;
using Tandem.App.Operate;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Listings;

/// <summary>Products that both systems have, through the whole of Tandem.</summary>
public sealed class ListingTests(ListingHouse house) : IClassFixture<ListingHouse>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_its_owner_changed_is_written_once_and_our_own_write_causes_no_second_one()
    {
        await house.Furnished(ListingHouse.ByOdoo);
        var (variant, product, template) = await house.Goods("owned");
        Assert.IsType<Standing.InStep>(await house.Stands(variant));
        var before = house.Mutations;
        var echoes = house.Shopify.Deliveries.Count(delivery => delivery.Topic == "products/update");

        house.InOdoo("product.template", template, "name", "Another name");
        house.InOdoo("product.template", template, "list_price", 12.5m);
        house.InOdoo("product.template", template, "description_sale", "Holds\na third");
        house.InOdoo("product.product", product, "standard_price", 4.2m);
        house.InOdoo("product.product", product, "weight", 0.35m);
        house.InOdoo("product.product", product, "barcode", "4006381333931");
        await house.Polled();

        var now = house.Now(variant);
        Assert.Equal(("Another name", 12.5m, 4.2m, 0.35m, "4006381333931"), (now.ProductTitle, now.Price, now.Cost, now.Weight, now.Barcode));
        Assert.Equal("<p>Holds</p><p>a third</p>", house.Shop.Products.Facts(variant.ProductId).Description);
        // One call for the product, one for its variants.
        Assert.Equal(before + 2, house.Mutations);
        Assert.True(house.Shopify.Deliveries.Count(delivery => delivery.Topic == "products/update") > echoes);
        await house.Quiet();
        Assert.Equal(before + 2, house.Mutations);
        Assert.IsType<Standing.InStep>(await house.Stands(variant));
    }

    [Fact]
    public async Task What_was_changed_on_the_other_side_is_shown_and_not_overwritten_until_a_person_takes_the_owners_value()
    {
        await house.Furnished(ListingHouse.ByOdoo);
        var (variant, _, _) = await house.Goods("shown");
        var before = house.Mutations;
        house.Shop.Products.ChangeVariant(variant.Id, one => one with { Price = 8m });
        await house.Rested();

        var blocker = Story.House.TheBlockerOf(await house.Stands(variant));
        Assert.Equal((BlockerCode.FieldsDiffer, Flow.Products), (blocker.Code, blocker.Flow));
        Assert.Contains($"price of {variant.Sku}: It was changed in Shopify, and Odoo owns it. Shopify says “8”, Odoo says “10”.", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal((before, 8m), (house.Mutations, house.Now(variant).Price));
        Assert.Contains(await house.Get<IProductFields>().Open(house.Domain, new Page(50), Stop), open => open.Product.Value == variant.ProductId && open is { State: FieldState.Differs, Shopify: "8", Odoo: "10" });

        await house.Get<IProductFields>().Take(house.Domain, new ProductId(variant.ProductId), Stop);
        house.Shop.Products.Change(variant.ProductId, facts => facts);
        await house.Rested();
        Assert.Equal(10m, house.Now(variant).Price);
        Assert.IsType<Standing.InStep>(await house.Stands(variant));
    }

    [Fact]
    public async Task What_Shopify_owns_goes_to_Odoo()
    {
        await house.Furnished(ListingHouse.ByShopify);
        var (variant, product, template) = await house.Goods("back");
        house.Shop.Products.ChangeVariant(variant.Id, one => one with { ProductTitle = "Said in Shopify", Price = 11.5m, Barcode = "4006381333900", Weight = 1.25m, HsCode = "691110", Origin = "GB", Cost = 3m, Status = "ARCHIVED" });
        await house.Rested();

        var inOdoo = house.Odoo.Records("product.template").First(one => Story.House.Id(one) == template);
        var own = house.Odoo.Records("product.product").First(one => Story.House.Id(one) == product);
        Assert.Equal(("Said in Shopify", 11.5m, "691110", false), (inOdoo["name"], inOdoo["list_price"], inOdoo["hs_code"], inOdoo["active"]));
        Assert.Equal(("4006381333900", 1.25m, 3m), (own["barcode"], own["weight"], own["standard_price"]));
        Assert.IsType<Standing.InStep>(await house.Stands(variant));
    }

    [Fact]
    public async Task A_look_with_nothing_new_costs_Odoo_two_calls_and_reads_no_product_though_many_were_written_just_now()
    {
        await house.Furnished(ListingHouse.ByOdoo with { Pricelist = new OdooReference(null, Story.House.Id(house.Odoo.Records("product.pricelist")[0])) });
        await house.Goods("idle");
        await house.Quiet();
        // Three questions, two at a time: each was asked, and answered for good.
        for (var look = 0; look < 3; look++) await house.Quiet();
        for (var look = 0; look < 3; look++)
        {
            house.Odoo.Calls.Clear();
            Assert.Equal(0, await house.Get<ListingPoll>().Run(house.Domain, Stop));
            Assert.InRange(house.Odoo.Calls.Total, 1, 2);
            Assert.All(house.Odoo.Calls.Latest, call => Assert.EndsWith("read_group", call.Name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_a_long_transaction_writes_under_an_old_time_is_found_by_the_next_look()
    {
        await house.Furnished(ListingHouse.ByOdoo);
        var (variant, _, template) = await house.Goods("late");
        house.Odoo.ChangeLate("product.template", template, new Dictionary<string, object?> { ["name"] = variant.ProductTitle }, TimeSpan.FromHours(2));
        await house.Quiet();
        house.Odoo.ChangeLate("product.template", template, new Dictionary<string, object?> { ["name"] = "Said late" }, TimeSpan.FromMinutes(10));
        await house.Polled();
        Assert.Equal("Said late", house.Now(variant).ProductTitle);
    }

    [Fact]
    public async Task What_one_side_refuses_is_told_and_the_rest_goes_on()
    {
        await house.Furnished(ListingHouse.ByShopify);
        var (taken, _, _) = await house.Goods("taken");
        house.Shop.Products.ChangeVariant(taken.Id, one => one with { Barcode = "4006381330001" });
        await house.Rested();
        var (variant, _, template) = await house.Goods("refused");
        house.Shop.Products.ChangeVariant(variant.Id, one => one with { ProductTitle = "Goes on", Barcode = "4006381330001" });
        await house.Rested();

        Assert.Equal("Goes on", house.Odoo.Records("product.template").First(one => Story.House.Id(one) == template)["name"]);
        var blocker = Story.House.TheBlockerOf(await house.Stands(variant));
        Assert.Equal(BlockerCode.ListingNotWritten, blocker.Code);
        Assert.Contains("already assigned", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_without_write_right_in_Odoo_is_told_with_the_group_that_grants_it_and_the_other_direction_goes_on()
    {
        await house.Furnished(new ListingDecision { Owners = new Dictionary<ListingField, FieldOwner> { [ListingField.Title] = FieldOwner.Shopify, [ListingField.Price] = FieldOwner.Odoo } });
        var (variant, _, template) = await house.Goods("rights");
        var user = house.Odoo.Records("res.users").Single(one => (string?)one["login"] == house.Odoo.User);
        var groups = ((System.Collections.IEnumerable)user["group_ids"]!).Cast<object>().Select(group => Convert.ToInt32(group, CultureInfo.InvariantCulture)).ToList();
        var writing = Story.House.Id(house.Odoo.Record("res.groups", "product.group_product_manager")!);
        object? Only(IEnumerable<int> ids) => new List<object?> { new List<object?> { 6L, 0L, ids.Select(id => (object?)(long)id).ToList() } };
        house.InOdoo("res.users", Story.House.Id(user), "group_ids", Only(groups.Where(group => group != writing)));
        try
        {
            house.InOdoo("product.template", template, "list_price", 14m);
            house.Shop.Products.Change(variant.ProductId, facts => facts, title: "Said in Shopify");
            await house.Polled();

            var blocker = Story.House.TheBlockerOf(await house.Stands(variant));
            Assert.Equal(BlockerCode.ListingNotWritten, blocker.Code);
            Assert.Contains("the user may not write product.template. Give the user one of these groups in Odoo: Products/Create.", blocker.Sentence, StringComparison.Ordinal);
            Assert.Equal(14m, house.Now(variant).Price);
            Assert.Equal(variant.ProductTitle, house.Odoo.Records("product.template").First(one => Story.House.Id(one) == template)["name"]);
        }
        finally
        {
            house.InOdoo("res.users", Story.House.Id(user), "group_ids", Only(groups));
        }

        house.Shop.Products.Change(variant.ProductId, facts => facts);
        await house.Rested();
        Assert.Equal("Said in Shopify", house.Odoo.Records("product.template").First(one => Story.House.Id(one) == template)["name"]);
    }

    [Fact]
    public async Task A_variant_that_is_deleted_before_it_is_written_is_told_and_the_others_are_written()
    {
        await house.Furnished(ListingHouse.ByOdoo);
        var (variant, _, _) = await house.Goods("stays");
        var gone = new VariantId(variant.Id + 4);

        var refused = await house.Get<IShopListings>().UpdateVariants(
            house.Domain, new ProductId(variant.ProductId),
            [new VariantChange(gone, new Dictionary<string, string?> { ["price"] = "3" }), new VariantChange(new VariantId(variant.Id), new Dictionary<string, string?> { ["price"] = "4" })], Stop);

        Assert.Equal((gone, "Product variant does not exist"), (Assert.Single(refused).Key, refused[gone]));
        Assert.Equal(4m, house.Now(variant).Price);
    }

    [Fact]
    public async Task A_dry_run_says_field_by_field_what_would_be_written_and_a_sync_writes_it_now()
    {
        await house.Furnished(ListingHouse.ByOdoo);
        var (variant, product, template) = await house.Goods("dry");
        house.Shop.Products.ChangeVariant(variant.Id, one => one with { Barcode = "4006381330700" });
        await house.Rested();
        house.InOdoo("product.template", template, "name", "Said in Odoo");
        house.InOdoo("product.product", product, "weight", 0.5m);
        var before = house.Mutations;
        var (command, said) = (house.Get<ProductSyncCommand>(), new StringWriter(CultureInfo.InvariantCulture));

        Assert.Equal(1, await command.DryRun(house.Domain, variant.Sku!.ToLowerInvariant(), said, said, Stop));
        var lines = said.ToString();
        Assert.Contains($"{variant.ProductTitle}, title: “{variant.ProductTitle}” → “Said in Odoo” in Shopify", lines, StringComparison.Ordinal);
        Assert.Contains($"{variant.Sku}, weight: nothing → “0.5” in Shopify", lines, StringComparison.Ordinal);
        Assert.Contains($"{variant.Sku}, barcode: It was changed in Shopify, and Odoo owns it.", lines, StringComparison.Ordinal);
        Assert.Contains("2 of 12 fields would be written, 1 wait for a person, 9 agree; nothing was written (dry run).", lines, StringComparison.Ordinal);
        Assert.Equal((before, variant.ProductTitle), (house.Mutations, house.Now(variant).ProductTitle));

        Assert.Equal(1, await command.Sync(house.Domain, variant.ProductId.ToString(CultureInfo.InvariantCulture), said, said, Stop));
        Assert.Equal(("Said in Odoo", 0.5m), (house.Now(variant).ProductTitle, house.Now(variant).Weight));
        house.Shop.Products.ChangeVariant(variant.Id, one => one with { Barcode = null });
        Assert.Equal(0, await command.Sync(house.Domain, variant.Sku!, said, said, Stop));
        Assert.Equal(1, await command.DryRun(house.Domain, "NO-SUCH-SKU", said, said, Stop));
        Assert.Contains("has no variant with the SKU NO-SUCH-SKU", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Custom_fields_are_metafields_and_one_of_another_type_is_told()
    {
        var material = new CustomFieldDecision(CustomFieldOf.Product, "description_sale", "custom", "material", "multi_line_text_field", FieldOwner.Odoo);
        var shelf = new CustomFieldDecision(CustomFieldOf.Variant, "volume", "custom", "volume", "number_decimal", FieldOwner.Odoo);
        await house.Furnished(new ListingDecision(), material, shelf);
        var (variant, product, template) = await house.Goods("custom");
        house.InOdoo("product.template", template, "description_sale", "Oak");
        house.InOdoo("product.product", product, "volume", 2.5m);
        await house.Quiet();

        Assert.Equal("Oak", house.Shop.Metafields.Find(new ProductId(variant.ProductId).Gid, "custom", "material")?.Text("value"));
        Assert.Equal("2.5", house.Shop.Metafields.Find(new VariantId(variant.Id).Gid, "custom", "volume")?.Text("value"));
        Assert.IsType<Standing.InStep>(await house.Stands(variant));

        await house.Furnished(new ListingDecision(), material with { Type = "single_line_text_field" }, shelf);
        house.InOdoo("product.template", template, "description_sale", "Ash");
        await house.Quiet();
        Assert.Contains("is a multi_line_text_field in Shopify, and the decisions say single_line_text_field", Story.House.TheBlockerOf(await house.Stands(variant)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_carried_where_nothing_is_decided()
    {
        await house.Furnished(new ListingDecision());
        var (variant, _, template) = await house.Goods("off");
        house.InOdoo("product.template", template, "name", "Unheard");
        Assert.Equal(0, await house.Polled());

        Assert.Equal(variant.ProductTitle, house.Now(variant).ProductTitle);
        Assert.Null(await house.Standings.Find(RecordKey.Product(house.Domain, new ProductId(variant.ProductId)), Stop));
    }
}
