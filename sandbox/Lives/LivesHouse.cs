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

/// <summary>A practice house whose shop is set up for the whole life of orders, in which lives are lived and looked at.</summary>
internal sealed class LivesHouse : IAsyncDisposable
{
    /// <summary>So long nothing may change at all while something waits; how long all of it takes is up to the machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string[] Gateways = ["shopify_payments", "manual"];
    private readonly PracticeHouse house;
    private int customers;

    private LivesHouse(PracticeHouse house) => this.house = house;

    public static async Task<LivesHouse> Open(int odooVersion, InvoiceWhen invoice, CancellationToken stop)
    {
        var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            OdooVersion = odooVersion,
            ShopifyBudget = 1_000_000,
            Settings = new Dictionary<string, string?> { ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.100" },
        }, stop);
        await SetUp(house, invoice, stop);
        return new LivesHouse(house);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    /// <summary>A life of this shop; told, or drawn.</summary>
    public Life New(int seed, IReadOnlyList<LifeAct>? told = null) => new(house.Shop, seed, ++customers, told);

    /// <summary>Lives them at once and says how each ended.</summary>
    public async Task<IReadOnlyList<LifeEnd>> Play(IReadOnlyList<Life> lives, LifePace pace, CancellationToken stop)
    {
        await Task.WhenAll(lives.Select(life => pace == LifePace.AsPlayed ? life.Live(stop) : life.Live(() => Settled([life], stop), pace == LifePace.AfterEach)));
        var standings = await Settled(lives, stop);
        var check = new LifeCheck(house.Odoo);
        return [.. lives.Select((life, index) => check.End(life, standings[index]))];
    }

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
    private async Task<IReadOnlyList<Standing?>> Settled(IReadOnlyList<Life> lives, CancellationToken stop)
    {
        var (moved, before) = (Stopwatch.GetTimestamp(), "");
        var (inbox, standings, shop) = (house.App.Services.GetRequiredService<IInbox>(), house.App.Services.GetRequiredService<IStandings>(), ShopDomain.Parse(house.Shop.Domain));
        while (true)
        {
            await house.Shopify.Settled();
            var signals = (await inbox.Backlogs(stop)).Sum(backlog => backlog.Signals);
            var found = new List<Standing?>();
            foreach (var life in lives) found.Add((await standings.Find(RecordKey.Order(shop, new OrderId(life.Order.Number)), stop))?.Standing);
            var moves = signals > 0 || found.Any(one => one is null or Standing.Working or Standing.RetryingAt);
            var now = $"{signals} {string.Join('|', found)} {house.Odoo.Calls.Total}";
            if (now != before) (moved, before) = (Stopwatch.GetTimestamp(), now);
            if (!moves || Stopwatch.GetElapsedTime(moved) > Patience) return found;
            await Task.Delay(200, stop);
        }
    }
}
