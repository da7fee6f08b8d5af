using System.Diagnostics;
using System.Globalization;
using Tandem.Odoo;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Products;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Server;
using Tandem.Odoo.Stock;
using Tandem.Sandbox.House;
using Tandem.Sync;
using Tandem.Sync.Pickings;
using Tandem.Tests.Odoo.Contracts;
using Xunit;

namespace Tandem.Tests.Odoo;

/// <summary>Stock of many products in two warehouses of two companies of the Odoo at hand; <c>TANDEM_STOCK_VARIANTS</c> says how many, 200 where it does not.</summary>
public sealed class StockOnOdooAtHandTests(OdooWorld<OdooAtHand> world) : IClassFixture<OdooWorld<OdooAtHand>>, IAsyncLifetime
{
    /// <summary>The same in every run, so that a real Odoo gets them once.</summary>
    private const string Module = "tandem_stock";

    private const int AtOnce = 500;
    private static readonly int Many = int.TryParse(Environment.GetEnvironmentVariable("TANDEM_STOCK_VARIANTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : 200;
    private static readonly OdooContext Counting = OdooContext.Plain.With("inventory_mode", true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StockHand Hand => new(world.Odoo);

    public async ValueTask InitializeAsync() => await world.Ready();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_company_s_warehouse_tells_its_own_stock_of_all_products_and_a_glance_says_whether_any_changed()
    {
        var watch = Stopwatch.StartNew();
        var (ours, theirs) = (world.Profile, await OtherCompany());
        var (here, there) = (await Warehouse(ours, "H", "ship_only"), await Warehouse(theirs, "T", "pick_pack_ship"));
        var products = await Products();
        var began = Newest(await new OdooStock(world.Odoo, ours).Since(DateTimeOffset.UnixEpoch, [here.View, ours.Warehouses[0].ViewLocation], Stop));
        await Count(products, here.Stock, index => 5 + (index % 7));
        var few = products.Index().Where(product => product.Index % 10 == 0).Select(product => product.Item).ToList();
        await Count(few, there.Stock, index => 100 + index);
        Told($"{Many} products made and counted", watch);

        var (stock, other) = (new OdooStock(world.Odoo, ours), new OdooStock(world.Odoo, theirs));
        var figures = await stock.Figures([here.View], products, Stop);
        Told("figures of all", watch);
        Assert.All(products.Index(), product => Assert.Equal(5 + (product.Index % 7), figures[product.Item].Free));
        var far = await other.Figures([there.View], products, Stop);
        Assert.All(products.Index(), product => Assert.Equal(product.Index % 10 == 0 ? 100 + (product.Index / 10) : 0, far[product.Item].OnHand));

        var seen = await stock.Since(began, [here.View], Stop);
        Told($"{seen.Count} quants read", watch);
        Assert.Equal(Many, seen.Select(quant => quant.Product).Intersect(products).Count());
        var glimpse = await stock.Glimpse(began, [here.View], Stop);
        Told("a glance at them", watch);
        Assert.True(glimpse.Agrees(seen));
        Assert.Equal(glimpse, await stock.Glimpse(began, [here.View], Stop));
        Told("another", watch);

        await Hand.Count(few[0].Value, here.Stock, 99m, Stop);
        Assert.NotEqual(glimpse, await stock.Glimpse(began, [here.View], Stop));
        Assert.Contains(few[0], (await stock.Since(Newest(seen), [here.View], Stop)).Select(quant => quant.Product));
        await PickedPackedAndShipped(theirs, there, few, other);
        Told("an order picked, packed and shipped in the other company", watch);
        Assert.Equal((99m, 97m), ((await stock.Figures([here.View], [few[0]], Stop))[few[0]].Free, (await other.Figures([there.View], [few[0]], Stop))[few[0]].Free));
    }

    /// <summary>Three of the first leave the other company's warehouse in three steps: reserved at once, there until the last, and no other product's figures move.</summary>
    private async Task PickedPackedAndShipped(OdooProfile theirs, (int Id, int Stock, int View, int Company) there, List<OdooId<Product>> few, OdooStock stock)
    {
        var orders = new SaleOrders(world.Odoo, theirs, $"{world.Module}_other");
        var line = world.Line("steps_1", 3, 1m) with { Product = few[0] };
        var draft = world.Draft("steps", line) with { Company = theirs.Company.Id, Currency = theirs.Company.Currency, Warehouse = new OdooId<Warehouse>(there.Id) };
        var order = Assert.IsType<DraftOutcome.There>(await orders.LoadDraft(draft, world.Partners, confirmed: false, Stop)).Order;
        await new Confirmation(world.Odoo, orders, theirs.Context, new OdooOptions(), TimeProvider.System).Confirm(order, Stop);
        var before = await stock.Figures([there.View], few, Stop);
        Assert.Equal((97m, 100m), (before[few[0]].Free, before[few[0]].OnHand));

        var pickings = new Pickings(world.Odoo, theirs);
        for (var left = 3; left > 0; left--)
        {
            var open = await pickings.OpenOf(order, Stop);
            var next = left > 1 ? Assert.Single(open.Earlier, picking => picking.State == PickingState.Ready) : Assert.Single(open.Ready);
            await world.Odoo.Invoke("stock.picking", "button_validate", [next.Id.Value], theirs.Context, Stop);
            var now = (await stock.Figures([there.View], [few[0]], Stop))[few[0]];
            Assert.Equal((97m, left > 1 ? 100m : 97m), (now.Free, now.OnHand));
        }

        var after = await stock.Figures([there.View], few, Stop);
        Assert.All(few.Skip(1), product => Assert.Equal(before[product], after[product]));
    }

    [Fact]
    public async Task A_kit_shows_as_many_as_its_scarcest_part_makes_and_changes_with_its_parts()
    {
        var here = await Warehouse(world.Profile, "K", "ship_only");
        var (plate, screw) = (await Part("Plate"), await Part("Screw"));
        var (kit, set) = (await Kit("Shelf", (plate, 1), (screw, 4)), 0);
        set = await Kit("Two shelves", (kit, 2));
        await Hand.Count(plate, here.Stock, 3m, Stop);
        await Hand.Count(screw, here.Stock, 11m, Stop);
        var stock = new OdooStock(world.Odoo, world.Profile);

        async Task<(decimal Free, decimal There, decimal Forecast, bool Counted, bool Kit)> Figures(int product)
        {
            var found = (await stock.Figures([here.View], [new OdooId<Product>(product)], Stop))[new OdooId<Product>(product)];
            return (found.Free, found.OnHand, found.Forecast, found.Counted, found.Kit);
        }

        Assert.Equal((2m, 2m, 2m, true, true), await Figures(kit));
        Assert.Equal((1m, 1m, 1m, true, true), await Figures(set));
        Assert.Equal((11m, 11m, 11m, true, false), await Figures(screw));
        Assert.Equal([kit, set], (await stock.KitsOf([new OdooId<Product>(screw)], Stop)).Select(product => product.Value).Order());

        await Hand.Count(screw, here.Stock, 20m, Stop);
        Assert.Equal((3m, 3m, 3m, true, true), await Figures(kit));
    }

    private async Task<int> Part(string name) => await world.Create("product.product", ("name", $"{name} {world.Tag}"), ("type", "consu"), ("is_storable", true), ("taxes_id", Array.Empty<int>()));

    private async Task<int> Kit(string name, params (int Product, int Quantity)[] parts)
    {
        var kit = await world.Create("product.product", ("name", $"{name} {world.Tag}"), ("type", "consu"), ("taxes_id", Array.Empty<int>()));
        var template = (await world.Odoo.Read("product.product", [kit], ["product_tmpl_id"], world.Context, Stop))[0].Link("product_tmpl_id")!.Value.Id;
        await world.Create("mrp.bom", ("product_tmpl_id", template), ("type", "phantom"), ("bom_line_ids", parts.Select(part => new object[] { 0, 0, new Dictionary<string, object?> { ["product_id"] = part.Product, ["product_qty"] = part.Quantity } }).ToArray()));
        return kit;
    }

    /// <summary>Another company of the user's; made where there is none.</summary>
    private async Task<OdooProfile> OtherCompany()
    {
        var other = world.Profile.Companies.FirstOrDefault(company => company.Id != world.Profile.Company.Id.Value).Id;
        if (other == 0)
        {
            var currency = (await world.Odoo.Read("res.company", [world.Profile.Company.Id.Value], ["currency_id"], world.Context, Stop))[0].Link("currency_id")!.Value.Id;
            other = await world.Odoo.Create("res.company", new Dictionary<string, object?> { ["name"] = $"Second {world.Tag}", ["currency_id"] = currency }, OdooContext.Plain, Stop);
            await world.Odoo.Write("res.users", [world.Profile.User.Id], new Dictionary<string, object?> { ["company_ids"] = new object[] { new object[] { 4, other } } }, OdooContext.Plain, Stop);
        }

        return await OdooProfiles.Read(world.Odoo, new OdooId<Company>(other), Stop);
    }

    private async Task<(int Id, int Stock, int View, int Company)> Warehouse(OdooProfile profile, string letter, string steps)
    {
        var code = $"{letter}{world.Tag[..4]}".ToUpperInvariant();
        await world.Odoo.Create("stock.warehouse", new Dictionary<string, object?> { ["name"] = $"{letter} {world.Tag}", ["code"] = code, ["company_id"] = profile.Company.Id.Value, ["delivery_steps"] = steps }, profile.Context, Stop);
        return await Hand.Warehouse(code, Stop);
    }

    private async Task<List<OdooId<Product>>> Products()
    {
        var found = new List<OdooId<Product>>();
        foreach (var some in Enumerable.Range(0, Many).Chunk(AtOnce))
        {
            var rows = some.Select(number => (IReadOnlyList<string>)[$"stocked_{Text(number)}", $"Stocked {Text(number)}", $"STOCKED-{Text(number)}", "consu", "1"]).ToList();
            var loaded = (await world.Odoo.Load("product.product", new LoadTable(["id", "name", "default_code", "type", "is_storable"], rows), world.Context.Identity(Module), Stop)).OrThrow("product.product.load");
            found.AddRange(loaded.Select(id => new OdooId<Product>(id)));
        }

        return found;
    }

    private async Task Count(IReadOnlyList<OdooId<Product>> products, int place, Func<int, int> quantity)
    {
        foreach (var some in products.Index().Chunk(AtOnce))
        {
            var rows = some.Select(product => new Dictionary<string, object?> { ["product_id"] = product.Item.Value, ["location_id"] = place, ["inventory_quantity"] = quantity(product.Index) }).ToArray();
            var answer = await world.Odoo.Call(new OdooCall("stock.quant", "create") { Arguments = [new("vals_list", rows)], Positional = 1, Context = Counting }, Stop);
            await world.Odoo.Invoke("stock.quant", "action_apply_inventory", [.. answer.EnumerateArray().Select(id => id.GetInt32())], Counting, Stop);
        }
    }

    private static DateTimeOffset Newest(IReadOnlyList<QuantSighting> seen) => seen.Count == 0 ? DateTimeOffset.UnixEpoch : seen.Max(quant => quant.WrittenAt);

    private static void Told(string what, Stopwatch watch)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {watch.Elapsed.TotalMilliseconds:0} ms");
        watch.Restart();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
