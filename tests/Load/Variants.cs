using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Sandbox.House;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Load;

/// <summary>A product of as many variants as Shopify takes, made from Odoo's, linked, and all of it changed in price: <c>variants [colours=16] [sizes=16] [fits=8]</c>.</summary>
internal static class Variants
{
    private const string Title = "Largest shirt";

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        int[] values = [arguments.Number("colours", 16), arguments.Number("sizes", 16), arguments.Number("fits", 8)];
        var count = values.Aggregate((all, one) => all * one);
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["Dispatch:PollStockEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00", ["Dispatch:PollProductsEvery"] = "00:00:00", ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.050",
            },
        }, stop);
        if (!await HouseSetup.ConnectAndApply(house, TextWriter.Null, stop)) return 1;
        var shop = ShopDomain.Parse(house.Shop.Domain);
        await house.App.Services.GetRequiredService<CatalogueMatch>().Run(shop, dryRun: false, stop);
        var decided = await house.Decisions(stop);
        var outcome = await house.App.Services.GetRequiredService<SetupApply>().Apply(shop, DecisionsFile.Write(decided with
        {
            Products = decided.Products with
            {
                Listings = new ListingDecision
                {
                    Owners = new Dictionary<ListingField, FieldOwner> { [ListingField.Price] = FieldOwner.Odoo, [ListingField.Sku] = FieldOwner.Odoo },
                    InShopify = new NewListings(Create: true, NewListingStatus.Active),
                },
            },
        }), "load", stop);
        if (!outcome.InForce)
        {
            Console.Error.WriteLine(ReportText.Plain(outcome.Report));
            return 1;
        }

        await Polled(house, shop, stop);
        var template = Template(house, values);
        house.Odoo.Calls.Clear();
        var made = await Timed(() => Polled(house, shop, stop));
        var variants = house.Shop.Variants.Where(variant => variant.ProductTitle == Title).ToList();
        var links = await house.App.Services.GetRequiredService<IProductLinks>().Of(shop, [.. variants.Select(variant => new VariantId(variant.Id))], stop);
        var products = house.Odoo.Records("product.product").Where(product => Link(product) == template).ToDictionary(product => Convert.ToInt32(product["id"], CultureInfo.InvariantCulture), product => (string)product["default_code"]!);
        var right = variants.Count(variant => links.TryGetValue(new VariantId(variant.Id), out var link) && products.GetValueOrDefault(link.OdooProduct.Value) == variant.Sku);
        Print($"{count} variants: {variants.Count} in Shopify, in {variants.Select(variant => variant.ProductId).Distinct().Count()} product, {right} linked with the product that has their code; {made.TotalSeconds:0.0} s, {house.Odoo.Calls.Total} calls of Odoo");

        house.Odoo.Change("product.template", template, new Dictionary<string, object?> { ["list_price"] = 21m });
        house.Odoo.Calls.Clear();
        var changed = await Timed(() => Polled(house, shop, stop));
        var priced = house.Shop.Variants.Count(variant => variant.ProductTitle == Title && variant.Price == 21m);
        Print($"all of them at another price: {priced} in Shopify; {changed.TotalSeconds:0.0} s, {house.Odoo.Calls.Total} calls of Odoo");
        return variants.Count == count && right == count && priced == count ? 0 : 1;
    }

    private static int Template(PracticeHouse house, int[] values)
    {
        var lines = values.Select((count, index) =>
        {
            var attribute = house.Odoo.Add("product.attribute", new Dictionary<string, object?> { ["name"] = $"Largest {index}" });
            var some = Enumerable.Range(1, count).Select(number => (object?)(long)house.Odoo.Add("product.attribute.value", new Dictionary<string, object?> { ["name"] = $"{index}-{number}", ["attribute_id"] = attribute })).ToList();
            return (object?)new List<object?> { 0L, 0L, new Dictionary<string, object?> { ["attribute_id"] = (long)attribute, ["value_ids"] = new List<object?> { new List<object?> { 6L, 0L, some } } } };
        }).ToList();
        var template = house.Odoo.Add("product.template", new Dictionary<string, object?>
        {
            ["name"] = Title, ["type"] = "consu", ["is_storable"] = true, ["list_price"] = 19.5m, ["taxes_id"] = new List<object?>(), ["attribute_line_ids"] = lines,
        });
        foreach (var (number, product) in house.Odoo.Records("product.product").Where(product => Link(product) == template).ToList().Index())
            house.Odoo.Change("product.product", Convert.ToInt32(product["id"], CultureInfo.InvariantCulture), new Dictionary<string, object?> { ["default_code"] = string.Create(CultureInfo.InvariantCulture, $"LARGEST-{number + 1}") });
        return template;
    }

    private static async Task Polled(PracticeHouse house, ShopDomain shop, CancellationToken stop)
    {
        var (poll, inbox) = (house.App.Services.GetRequiredService<ListingPoll>(), house.App.Services.GetRequiredService<IInbox>());
        while (await poll.Run(shop, stop) + await poll.Run(shop, stop) > 0)
            while ((await inbox.Backlogs(stop)).Any(backlog => backlog.Signals > 0)) await Task.Delay(20, stop);
    }

    private static async Task<TimeSpan> Timed(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    private static int Link(IReadOnlyDictionary<string, object?> product) => Convert.ToInt32(product["product_tmpl_id"], CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
