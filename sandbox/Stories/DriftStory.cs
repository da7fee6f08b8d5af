using System.Globalization;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Reconciler;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary><c>story drift</c>: plants one of every kind of difference among many orders, runs the reconciler, heals what may be healed, and runs it again.</summary>
public sealed class DriftStory
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Gateways = ["shopify_payments", "manual"];
    private readonly PracticeHouse house;
    private readonly TextWriter output;
    private readonly CancellationToken stop;
    private readonly List<(Drift Drift, PracticeOrder Order)> planted = [];
    private IReadOnlyList<PlantedGoods> plantedGoods = [];
    private DriftGoods goods = null!;

    private DriftStory(PracticeHouse house, TextWriter output, CancellationToken stop) => (this.house, this.output, this.stop) = (house, output, stop);

    private ShopDomain Domain => ShopDomain.Parse(house.Shop.Domain);

    /// <returns>0 only when each planted difference was found and named rightly, nothing else was accused, and what may be healed was.</returns>
    public static async Task<int> Run(PracticeHouseOptions options, int orders, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await PracticeHouse.Start(options with
        {
            ShopifyBudget = 1_000_000,
            Settings = new Dictionary<string, string?>(options.Settings) { ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:PollStockEvery"] = "00:00:00", ["Dispatch:PollProductsEvery"] = "00:00:00", ["Dispatch:LookForMatchEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.100" },
        }, stop);
        return await new DriftStory(house, output, stop).Tell(Math.Max(orders, (2 * Drifts.All.Count) + 2)) ? 0 : 1;
    }

    private async Task<bool> Tell(int orders)
    {
        if (!await SetUp()) return false;
        var placed = await Place(orders);
        await goods.Carry(() => house.Settled(Patience, stop), stop);
        await output.WriteLineAsync($"{placed.Count} orders stand in both systems. The reconciler before anything is planted:");
        var right = await Night("Nothing was planted, so nothing may be accused", [], healed: false);

        var free = (Paid: new Queue<PracticeOrder>(placed.Where((_, index) => index % 2 == 0)), Open: new Queue<PracticeOrder>(placed.Where((_, index) => index % 2 == 1)));
        foreach (var drift in Drifts.All)
        {
            var order = (drift.Paid ? free.Paid : free.Open).Dequeue();
            drift.Plant(new DriftGround(house, order));
            planted.Add((drift, order));
        }

        plantedGoods = goods.Plant();
        right &= await Night("One of every kind is planted", planted, healed: false);
        // As decided, the night handed on what may be mended; each record's own loop has looked at it when all is quiet.
        await house.Settled(Patience, stop);
        return right & await Night("What may be healed was brought in step", [.. planted.Where(one => !one.Drift.Heals)], healed: true);
    }

    private async Task<bool> SetUp()
    {
        if (await Service<ConnectCommand>().Run(Domain, TextWriter.Null, output, stop) != 0) return false;
        Environment.SetEnvironmentVariable(PracticeDecisions.SecretVariable, house.Access.Secret);
        goods = await DriftGoods.Furnish(house, stop);
        var decided = DriftGoods.With(await house.Decisions(stop));
        var decisions = decided with
        {
            Reconciliation = new ReconciliationDecision { Heal = Enum.GetValues<HealedField>() },
            Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment, Gateways = [.. Gateways.Select(gateway => new GatewayDecision(gateway, null, new OdooReference("Bank", null)))] },
            Orders = decided.Orders with { LineProducts = decided.Orders.LineProducts with { Adjustment = decided.Orders.LineProducts.Custom } },
        };
        var outcome = await Service<SetupApply>().Apply(Domain, DecisionsFile.Write(decisions), "the practice house", stop);
        if (!outcome.InForce) await output.WriteLineAsync(outcome.Sentence);
        return outcome.InForce;
    }

    private async Task<IReadOnlyList<PracticeOrder>> Place(int orders)
    {
        var placed = new List<PracticeOrder>();
        for (var index = 0; index < orders; index++)
        {
            var customer = DemoOrders.Ada with { Id = 7_300_000_000_000 + (index % 50), Email = string.Create(CultureInfo.InvariantCulture, $"buyer{index % 50}@example.com") };
            var order = house.Shop.Place(DemoOrders.Simple() with { Customer = customer, Payments = index % 2 == 0 ? [new PaymentDescription { Gateway = "shopify_payments" }] : [] });
            placed.Add(order);
            await house.Shop.Webhooks.Deliver(order, "orders/create", null, stop);
        }

        await house.Settled(Patience, stop);
        return placed;
    }

    /// <summary>Runs the reconciler as its own process would, on the same ledger, and compares what it says with what was planted.</summary>
    private async Task<bool> Night(string what, List<(Drift Drift, PracticeOrder Order)> expected, bool healed)
    {
        await output.WriteLineAsync();
        var settings = new ConfigurationBuilder().AddConfiguration(house.App.Configuration)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Reconciler:LookAgainAfter"] = "00:00:00.200", ["Reconciler:GoodsLookAgainAfter"] = "00:00:00.200", ["Shopify:BulkLook"] = "00:00:00.050" }).Build();
        await using var services = ReconcilerHost.Build(settings, _ => { });
        var code = await ReconcilerCommands.Run(services, Domain.Value, json: false, thisOdoo: false, output, TextWriter.Null, stop);
        var found = (await Service<IFindings>().List(Domain, FindingState.Open, new Page(10_000), stop)).Select(row => row.Finding).ToList();
        var (missed, named) = (new List<string>(), new HashSet<string>());
        foreach (var (drift, order) in expected)
        {
            var own = found.Where(finding => finding.Record == RecordKey.Order(Domain, new OrderId(order.Number))).ToList();
            if (!own.Exists(finding => finding.Kind == drift.Kind && finding.Field.Contains(drift.Field, StringComparison.Ordinal)))
                missed.Add($"{order.Name} ({drift.What}): {(own.Count == 0 ? "nothing was said" : string.Join("; ", own.Select(finding => $"{finding.Kind} {finding.Field}")))}");
            named.Add(RecordKey.Order(Domain, new OrderId(order.Number)).ToString());
        }

        var drifting = plantedGoods.Where(one => !healed || one.Stays).ToList();
        missed.AddRange(drifting.SelectMany(one => one.Missed(found, healed)));
        var accused = found.Where(finding => !named.Contains(finding.Record.ToString()) && !drifting.Exists(one => one.Explains(finding, healed))).ToList();
        var all = expected.Count + drifting.Count;
        var right = missed.Count == 0 && accused.Count == 0 && code == (all == 0 ? 0 : 1);
        await output.WriteLineAsync($"{what}: {all - missed.Count} of {all} found, {accused.Count} wrongly accused.{(right ? "" : " !")}");
        foreach (var one in missed) await output.WriteLineAsync($"  ! missed: {one}");
        foreach (var one in accused) await output.WriteLineAsync($"  ! accused: {one.Name} {one.Kind} {one.Field}: Shopify {one.Shopify}, Odoo {one.Odoo} ({one.Cause})");
        return right;
    }


    private T Service<T>() where T : notnull => house.App.Services.GetRequiredService<T>();
}
