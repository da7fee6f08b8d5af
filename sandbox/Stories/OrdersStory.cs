using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary><c>story orders</c>: the main job, unattended: a shop is connected and set up, orders of every kind are placed, and both sides are shown.</summary>
public static class OrdersStory
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>0 only when every order stands in Odoo as it does in Shopify.</returns>
    public static async Task<int> Run(PracticeHouseOptions options, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await PracticeHouse.Start(options, stop);
        var shop = ShopDomain.Parse(house.Shop.Domain);
        await output.WriteLineAsync($"Practice Odoo {options.OdooVersion} at {house.Odoo.Address}, practice Shopify at {house.Shopify.Address}, Tandem at {house.AppAddress}");
        if (await house.App.Services.GetRequiredService<ConnectCommand>().Run(shop, output, output, stop) != 0) return 1;
        if (!await Apply(house, output, stop)) return 1;

        var placed = Place(house.Shop);
        await Announce(house, placed, stop);
        var standings = await Settled(house, shop, placed, stop);
        var agree = 0;
        foreach (var (kind, order) in placed)
            if (await SideBySide.Show(kind, order, standings.GetValueOrDefault(order.Number), house.Odoo, output)) agree++;

        var odooOrders = house.Odoo.Records("sale.order").Count;
        await output.WriteLineAsync($"{agree} of {placed.Count} orders agree; Odoo holds {odooOrders} orders; webhooks were delivered {house.Shopify.Deliveries.Count} times.");
        return agree == placed.Count && odooOrders == placed.Count ? 0 : 1;
    }

    private static async Task<bool> Apply(PracticeHouse house, TextWriter output, CancellationToken stop)
    {
        var outcome = await house.Apply(stop);
        await output.WriteLineAsync(ReportText.Plain(outcome.Report));
        await output.WriteLineAsync(outcome.Sentence);
        return outcome.InForce;
    }

    /// <summary>One of each kind, and a second order of a new customer that arrives together with the first.</summary>
    private static List<(string Kind, PracticeOrder Order)> Place(PracticeShop shop)
    {
        var placed = DemoOrders.Kinds.Select(kind => (kind.Key, shop.Place(kind.Value()))).ToList();
        var newcomer = DemoOrders.Ada with { Id = 7_200_000_000_099, FirstName = "Bea", LastName = "North", Email = "bea.north@example.com" };
        placed.Add(("newcomer, first order", shop.Place(DemoOrders.Simple() with { Customer = newcomer })));
        placed.Add(("newcomer, second order", shop.Place(DemoOrders.TaxIncluded() with { Customer = newcomer })));
        return placed;
    }

    /// <summary>Each order is announced by two topics, all out of order, then again under the same and under other delivery ids.</summary>
    private static async Task Announce(PracticeHouse house, List<(string Kind, PracticeOrder Order)> placed, CancellationToken stop)
    {
        await house.Shop.Webhooks.DeliverShuffled(placed.SelectMany(order => new[] { (order.Order, "orders/create"), (order.Order, "orders/updated") }), 7, stop);
        foreach (var (_, order) in placed)
            await house.Shop.Webhooks.Deliver(order, "orders/create", new DeliveryPlan { SameAgain = 1, OtherAgain = 1 }, stop);
    }

    private static async Task<Dictionary<long, RecordStanding>> Settled(
        PracticeHouse house, ShopDomain shop, List<(string Kind, PracticeOrder Order)> placed, CancellationToken stop)
    {
        var standings = house.App.Services.GetRequiredService<IStandings>();
        var inbox = house.App.Services.GetRequiredService<IInbox>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var found = new Dictionary<long, RecordStanding>();
        while (watch.Elapsed < Patience)
        {
            foreach (var (_, order) in placed)
                if (await standings.Find(RecordKey.Order(shop, new OrderId(order.Number)), stop) is { } standing) found[order.Number] = standing;
            var waiting = (await inbox.Backlogs(stop)).Sum(backlog => backlog.Signals);
            if (found.Count == placed.Count && waiting == 0 && found.Values.All(standing => standing.Standing is not (Standing.Working or Standing.RetryingAt))) return found;
            await Task.Delay(200, stop);
        }

        return found;
    }
}
