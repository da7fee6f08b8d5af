using System.Globalization;
using Tandem.Grains.History;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>Orders of an import go together: one call for many, each booked once, and whatever is unusual about one of them concerns that one.</summary>
public sealed class LotTests(LotHouse house) : IClassFixture<LotHouse>
{
    private const string Load = "sale.order.load";
    private const string Confirm = "sale.order.action_confirm";
    private const string Contacts = "res.partner.load";

    private static readonly DateTimeOffset First = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);
    private static int days;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_and_twenty_orders_come_in_by_a_few_calls_each_once()
    {
        var customers = Enumerable.Range(0, 12).Select(_ => house.Newcomer()).ToList();
        List<PracticeOrder> orders = [.. Enumerable.Range(0, 120).Select(number => Older(number switch
        {
            7 => DemoOrders.Simple() with { Lines = [new LineDescription("Tea", 10m) { Variant = DemoOrders.Tea, Taxes = [new TaxDescription("Window tax", 0.03m)] }] },
            60 => DemoOrders.Simple() with { Note = "Ring twice" },
            _ => DemoOrders.Simple(),
        } with { Customer = customers[number % 12] }))];
        var (untaxed, refused, told, edited, cancelled) = (orders[7], orders[20], orders[30], orders[80], orders[90]);
        house.Odoo.Faults.Add(new Fault(FaultKind.Refusal, call => call.Name == Load && Rows(call).Any(row => row.Contains(refused.Name)), int.MaxValue));
        // Amid the second lot, a shop's day goes on.
        var meanwhile = 0;
        house.Odoo.Faults.Add(new Fault(FaultKind.DelayBefore, call =>
        {
            if (call.Name != Load || !Rows(call).Any(row => row.Contains(edited.Name)) || Interlocked.Exchange(ref meanwhile, 1) == 1) return false;
            house.Shop.Desk.Edit(edited, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 5 } });
            house.Shop.Desk.Cancel(cancelled);
            house.Shop.Webhooks.Announce(told, "orders/updated");
            return false;
        }));
        house.Odoo.Calls.Clear();

        await Import(orders);
        var standings = await Settled(orders);

        house.Odoo.Faults.Clear();
        Assert.Equal(BlockerCode.TaxUnmapped, House.TheBlockerOf(standings[untaxed]).Code);
        Assert.Equal(BlockerCode.OdooRejected, House.TheBlockerOf(standings[refused]).Code);
        Assert.Empty(house.InOdoo(untaxed));
        Assert.Empty(house.InOdoo(refused));
        foreach (var order in orders.Except([untaxed, refused, cancelled])) Once(order, standings[order]);
        Assert.IsType<Standing.InStep>(standings[cancelled]);
        Assert.Equal("cancel", Assert.Single(house.InOdoo(cancelled))["state"]);
        Assert.All(customers, customer => Assert.Single(house.PartnersWith(customer.Email!)));
        // How many go together is a matter of time; that they do is not.
        foreach (var stage in new[] { Contacts, Load, "web_read", Confirm, "date" }) Assert.Contains(house.Odoo.Calls.Latest, call => IsOfMany(call, stage));
        Assert.Equal(1, meanwhile);
    }

    public static TheoryData<FaultKind, string> Every => new(
        from kind in new[] { FaultKind.LoseAnswer, FaultKind.BadGatewayBefore, FaultKind.Refusal }
        from stage in new[] { Contacts, Load, "web_read", Confirm, "date" }
        // A call that never arrived is as one that lost its answer, except where it is not sent again.
        where kind != FaultKind.BadGatewayBefore || stage == Confirm
        select (kind, stage));

    [Theory, MemberData(nameof(Every))]
    public async Task A_call_for_many_that_goes_wrong_leaves_each_order_once(FaultKind kind, string stage)
    {
        List<PracticeOrder> orders = [.. Enumerable.Range(0, 4).Select(_ => Older(DemoOrders.Simple() with { Customer = house.Newcomer() }))];
        var met = 0;
        house.Odoo.Faults.Add(new Fault(kind, call => IsOfMany(call, stage) && Interlocked.Increment(ref met) == 1));

        house.Odoo.Calls.Clear();
        await Import(orders, together: true);
        var standings = await Settled(orders);

        house.Odoo.Faults.Clear();
        Assert.True(met > 0, $"No call of many was made at {stage}: {string.Join(", ", house.Odoo.Calls.Latest.Select(call => call.Name))}");
        foreach (var order in orders) Once(order, standings[order]);
    }

    private static bool IsOfMany(PracticeCall call, string stage) => stage switch
    {
        "date" => call.Name == Load && Columns(call).Contains(".id"),
        "web_read" => call.Name == "sale.order.web_read" && Ids(call).Count > 1,
        Confirm => call.Name == Confirm && Ids(call).Count > 1,
        Load => call.Name == Load && Columns(call).Contains("id") && Rows(call).Count(row => row.Any(cell => cell is string text && text.StartsWith("order_", StringComparison.Ordinal))) > 1,
        _ => call.Name == stage && Rows(call).Count > 1,
    };

    private static IReadOnlyList<object?> Ids(PracticeCall call) => call.Arguments is [System.Collections.IEnumerable ids, ..] ? [.. ids.Cast<object?>()] : [.. call.Arguments];

    private static List<object?> Columns(PracticeCall call) => [.. Argument(call, "fields", 0)];

    private static List<List<object?>> Rows(PracticeCall call) => [.. Argument(call, "data", 1).Select(row => ((IEnumerable<object?>)row!).ToList())];

    private static IEnumerable<object?> Argument(PracticeCall call, string name, int place) =>
        (IEnumerable<object?>)(call.Named.GetValueOrDefault(name) ?? call.Arguments[place])!;

    private PracticeOrder Older(OrderDescription order) => house.Shop.Place(order, First.AddMinutes(Interlocked.Increment(ref days)));

    /// <param name="together">All of them wait before the first is taken.</param>
    private async Task Import(List<PracticeOrder> orders, bool together = false)
    {
        var time = new PlacedBetween(orders[0].CreatedAt, orders[^1].CreatedAt);
        if (together) await house.Get<IFlows>().Pause(house.Domain, Flow.Orders, "a test", "so that all wait", Stop);
        Assert.True(await house.Get<IHistoryImports>().Start(house.Domain, time, orders.Count, "a test", Stop));
        await house.Get<HistoryFeed>().Run((await house.Get<IHistoryImports>().Latest(house.Domain, Stop))!, Stop);
        if (together) await house.Get<IFlows>().Resume(house.Domain, Flow.Orders, "a test", "all wait", Stop);
    }

    /// <summary>Retries are let go at once, their waiting is tested elsewhere.</summary>
    private async Task<Dictionary<PracticeOrder, Standing>> Settled(List<PracticeOrder> orders)
    {
        var settled = new Dictionary<PracticeOrder, Standing>();
        await house.Until(orders[^1], record => record.Standing is not Standing.Working);
        foreach (var order in orders)
        {
            while (true)
            {
                var standing = (await house.Standings.Find(house.Key(order), Stop))!;
                settled[order] = standing.Standing;
                if (standing.Standing is not (Standing.RetryingAt or Standing.Working)) break;
                await house.Standings.Release(house.Domain, new ReleaseRule.One(house.Key(order)), Stop);
                await house.Until(order, record => record.ChangedAt > standing.ChangedAt);
            }
        }

        return settled;
    }

    private void Once(PracticeOrder order, Standing standing)
    {
        house.InStepOnce(order, standing);
        var booked = house.InOdoo(order)[0];
        Assert.Single(house.Odoo.Records("stock.picking"), picking => picking.GetValueOrDefault("sale_id") is { } sale && Convert.ToInt32(sale, CultureInfo.InvariantCulture) == House.Id(booked));
        Assert.StartsWith(order.CreatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Convert.ToString(booked["date_order"], CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(booked["name"], house.Shop.Metafields.Value(order.Id, "odoo_order"));
    }
}

/// <summary>A house whose imports go on when a test says so, with an Odoo client that does not wait long.</summary>
public sealed class LotHouse : House
{
    /// <summary>What Shopify allows is not looked at here.</summary>
    protected override double ShopifyBudget => 1_000_000;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Dispatch:FeedHistoryEvery"] = "00:00:00", ["Odoo:CallTimeout"] = "00:00:20", ["Odoo:WatchTime"] = "00:00:02", ["Odoo:SettleTime"] = "00:00:03",
    };
}
