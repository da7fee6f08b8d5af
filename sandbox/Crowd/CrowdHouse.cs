using System.Globalization;
using Tandem.Grains.Products;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Stories;

namespace Tandem.Sandbox.Crowd;

/// <summary>A practice house with many products, levels and orders, all in step.</summary>
public sealed class CrowdHouse : IAsyncDisposable
{
    /// <summary>Goods come in so many prices, so that an order of some stands for the same order of others.</summary>
    private const int Prices = 8;
    private const int Patterns = 16;
    private const int People = 50;
    private const int Days = 30;
    private const decimal InMain = 1_000m;
    private const decimal InTown = 50m;
    private static readonly TaxDescription[] Vat = [new("VAT", 0.2m)];

    private readonly DriftHouse drift;
    private readonly List<(PracticeOrder Order, string Name, SaleCopying Copying)> patterns = [];
    private readonly List<(VariantDescription Variant, int Product)> goods = [];
    private int orders;

    /// <summary>What the orders that the live loop booked left of the goods that they sold.</summary>
    private int[] free = [];

    private CrowdHouse(DriftHouse drift) => this.drift = drift;

    public PracticeHouse Practice => drift.Practice;

    /// <summary>Of a reconciler between these sides, which looks soon and waits little.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(Practice.Settings)
    {
        [PracticeDecisions.SecretVariable] = Practice.Access.Secret, ["Mail:Pickup"] = Path.Combine(Path.GetTempPath(), "tandem-crowd-mail"),
        ["Reconciler:LookAgainAfter"] = "00:00:00.200", ["Reconciler:GoodsLookAgainAfter"] = "00:00:00.200", ["Shopify:BulkLook"] = "00:00:00.200",
    };

    public int Lines { get; private set; }

    public int Orders => orders;

    /// <param name="pace">How long the practice Odoo takes; null for as fast as it computes.</param>
    public static async Task<CrowdHouse> Open(int variants, MeasuredPace? pace, CancellationToken stop)
    {
        var house = new CrowdHouse(await DriftHouse.Open(new PracticeHouseOptions { OdooPace = pace }, TimeSpan.Zero, [], stop));
        await house.drift.Goods.Carry(() => house.drift.Settled(stop), stop);
        await house.Add(variants, stop);
        await house.Begin(stop);
        return house;
    }

    /// <summary>Adds goods, linked and stocked on both sides.</summary>
    public async Task Add(int variants, CancellationToken stop)
    {
        foreach (var _ in Enumerable.Range(0, variants))
        {
            stop.ThrowIfCancellationRequested();
            Stock(goods.Count);
        }

        await Practice.App.Services.GetRequiredService<CatalogueMatch>().Run(drift.Domain, dryRun: false, stop);
    }

    /// <summary>Places so many more orders, each booked.</summary>
    public void Place(int more, CancellationToken stop)
    {
        var (first, now) = (orders, TimeProvider.System.GetUtcNow());
        for (; orders < first + more; orders++)
        {
            stop.ThrowIfCancellationRequested();
            var (pattern, name, copying) = patterns[orders % Patterns];
            var chosen = pattern.Description.Lines.Select((line, index) => (Old: goods[Number(line)], New: goods[Number(line) + (Prices * ((orders + (index * 17)) % (goods.Count / Prices)))])).ToList();
            var at = now.AddHours(-1).AddMinutes(-(orders * 7L % (Days * 24 * 60)));
            var order = Practice.Shop.Place(
                pattern.Description with { Lines = [.. pattern.Description.Lines.Zip(chosen, (line, good) => line with { Variant = good.New.Variant, Title = good.New.Variant.ProductTitle })] }, at);
            var (from, to) = (Text(pattern.Number), Text(order.Number));
            copying.Copy(
                said => said.Replace(from, to, StringComparison.Ordinal).Replace(pattern.Name, order.Name, StringComparison.Ordinal).Replace(name, $"{name}-{orders}", StringComparison.Ordinal),
                chosen.DistinctBy(good => good.Old.Product).ToDictionary(good => good.Old.Product, good => good.New.Product), order.CreatedAt);
            Lines += chosen.Count;
        }

        // What was sold is promised in Odoo by the copies' transfers, which hold nothing: both sides are to show the same.
        foreach (var (index, (variant, _)) in goods.Index()) Show(variant.Id, GoodsDrifts.Main, index < Prices ? free[index] : (int)InMain);
    }

    public ValueTask DisposeAsync() => drift.DisposeAsync();

    private async Task Begin(CancellationToken stop)
    {
        for (var index = 0; index < Patterns; index++)
        {
            var order = Practice.Shop.Place(Pattern(index));
            await Practice.Shop.Webhooks.Deliver(order, "orders/create", null, stop);
            patterns.Add((order, "", null!));
        }

        await drift.Settled(stop);
        var booked = patterns.Select(pattern => Practice.Odoo.Records("sale.order").First(order => order["client_order_ref"] as string == pattern.Order.Name)).ToList();
        var copying = Practice.Odoo.Copying([.. booked.Select(order => Convert.ToInt32(order["id"], CultureInfo.InvariantCulture))]);
        for (var index = 0; index < Patterns; index++) patterns[index] = (patterns[index].Order, (string)booked[index]["name"]!, copying[index]);
        // What they promised is promised for good.
        free = [.. goods.Take(Prices).Select(good => (int)Free(good.Product))];
    }

    /// <summary>Of two lines or three, one in two paid.</summary>
    private OrderDescription Pattern(int index) => new()
    {
        Lines = [.. Enumerable.Range(0, 2 + (index % 2)).Select(line => goods[(index + (line * 3)) % Prices].Variant).Select((variant, line) => new LineDescription(variant.ProductTitle, variant.Price, 1 + ((index + line) % 3)) { Variant = variant, Taxes = Vat })],
        Shipping = [new ShippingDescription("Standard", 4.95m) { Taxes = Vat }],
        Customer = DemoOrders.Ada with { Id = 7_400_000_000_000 + (index % People), Email = string.Create(CultureInfo.InvariantCulture, $"crowd{index % People}@example.com") },
        BillingAddress = DemoOrders.London, ShippingAddress = DemoOrders.London,
        Payments = index % 4 < 2 ? [new PaymentDescription { Gateway = "shopify_payments" }] : [],
    };

    private void Stock(int number)
    {
        var variant = new VariantDescription(47_000_000_000_000 + (number * 16L), string.Create(CultureInfo.InvariantCulture, $"CROWD-{number}"), string.Create(CultureInfo.InvariantCulture, $"Thing {number}"), 10m + (number % Prices));
        Practice.Shop.Add(variant);
        var product = Practice.Odoo.Add("product.product", new Dictionary<string, object?>
        {
            ["name"] = variant.ProductTitle, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true, ["list_price"] = variant.Price,
            ["taxes_id"] = new List<object?>(), ["supplier_taxes_id"] = new List<object?>(),
        });
        foreach (var (location, quantity) in new[] { (GoodsDrifts.Main, InMain), (GoodsDrifts.Town, InTown) })
        {
            Practice.Odoo.Add("stock.quant", new Dictionary<string, object?> { ["product_id"] = product, ["location_id"] = drift.Goods.Places[location], ["quantity"] = quantity });
            Show(variant.Id, location, (int)quantity);
        }

        goods.Add((variant, product));
    }

    private void Show(long variant, long location, int units) => Practice.Shop.Stock.Change(variant, location, units - (Practice.Shop.Stock.Available(variant, location) ?? 0), tell: false);

    private decimal Free(int product) => Practice.Odoo.Records("stock.quant")
        .Where(quant => Number(quant["product_id"]) == product && Number(quant["location_id"]) == drift.Goods.Places[GoodsDrifts.Main]).Sum(quant => Amount(quant["quantity"]) - Amount(quant["reserved_quantity"]));

    private static int Number(LineDescription line) => (int)((line.Variant!.Id - 47_000_000_000_000) / 16);

    private static int Number(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static decimal Amount(object? value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
