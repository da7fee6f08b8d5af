using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Admin;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Products;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>Which Odoo product a variant is, through the whole of Tandem: matched, linked, renamed, broken, decided by hand.</summary>
public sealed class ProductsTests(ProductsHouse house) : IClassFixture<ProductsHouse>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IProductLinks Links => house.Get<IProductLinks>();

    private IProductMatches Matches => house.Get<IProductMatches>();

    [Fact]
    public async Task A_matched_variant_is_linked_and_its_order_goes_on_when_its_SKU_is_renamed()
    {
        var (variant, product) = house.Goods("renamed");
        await Matched();

        Assert.Equal(product, (await Links.Of(house.Domain, [Id(variant)], Stop))[Id(variant)].OdooProduct.Value);

        house.Shop.Add(variant with { Sku = variant.Sku + "-NEW" });
        var order = house.Place(Of(variant with { Sku = variant.Sku + "-NEW" }));
        house.InStepOnce(order, await house.Announced(order));
        Assert.Equal([product], house.ProductsOf(order));

        await house.Looked(variant);
        var row = (await Matches.Find(house.Domain, Id(variant), Stop))!;
        Assert.Equal(MatchState.Changed, row.State);
        Assert.Contains($"the SKU in Shopify was “{variant.Sku}” and is “{variant.Sku}-NEW”", row.Sentence, StringComparison.Ordinal);

        Assert.Equal(0, (await Run("approve", Text(variant.Id))).Code);
        Assert.Equal(MatchState.Linked, (await Matches.Find(house.Domain, Id(variant), Stop))!.State);
    }

    [Fact]
    public async Task An_order_links_what_the_rule_matched_so_that_a_rename_in_Odoo_breaks_nothing()
    {
        var (variant, product) = house.Goods("sold");
        var first = house.Place(Of(variant));
        house.InStepOnce(first, await house.Announced(first));

        Assert.Equal(product, (await Links.Of(house.Domain, [Id(variant)], Stop))[Id(variant)].OdooProduct.Value);

        house.Odoo.Change("product.product", product, new Dictionary<string, object?> { ["default_code"] = "OTHERWISE" });
        var second = house.Place(Of(variant));
        house.InStepOnce(second, await house.Announced(second));
        Assert.Equal([product], house.ProductsOf(second));
    }

    [Fact]
    public async Task A_linked_product_that_was_archived_stops_the_next_order_and_both_ways_out_work()
    {
        var (variant, product) = house.Goods("archived");
        var (_, other) = house.Goods("instead");
        await Matched();
        house.Odoo.Change("product.product", product, new Dictionary<string, object?> { ["active"] = false });
        var order = house.Place(Of(variant));

        var blocker = House.TheBlockerOf(await house.Announced(order));
        Assert.Equal((BlockerCode.ProductLinkBroken, $"variant {variant.Id}"), (blocker.Code, blocker.Subject));
        Assert.Contains("was archived in Odoo. Unarchive it there, or link the variant to another product", blocker.Sentence, StringComparison.Ordinal);

        var linked = await Run("link", await File($"variant,odoo_product\n{variant.Id},{other}\n"));
        Assert.Equal((0, true), (linked.Code, linked.Said.Contains("1 order that waited is tried again now.", StringComparison.Ordinal)));
        house.InStepOnce(order, (await house.Until(order, one => one.Standing is Standing.InStep)).Standing);
        Assert.Equal([other], house.ProductsOf(order));
    }

    [Fact]
    public async Task A_file_of_matches_releases_what_waited_and_applying_it_twice_changes_nothing()
    {
        var (_, product) = house.Goods("by hand");
        var variant = house.Variant("WITHOUT-PRODUCT");
        var order = house.Place(Of(variant));
        Assert.Equal(BlockerCode.ProductUnmatched, House.TheBlockerOf(await house.Announced(order)).Code);
        var file = await File($"variant,odoo_product\n{variant.Id},{product}\n");

        Assert.Contains("1 variant would be linked; nothing was applied (dry run).", (await Run("link", file, "--dry-run")).Said, StringComparison.Ordinal);
        Assert.Empty(await Links.Of(house.Domain, [Id(variant)], Stop));
        Assert.Contains("1 variant linked by hand. 1 order that waited is tried again now.", (await Run("link", file)).Said, StringComparison.Ordinal);
        house.InStepOnce(order, (await house.Until(order, one => one.Standing is Standing.InStep)).Standing);
        Assert.Equal("Nothing changes. 1 are linked so already.", (await Run("link", file)).Said.Trim());

        Assert.Equal(0, (await Run("unlink", Text(variant.Id))).Code);
        Assert.Empty(await Links.Of(house.Domain, [Id(variant)], Stop));
    }

    [Fact]
    public async Task One_wrong_line_keeps_a_whole_file_from_being_applied()
    {
        var (variant, product) = house.Goods("whole");
        var outcome = await Run("link", await File($"variant,odoo_product\n{variant.Id},{product}\n{variant.Id + 1},999999\n77,{product}\n"));

        Assert.Equal(1, outcome.Code);
        Assert.Contains("line 3: Shopify has no variant", outcome.Said, StringComparison.Ordinal);
        Assert.Contains("line 4: Shopify has no variant 77", outcome.Said, StringComparison.Ordinal);
        Assert.Contains("Nothing was applied: 2 lines are wrong.", outcome.Said, StringComparison.Ordinal);
        Assert.Empty(await Links.Of(house.Domain, [Id(variant)], Stop));
    }

    [Fact]
    public async Task A_code_that_two_variants_carry_stops_their_orders_once_it_is_known()
    {
        var (variant, _) = house.Goods("shared");
        house.Shop.Add(house.Variant("unused") with { Sku = variant.Sku });
        await Matched();
        var order = house.Place(Of(variant));

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal((BlockerCode.ProductAmbiguous, variant.Sku), (blocker.Code, blocker.Subject));
        Assert.Empty(house.InOdoo(order));
    }

    [Fact]
    public async Task A_code_that_two_variants_carry_stops_an_order_before_any_comparison_and_the_order_goes_on_when_it_is_mended()
    {
        var (variant, product) = house.Goods("twice");
        var other = house.Variant("unknown") with { Sku = variant.Sku };
        house.Shop.Add(other);
        var order = house.Place(Of(variant));

        Assert.Equal((BlockerCode.ProductAmbiguous, variant.Sku), House.TheBlockerOf(await house.Announced(order)) is var blocker ? (blocker.Code, blocker.Subject) : default);
        Assert.Empty(await Links.Of(house.Domain, [Id(variant), Id(other)], Stop));

        house.Shop.Add(other with { Sku = "OTHERWISE" });
        await house.Synced(order);
        house.InStepOnce(order, (await house.Until(order, one => one.Standing is Standing.InStep)).Standing);
        Assert.Equal([product], house.ProductsOf(order));
    }

    [Fact]
    public async Task An_unknown_SKU_costs_Shopify_one_query_and_a_known_one_none()
    {
        var (variant, _) = house.Goods("asked");
        var before = house.Shopify.Faults.Count("productVariants");
        var first = house.Place(Of(variant));
        house.InStepOnce(first, await house.Announced(first));
        Assert.Equal(before + 1, house.Shopify.Faults.Count("productVariants"));

        var second = house.Place(Of(variant));
        house.InStepOnce(second, await house.Announced(second));
        Assert.Equal(before + 1, house.Shopify.Faults.Count("productVariants"));
    }

    [Fact]
    public async Task A_person_finds_the_Odoo_product_links_it_and_removes_the_link_and_each_is_told_with_who_did_it()
    {
        var (known, product) = house.Goods("on the page");
        house.Odoo.Change("product.product", product, new Dictionary<string, object?> { ["barcode"] = $"B{known.Id}" });
        var variant = house.Variant("BY-PAGE");
        var desk = house.Get<IProductDesk>();
        foreach (var text in new[] { known.Sku!.ToLowerInvariant(), known.Sku[4..], $"B{known.Id}", known.ProductTitle })
            Assert.Contains(new OdooId<Product>(product), (await desk.Read(house.Domain, Id(variant), text, Stop)).Found.Select(found => found.Id));
        Assert.Empty((await desk.Read(house.Domain, Id(variant), "50%_off", Stop)).Found);

        Assert.Contains("Odoo has no product", await desk.Link(house.Domain, Id(variant), new OdooId<Product>(99_999_999), 1m, "42", Stop), StringComparison.Ordinal);
        Assert.Null(await desk.Link(house.Domain, Id(variant), new OdooId<Product>(product), 6m, "42", Stop));
        var link = (await desk.Read(house.Domain, Id(variant), null, Stop)).Link!;
        Assert.Equal((product, 6m, "staff member 42"), (link.OdooProduct.Value, link.Units, link.By));
        Assert.Null(await desk.Unlink(house.Domain, Id(variant), "43", Stop));
        Assert.NotNull(await desk.Unlink(house.Domain, Id(variant), "43", Stop));

        var told = await house.Get<IActivity>().Of(RecordKey.Product(house.Domain, new ProductId(variant.ProductId)), new Page(10), Stop);
        Assert.Equal(["link", "unlink"], told.Select(entry => entry.Step));
        Assert.Contains("one of it being 6 Units. Decided by staff member 42.", told[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("Decided by staff member 43.", told[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogues_are_compared_by_themselves_once_a_day()
    {
        var (variant, product) = house.Goods("nightly");
        var poll = house.Get<MatchPoll>();

        Assert.Equal(1, await poll.Run(house.Domain, Stop));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await house.Get<IInbox>().Waits(Catalogue.Of(house.Domain), Stop) && watch.Elapsed < TimeSpan.FromSeconds(60)) await Task.Delay(25, Stop);
        Assert.Equal(product, (await Links.Of(house.Domain, [Id(variant)], Stop))[Id(variant)].OdooProduct.Value);
        Assert.Equal(0, await poll.Run(house.Domain, Stop));
    }

    [Fact]
    public async Task A_pack_of_six_is_booked_as_six_at_a_price_to_the_cent()
    {
        var (_, product) = house.Goods("single");
        var pack = house.Variant("PACK-OF-SIX") with { Price = 20m };
        house.Shop.Add(pack);
        Assert.Equal(0, (await Run("link", await File($"variant,odoo_product,units\n{pack.Id},{product},6\n"))).Code);
        var order = house.Place(Of(pack) with { Lines = [new LineDescription(pack.ProductTitle, 20m, 2) { Variant = pack }] });

        house.InStepOnce(order, await house.Announced(order));

        var lines = house.LinesOf(order);
        Assert.Equal(12m, lines.Sum(line => Number(line["product_uom_qty"])));
        Assert.Equal(40m, lines.Sum(line => Number(line["product_uom_qty"]) * Number(line["price_unit"])));
    }

    [Fact]
    public async Task The_report_counts_lists_and_exports_and_a_deleted_variant_keeps_its_link()
    {
        var (variant, product) = house.Goods("deleted");
        var unmatched = house.Variant("NOBODY-HAS-IT");
        await Matched();
        house.Shop.Remove(variant.Id);

        var path = Path.Combine(Path.GetTempPath(), $"tandem-{Path.GetRandomFileName()}.csv");
        var said = await Run("match", path, "--csv");
        var lines = await System.IO.File.ReadAllLinesAsync(path, Stop);
        System.IO.File.Delete(path);

        Assert.Equal(1, said.Code);
        Assert.Contains(lines, line => line.StartsWith($"gone,deleted_in_shopify,{variant.Id},", StringComparison.Ordinal) && line.Contains($",{product},", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"unmatched,not_found,{unmatched.Id},", StringComparison.Ordinal));
        Assert.Equal((await Matches.Counts(house.Domain, Stop)).Values.Sum() + 1, lines.Length);
    }

    [Fact]
    public async Task A_new_product_is_matched_and_linked_when_Shopify_signals_it()
    {
        await Matched();
        var (variant, product) = house.Goods("announced");

        await house.Looked(variant, "products/create");

        Assert.Equal(product, (await Links.Of(house.Domain, [Id(variant)], Stop))[Id(variant)].OdooProduct.Value);
        Assert.Equal(MatchState.Linked, (await Matches.Find(house.Domain, Id(variant), Stop))!.State);
    }

    private static OrderDescription Of(VariantDescription variant) => new()
    {
        Lines = [new LineDescription(variant.ProductTitle, variant.Price) { Variant = variant }],
        Customer = DemoOrders.Ada,
    };

    private async Task Matched() => Assert.IsType<MatchOutcome.Matched>(await house.Get<CatalogueMatch>().Run(house.Domain, dryRun: false, Stop));

    private async Task<(int? Code, string Said)> Run(string verb, string argument, params string[] flags)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var call = new CommandCall([house.Shop.Domain, verb, argument], flags.ToHashSet(), house.Services, said, said, Stop);
        return (await ProductsCommands.Products.Run(call), said.ToString());
    }

    private static async Task<string> File(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"tandem-{Path.GetRandomFileName()}.csv");
        await System.IO.File.WriteAllTextAsync(path, text, Stop);
        return path;
    }

    private static VariantId Id(VariantDescription variant) => new(variant.Id);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(object? value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}

/// <summary>A house whose goods are made as a test needs them.</summary>
public sealed class ProductsHouse : House
{
    private int made;

    /// <summary>A variant of the shop, with a SKU of its own, that no Odoo product has.</summary>
    public VariantDescription Variant(string sku)
    {
        var number = Interlocked.Increment(ref made);
        var variant = new VariantDescription(45_900_000_000_000 + (number * 16), $"{sku}-{number}", $"Thing {number}", 10m);
        Shop.Add(variant);
        return variant;
    }

    /// <summary>A variant, and the Odoo product with its SKU as internal reference.</summary>
    public (VariantDescription Variant, int Product) Goods(string word)
    {
        var variant = Variant($"IDENTITY-{word.Replace(' ', '-')}");
        var product = Odoo.Add("product.product", new Dictionary<string, object?>
        {
            ["name"] = variant.ProductTitle, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true,
            ["list_price"] = variant.Price, ["taxes_id"] = new List<object?>(), ["supplier_taxes_id"] = new List<object?>(),
        });
        return (variant, product);
    }

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> LinesOf(PracticeOrder order) =>
        [.. Odoo.Records("sale.order.line").Where(line => Convert.ToInt32(line["order_id"], CultureInfo.InvariantCulture) == Id(Assert.Single(InOdoo(order))))];

    /// <summary>The products of an order's lines in Odoo.</summary>
    public IEnumerable<int> ProductsOf(PracticeOrder order) => LinesOf(order).Select(line => Convert.ToInt32(line["product_id"], CultureInfo.InvariantCulture));

    /// <summary>Has Shopify signal the variant's product, and waits until it was looked at.</summary>
    public async Task Looked(VariantDescription variant, string topic = "products/update")
    {
        var stop = TestContext.Current.CancellationToken;
        await Shop.Webhooks.Send(topic, new System.Text.Json.Nodes.JsonObject { ["id"] = variant.ProductId, ["updated_at"] = Guid.NewGuid().ToString() }, null, stop);
        var record = RecordKey.Product(Domain, new ProductId(variant.ProductId));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await Get<IInbox>().Waits(record, stop))
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"{record} was not looked at.");
            await Task.Delay(25, stop);
        }
    }
}
