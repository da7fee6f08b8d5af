using System.Diagnostics;
using System.Globalization;
using Tandem.Odoo;
using Tandem.Odoo.Products;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;
using Tandem.Tests.Odoo.Contracts;
using Xunit;

namespace Tandem.Tests.Odoo;

/// <summary>Reading the whole catalogue of the Odoo at hand: 10,000 products beside whatever it holds.</summary>
public sealed class CatalogueOnOdooAtHandTests(OdooWorld<OdooAtHand> world) : IClassFixture<OdooWorld<OdooAtHand>>, IAsyncLifetime
{
    /// <summary>The same in every run, so that a real Odoo gets them once.</summary>
    private const string Module = "tandem_catalogue";
    private const int Many = 10_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private OdooCatalogue Catalogue => new(world.Odoo, world.Profile);

    public async ValueTask InitializeAsync() => await world.Ready();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_of_ten_thousand_products_are_read_once_each_in_pages()
    {
        await Fill(Many);
        var watch = Stopwatch.StartNew();
        var all = new List<CatalogueProduct>();
        await foreach (var product in Catalogue.All(Stop)) all.Add(product);

        TestContext.Current.TestOutputHelper?.WriteLine($"{all.Count} products read in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(all.Count, all.Select(product => product.Id).Distinct().Count());
        Assert.Equal(Many, all.Count(product => product.Reference?.StartsWith("MANY-", StringComparison.Ordinal) == true));
        var one = all.Single(product => product.Reference == "MANY-00042");
        Assert.Equal(("Many 42", true, true, true, false), (one.Name, one.Active, one.Sellable, one.Plain, one.Kit));
    }

    [Fact]
    public async Task A_product_says_all_that_matching_asks_of_it()
    {
        var units = await world.Odoo.SearchRead("uom.uom", Domain.Where("id", "!=", (await Plain())!.Value.Value), ["name"], OdooContext.Plain, Stop, limit: 1);
        var name = $"CAT-{world.Tag}";
        var values = new List<(string, object?)>
        {
            ("name", "Flour"), ("default_code", name), ("barcode", $"{name}-B"), ("type", "consu"), ("is_storable", true), ("sale_ok", false), ("company_id", world.Profile.Company.Id.Value), ("taxes_id", Array.Empty<int>()),
        };
        if (units.Count > 0) values.Add(("uom_id", units[0].Id));
        var id = new OdooId<Product>(await world.Create("product.product", [.. values]));
        var archived = new OdooId<Product>(await world.Create("product.product", ("name", "Old"), ("default_code", name.ToLowerInvariant()), ("type", "service"), ("active", false)));

        var read = await Catalogue.Read([id, archived, new OdooId<Product>(int.MaxValue)], Stop);

        Assert.Equal([id, archived], read.Select(product => product.Id));
        Assert.Equal((name, $"{name}-B", false, true, world.Profile.Company.Id), (read[0].Reference, read[0].Barcode, read[0].Sellable, read[0].Storable, read[0].Company!.Value));
        Assert.Equal((false, false), (read[1].Active, read[1].Storable));
        if (units.Count > 0) Assert.Equal((units[0].Text("name"), false), (read[0].Unit, read[0].Plain));
        Assert.Equal([id, archived], (await Catalogue.WithCodes(ProductIdentity.InternalReference, [name], Stop)).Concat(await Catalogue.WithCodes(ProductIdentity.InternalReference, [name.ToLowerInvariant()], Stop)).Select(product => product.Id).Distinct());
        Assert.Equal(id, Assert.Single(await Catalogue.WithCodes(ProductIdentity.Barcode, [$"{name}-b"], Stop)).Id);
    }

    [Fact]
    public async Task A_kit_is_told_where_Odoo_makes_kits()
    {
        Assert.Contains("mrp", world.Profile.Modules);
        var kit = await world.Create("product.product", ("name", "Kit"), ("default_code", $"KIT-{world.Tag}"), ("type", "consu"));
        var template = (await world.Odoo.Read("product.product", [kit], ["product_tmpl_id"], world.Context, Stop))[0].Link("product_tmpl_id")!.Value.Id;
        await world.Create("mrp.bom", ("product_tmpl_id", template), ("type", "phantom"), ("bom_line_ids", new object[] { new object[] { 0, 0, new Dictionary<string, object?> { ["product_id"] = world.Product.Value, ["product_qty"] = 2 } } }));

        Assert.True(Assert.Single(await Catalogue.Read([new OdooId<Product>(kit)], Stop)).Kit);
        Assert.False(Assert.Single(await Catalogue.Read([world.Product], Stop)).Kit);
    }

    private Task<OdooId<UnitOfMeasure>?> Plain() => ExternalIds.Find<UnitOfMeasure>(world.Odoo, "uom", "product_uom_unit", Stop);

    private async Task Fill(int count)
    {
        foreach (var some in Enumerable.Range(1, count).Chunk(1000))
        {
            var rows = some.Select(number => (IReadOnlyList<string>)[$"many_{Text(number)}", $"Many {Text(number)}", $"MANY-{number.ToString("D5", CultureInfo.InvariantCulture)}", "consu"]).ToList();
            (await world.Odoo.Load("product.product", new LoadTable(["id", "name", "default_code", "type"], rows), world.Context.Identity(Module), Stop)).OrThrow("product.product.load");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
