using System.Diagnostics;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Lives;

/// <summary>Plays random lives of orders in practice houses, several at once, and looks how each ends.</summary>
public static class LivesRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task<LivesTally> Run(LivesPlan plan, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        var ends = new List<LifeEnd>();
        for (var house = 0; ends.Count < plan.Count; house++)
        {
            ends.AddRange(await InHouse(plan, house, Math.Min(plan.AtOnce, plan.Count - ends.Count), stop));
            foreach (var end in ends[(house * plan.AtOnce)..].Where(end => end.Wrong is not null)) await output.WriteLineAsync($"wrong: {end.Told}: {end.Wrong}");
            await output.WriteLineAsync(new LivesTally(ends).ToString());
        }

        return new LivesTally(ends);
    }

    private static async Task<IReadOnlyList<LifeEnd>> InHouse(LivesPlan plan, int number, int count, CancellationToken stop)
    {
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            OdooVersion = plan.OdooVersion ?? (number % 2 == 0 ? 19 : 18),
            ShopifyBudget = 1_000_000,
            Settings = new Dictionary<string, string?> { ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.100" },
        }, stop);
        await SetUp(house, plan.Invoice ?? (number / 2 % 2 == 0 ? InvoiceWhen.OnPayment : InvoiceWhen.OnConfirmation), stop);
        var first = number * plan.AtOnce;
        var lives = Enumerable.Range(first, count).Select(index => new RandomLife(house.Shop, unchecked((plan.Seed * 1_000_003) + index), index)).ToList();
        await Task.WhenAll(lives.Select(life => life.Live(stop)));
        var standings = await Settled(house, lives, stop);
        var check = new LifeCheck(house.Odoo);
        return [.. lives.Select((life, index) => check.End(life, standings[index]))];
    }

    private static readonly string[] Gateways = ["shopify_payments", "manual"];

    private static async Task SetUp(PracticeHouse house, InvoiceWhen invoice, CancellationToken stop)
    {
        var shop = ShopDomain.Parse(house.Shop.Domain);
        if (await house.App.Services.GetRequiredService<ConnectCommand>().Run(shop, TextWriter.Null, TextWriter.Null, stop) != 0) throw new InvalidOperationException("The practice shop is not connected.");
        Environment.SetEnvironmentVariable(PracticeDecisions.SecretVariable, house.Access.Secret);
        var decided = await house.Decisions(stop);
        var decisions = decided with
        {
            Payments = new PaymentDecision { Invoice = invoice, Gateways = [.. Gateways.Select(gateway => new GatewayDecision(gateway, null, new OdooReference("Bank", null)))] },
            Orders = decided.Orders with { LineProducts = decided.Orders.LineProducts with { Adjustment = decided.Orders.LineProducts.Custom } },
            Refunds = decided.Refunds with { Returns = ReturnPolicy.Receive },
            Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(Gid.Number(house.Shop.Description.Locations[0].Id)), new OdooReference("WH", null), Ships.Shopify)] },
        };
        var outcome = await house.App.Services.GetRequiredService<SetupApply>().Apply(shop, DecisionsFile.Write(decisions), "the practice house", stop);
        if (!outcome.InForce) throw new InvalidOperationException(outcome.Sentence);
    }

    /// <summary>Where each life stands once nothing waits, or patience is at its end.</summary>
    private static async Task<IReadOnlyList<Standing?>> Settled(PracticeHouse house, List<RandomLife> lives, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var (inbox, standings, shop) = (house.App.Services.GetRequiredService<IInbox>(), house.App.Services.GetRequiredService<IStandings>(), ShopDomain.Parse(house.Shop.Domain));
        while (true)
        {
            await house.Shopify.Settled();
            var waits = (await inbox.Backlogs(stop)).Any(backlog => backlog.Signals > 0);
            var found = new List<Standing?>();
            foreach (var life in lives) found.Add((await standings.Find(RecordKey.Order(shop, new OrderId(life.Order.Number)), stop))?.Standing);
            var moves = waits || found.Any(one => one is null or Standing.Working or Standing.RetryingAt);
            if (!moves || Stopwatch.GetElapsedTime(started) > Patience) return found;
            await Task.Delay(200, stop);
        }
    }
}
