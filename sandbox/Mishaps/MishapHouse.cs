using System.Diagnostics;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Sandbox.Mishaps;

/// <summary>A practice house whose Tandem does not wait long, and which nothing wakes but the life that is played in it.</summary>
internal sealed class MishapHouse : IAsyncDisposable
{
    public const string Gateway = "shopify_payments";
    public const long Location = 7001;

    /// <summary>Longer than Tandem waits and watches, shorter than it takes a transaction to be still running.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(2.6);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly PracticeHouse house;

    private MishapHouse(PracticeHouse house, MishapWay way) => (this.house, Way) = (house, way);

    public MishapWay Way { get; }

    public PracticeShop Shop => house.Shop;

    public PracticeOdoo Odoo => house.Odoo;

    public Shopify.Faults.FaultPlan ShopifyFaults => house.Shopify.Faults;

    public int People { get; set; }

    private ShopDomain Domain => ShopDomain.Parse(Shop.Domain);

    public static async Task<MishapHouse> Start(MishapWay way, CancellationToken stop)
    {
        var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            OdooVersion = way.OdooVersion,
            ShopifyBudget = 1_000_000,
            Settings = new Dictionary<string, string?>
            {
                ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.050",
                ["Odoo:CallTimeout"] = "00:00:02", ["Odoo:WatchTime"] = "00:00:00.300", ["Odoo:SettleTime"] = "00:00:03.500", ["Shopify:AnswerTimeout"] = "00:00:02",
            },
        }, stop);
        using var said = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        if (!await HouseSetup.ConnectAndApply(house, said, stop)) throw new InvalidOperationException(said.ToString());
        var outcome = await house.App.Services.GetRequiredService<SetupApply>().Apply(
            ShopDomain.Parse(house.Shop.Domain), DecisionsFile.Write(With(await house.Decisions(stop), way)), "the practice house", stop);
        return outcome.InForce ? new MishapHouse(house, way) : throw new InvalidOperationException(ReportText.Plain(outcome.Report));
    }

    /// <summary>Waits until the order is settled. While an answer is missing a further signal comes, and every retry is let go.</summary>
    public async Task<Standing> Settled(PracticeOrder order, CancellationToken stop)
    {
        var (inbox, standings, key) = (Get<IInbox>(), Get<IStandings>(), RecordKey.Order(Domain, new OrderId(order.Number)));
        var started = Stopwatch.GetTimestamp();
        var told = false;
        RecordStanding? last = null;
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            await house.Shopify.Settled();
            var waits = (await inbox.Backlogs(stop)).Any(backlog => backlog.Signals > 0);
            var before = last;
            last = await standings.Find(key, stop);
            switch (last?.Standing)
            {
                case Standing.RetryingAt when !waits && !told:
                    told = true;
                    Shop.Webhooks.Announce(order, "orders/updated", new DeliveryPlan { OtherAgain = 1 });
                    break;
                case Standing.RetryingAt when !waits:
                    await standings.Release(Domain, new ReleaseRule.One(key), stop);
                    await Task.Delay(50, stop);
                    break;
                // What was under way when it was asked the first time has arrived when it is asked again.
                case not (null or Standing.Working or Standing.RetryingAt) when !waits && before?.ChangedAt == last.ChangedAt:
                    return last.Standing;
            }

            await Task.Delay(10, stop);
        }

        throw new TimeoutException($"Order {order.Name} stands {last?.Standing.ToString() ?? "nowhere"} after {Patience}.");
    }

    /// <summary>Asks Odoo for deliveries, which a fault may refuse.</summary>
    public async Task Poll(CancellationToken stop)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await Get<DeliveryPoll>().Run(Domain, stop);
                return;
            }
            catch (Tandem.Odoo.Failures.OdooException) when (tries < 3)
            {
                // The next interval asks from the same place.
            }
        }
    }

    public async Task<ShopBook> Book(CancellationToken stop) => ((ShopBookOpening.Open)await Get<IShopBooks>().Open(Domain, stop)).Book;

    public async Task<SaleProgress> Progress(PracticeOrder order, CancellationToken stop)
    {
        var id = Odoo.Records("sale.order").First(record => (string?)record["client_order_ref"] == order.Name)["id"];
        return (await (await Book(stop)).Life.Read(new OdooId<SaleOrder>(Convert.ToInt32(id, System.Globalization.CultureInfo.InvariantCulture)), stop))!;
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private T Get<T>() where T : notnull => house.App.Services.GetRequiredService<T>();

    private static ShopDecisions With(ShopDecisions decisions, MishapWay way) => decisions with
    {
        Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment, Through = way.Through, Gateways = [new GatewayDecision(Gateway, null, new OdooReference("Bank", null))] },
        Refunds = new RefundDecision { Returns = ReturnPolicy.Receive },
        Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(Location), new OdooReference("WH", null), way.Ships)] },
    };
}
