using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary><c>story setup</c>: a new merchant from install to live sync, through nothing but the pages' own actions over HTTP; with a practice Odoo, or with the one that <c>TANDEM_ODOO_*</c> names.</summary>
public static partial class SetupStory
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>0 only when the shop is live and its orders are in step.</returns>
    public static async Task<int> Run(PracticeHouseOptions options, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        var watch = Stopwatch.StartNew();
        await using var house = await PracticeHouse.Start(await Own(options, stop), stop);
        using var visitor = new PageVisitor(house.Shopify, house.Shop.Domain, house.AppAddress, "42");
        using var odoo = new OdooView(house.Access);
        var merchant = new NewMerchant(house, visitor, output, await odoo.Company(stop));
        var (first, second) = (house.Shop.Place(By(house, DemoOrders.Simple())), house.Shop.Place(By(house, DemoOrders.TaxIncluded())));
        try
        {
            await merchant.Install(stop);
            // It comes before the launch: kept, not written.
            await house.Shop.Webhooks.Deliver(second, "orders/create", cancellationToken: stop);
            await merchant.Connect("not-the-key", stop, refused: true);
            await merchant.Decide(stop);
            await merchant.GoLive("", stop, refused: true);
            await merchant.Approve(stop);
            merchant.Expect(await odoo.CountOrders([first.Name, second.Name], stop) == 0, "Something was written before the pilot.");
            await merchant.Try(first, stop);
            merchant.Expect(await odoo.Orders([first.Name, second.Name], stop) is [var only] && only.Reference == first.Name, "Another order than the pilot's was written.");
            await merchant.FindRight(stop);
            await merchant.GoLive("", stop);
            await InStep(house, second, output, stop);
            await Mapped(house, visitor, merchant, output, stop);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"done        From install to live sync in {watch.Elapsed.TotalSeconds:0} s, with the Odoo at {house.Access}."));
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            await output.WriteLineAsync($"The story ended here: {failure.Message}");
            return 1;
        }
    }

    /// <summary>In an Odoo from outside each run has a shop, numbers and a customer of its own, and the company's currency: what earlier runs wrote is there still.</summary>
    private static async Task<PracticeHouseOptions> Own(PracticeHouseOptions options, CancellationToken stop)
    {
        if (options.OutsideOdoo is not { } outside) return options;
        using var view = new OdooView(outside);
        var run = Random.Shared.Next(100_000, 900_000_000);
        return options with { Shop = $"story-{run.ToString(CultureInfo.InvariantCulture)}.myshopify.com", FirstOrderNumber = run, Currency = await view.Currency(stop) };
    }

    private static OrderDescription By(PracticeHouse house, OrderDescription order) =>
        order with { Customer = DemoOrders.Ada with { Id = 7_200_000_000_000 + house.Shop.Description.FirstOrderNumber, Email = $"ada.{house.Shop.Handle}@example.com" } };

    /// <summary>An order with a tax that nobody decided: blocked, decided from its exception, in step.</summary>
    private static async Task Mapped(PracticeHouse house, PageVisitor visitor, NewMerchant merchant, TextWriter output, CancellationToken stop)
    {
        var order = house.Shop.Place(By(house, DemoOrders.Simple()) with
        {
            Lines = [.. DemoOrders.Simple().Lines.Select(line => line with { Taxes = [new TaxDescription("State tax", 0.04m)] })], Shipping = [],
        });
        await house.Shop.Webhooks.Deliver(order, "orders/create", cancellationToken: stop);
        var standing = await Settled(house, order, standing => standing is Standing.BlockedBy, stop);
        if (standing is not { Standing: Standing.BlockedBy { Blockers: [var blocker, ..] } }) throw new InvalidOperationException($"{order.Name} is not blocked: {standing?.Standing}.");
        await output.WriteLineAsync($"blocked     {blocker.Sentence}");
        await visitor.Visit("/app/exceptions", stop);
        await visitor.Visit(WebUtility.HtmlDecode(Fixes().Match(visitor.Html).Groups[1].Value), stop);
        await visitor.Send("/app/setup/taxes", new Dictionary<string, string?> { ["tax.0.odoo"] = visitor.Option("/app/setup/taxes", "tax.0.odoo", "State 4%") }, stop);
        merchant.Expect(visitor.Path.EndsWith("saved=force", StringComparison.Ordinal), "The tax could not be decided.");
        await InStep(house, order, output, stop);
    }

    private static async Task InStep(PracticeHouse house, PracticeOrder order, TextWriter output, CancellationToken stop)
    {
        var standing = await Settled(house, order, standing => standing is Standing.InStep, stop);
        if (standing is not { Standing: Standing.InStep(var name, _) }) throw new InvalidOperationException($"{order.Name} is not in step: {standing?.Standing}.");
        await output.WriteLineAsync($"in step     {order.Name} is {name} in Odoo.");
    }

    private static async Task<RecordStanding?> Settled(PracticeHouse house, PracticeOrder order, Func<Standing, bool> until, CancellationToken stop)
    {
        var standings = house.App.Services.GetRequiredService<IStandings>();
        var record = RecordKey.Order(ShopDomain.Parse(house.Shop.Domain), new OrderId(order.Number));
        var watch = Stopwatch.StartNew();
        RecordStanding? found = null;
        while (watch.Elapsed < Patience)
        {
            found = await standings.Find(record, stop);
            if (found is not null && until(found.Standing)) return found;
            await Task.Delay(100, stop);
        }

        return found;
    }

    [GeneratedRegex("""href="(/app/setup/taxes[^"]*)""" + "\"")]
    private static partial Regex Fixes();
}
