using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>A practice house, connected and set up, that the tests of one class share; no sweep and no look for deliveries runs by itself.</summary>
public abstract class House : IAsyncLifetime
{
    /// <summary>Only a defect takes so long, also on a machine that does much else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private PracticeHouse? house;
    private long people;

    public ShopDomain Domain => ShopDomain.Parse(Shop.Domain);

    public PracticeOdoo Odoo => house!.Odoo;

    public PracticeShopify Shopify => house!.Shopify;

    public PracticeShop Shop => house!.Shop;

    /// <summary>Where Tandem listens.</summary>
    public Uri Address => house!.AppAddress;

    public IServiceProvider Services => house!.App.Services;

    public IStandings Standings => Get<IStandings>();

    protected virtual int OdooVersion => 19;

    /// <summary>Points of Shopify's bucket.</summary>
    protected virtual double ShopifyBudget => 2000;

    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            OdooVersion = OdooVersion, ShopifyBudget = ShopifyBudget,
            Settings = new Dictionary<string, string?>(Settings) { ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00", ["Dispatch:LookForOdooEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.100" },
        }, stop);
        Environment.SetEnvironmentVariable(PracticeDecisions.SecretVariable, Odoo.ApiKey);
        Assert.Equal(0, await Get<ConnectCommand>().Run(Domain, TextWriter.Null, TextWriter.Null, stop));
        await Decide(decisions => decisions);
    }

    public async ValueTask DisposeAsync()
    {
        if (house is not null) await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>What the practice shop's people decided.</summary>
    public ShopDecisions Decisions => With(PracticeDecisions.Of(Shop.Domain, Odoo));

    /// <summary>What this house decides beyond that.</summary>
    protected virtual ShopDecisions With(ShopDecisions decisions) => decisions;

    /// <summary>Puts the practice shop's decisions, with a change, in force.</summary>
    public async Task<SetupOutcome> Decide(Func<ShopDecisions, ShopDecisions> change)
    {
        var outcome = await Get<SetupApply>().Apply(Domain, DecisionsFile.Write(change(Decisions)), "a test", TestContext.Current.CancellationToken);
        Assert.True(outcome.InForce, outcome.Sentence + " " + ReportText.Plain(outcome.Report));
        return outcome;
    }

    /// <summary>Somebody who has not ordered before.</summary>
    public CustomerDescription Newcomer()
    {
        var number = Interlocked.Increment(ref people);
        return DemoOrders.Ada with
        {
            Id = 7_300_000_000_000 + number, FirstName = "Nia", LastName = $"Newcomer {number}", Email = $"newcomer{number}@example.com",
        };
    }

    public PracticeOrder Place(OrderDescription order) => Shop.Place(order);

    /// <summary>Announces an order and waits until it is settled.</summary>
    public async Task<Standing> Announced(PracticeOrder order, string topic = "orders/create")
    {
        await Shop.Webhooks.Deliver(order, topic, null, TestContext.Current.CancellationToken);
        return await Settled(order);
    }

    /// <summary>Waits until nothing waits in the inbox and the order is neither worked on nor tried again.</summary>
    public async Task<Standing> Settled(PracticeOrder order) =>
        (await Until(order, standing => standing.Standing is not (Standing.Working or Standing.RetryingAt))).Standing;

    /// <summary>The only blocker of an order that has to be blocked.</summary>
    public static Blocker TheBlockerOf(Standing standing) => Assert.Single(Assert.IsType<Standing.BlockedBy>(standing).Blockers);

    public async Task<RecordStanding> Until(PracticeOrder order, Func<RecordStanding, bool> good)
    {
        var stop = TestContext.Current.CancellationToken;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        RecordStanding? last = null;
        while (watch.Elapsed < Patience)
        {
            await Shopify.Settled();
            var waits = (await Get<IInbox>().Backlogs(stop)).Any(backlog => backlog.Signals > 0);
            last = await Standings.Find(Key(order), stop);
            if (!waits && last is not null && good(last) && await Stays(last, stop)) return last;
            await Task.Delay(25, stop);
        }

        throw new TimeoutException($"Order {order.Name} stands {last?.Standing.ToString() ?? "nowhere"} after {Patience}.");
    }

    /// <summary>What Tandem wrote to Shopify comes back as a signal: nothing more moves once that has arrived and the order still stands as it did.</summary>
    private async Task<bool> Stays(RecordStanding seen, CancellationToken stop)
    {
        await Shopify.Settled();
        return (await Get<IInbox>().Backlogs(stop)).All(backlog => backlog.Signals == 0) && (await Standings.Find(seen.Record, stop))!.ChangedAt == seen.ChangedAt;
    }

    /// <summary>Has a person look at the order again, and waits until it is settled.</summary>
    public async Task<(int Code, string Said)> Synced(PracticeOrder order, bool createAgain = false)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var code = await Get<SyncCommand>().Run(Domain, order.Number.ToString(CultureInfo.InvariantCulture), new SyncWish(false, createAgain), said, said, TestContext.Current.CancellationToken);
        return (code, said.ToString());
    }

    public async Task<int> Sweep() =>
        await Get<OrderSweep>().Run((await Get<Grains.Ledger.IShops>().Find(Domain, TestContext.Current.CancellationToken))!, TestContext.Current.CancellationToken);

    public RecordKey Key(PracticeOrder order) => RecordKey.Order(Domain, new OrderId(order.Number));

    /// <summary>The orders in Odoo that carry the order's name as the customer's reference.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> InOdoo(PracticeOrder order) =>
        [.. Odoo.Records("sale.order").Where(record => (string?)record["client_order_ref"] == order.Name)];

    public static int Id(IReadOnlyDictionary<string, object?> record) => Convert.ToInt32(record["id"], CultureInfo.InvariantCulture);

    /// <summary>Exactly one order in Odoo, confirmed, with Shopify's total, and Tandem says that both agree.</summary>
    public void InStepOnce(PracticeOrder order, Standing standing)
    {
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
        var record = Assert.Single(InOdoo(order));
        Assert.Equal("sale", record["state"]);
        Assert.Equal(order.Data.Money("currentTotalPriceSet").Amount.Shop, Convert.ToDecimal(record["amount_total"], CultureInfo.InvariantCulture));
        Assert.Equal(record["name"], ((Standing.InStep)standing).OdooName);
    }

    /// <summary>Partners with this e-mail address.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> PartnersWith(string email) =>
        [.. Odoo.Records("res.partner").Where(partner => (partner["email"] as string)?.Equals(email, StringComparison.OrdinalIgnoreCase) == true)];
}

/// <summary>With the practice Odoo 19 and the settings of production.</summary>
public sealed class House19 : House;

/// <summary>With the practice Odoo 18.</summary>
public sealed class House18 : House
{
    protected override int OdooVersion => 18;
}

/// <summary>With an Odoo client that does not wait long.</summary>
public sealed class ImpatientHouse : House
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Odoo:CallTimeout"] = "00:00:02", ["Odoo:WatchTime"] = "00:00:02", ["Odoo:SettleTime"] = "00:00:03",
    };
}
