using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Load;

/// <summary>Lives of orders through everything, one after the other: from the signal until the ledger says that the order is in step again.</summary>
internal sealed class LifeFigure(PracticeHouse house, long customer)
{
    public const string Gateway = "shopify_payments";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The stage that each step belongs to; what is not named belongs to the stage after it.</summary>
    private static readonly Dictionary<string, LifeStage> Booking = new()
    {
        ["confirm"] = LifeStage.Confirm, ["verify"] = LifeStage.Confirm, ["mark"] = LifeStage.Confirm,
    };

    // Each later pass verifies the order too, on its way to its own stage.
    private static readonly Dictionary<string, LifeStage> Selling = new()
    {
        ["invoice"] = LifeStage.Invoice, ["post"] = LifeStage.Post, ["pay"] = LifeStage.Pay, ["transfer"] = LifeStage.Deliver,
    };

    private static readonly Dictionary<string, LifeStage> Refunding = new()
    {
        ["credit"] = LifeStage.Credit, ["post"] = LifeStage.PostCredit, ["pay"] = LifeStage.Repay, ["return"] = LifeStage.Return, ["transfer"] = LifeStage.Return,
        ["edit"] = LifeStage.Reduce,
    };

    private readonly ShopDomain shop = ShopDomain.Parse(house.Shop.Domain);

    public LifeTimes Times { get; } = new();

    /// <summary>Whether each call of a life is printed with its time.</summary>
    public bool Told { get; set; }

    /// <summary>An order that is paid when it is placed, until it is in step.</summary>
    public async Task<PracticeOrder> Simple(CancellationToken stop)
    {
        var order = house.Shop.Place(TexasOrders.Of(customer) with { Payments = [new PaymentDescription { Gateway = Gateway }] });
        await Passed(order, () => house.Shop.Webhooks.Announce(order, "orders/create"), "pay", stop);
        await Quiet(order, stop);
        return order;
    }

    public async Task One(CancellationToken stop)
    {
        var order = house.Shop.Place(TexasOrders.Of(customer) with { Payments = [] });
        await Timed(order, () => house.Shop.Webhooks.Announce(order, "orders/create"), "mark", Booking, stop);
        await Timed(order, () => house.Shop.Desk.Pay(order, gateway: Gateway), "pay", Selling, stop);
        await Timed(order, () => house.Shop.Desk.Fulfill(order), "transfer", Selling, stop);
        var refund = new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = Gateway };
        await Timed(order, () => house.Shop.Desk.Refund(order, refund), "edit", Refunding, stop);
    }

    private async Task Timed(PracticeOrder order, Action act, string last, Dictionary<string, LifeStage> stages, CancellationToken stop)
    {
        using var calls = Told ? new OdooCallList() : null;
        var (took, steps) = await Passed(order, act, last, stop);
        if (calls is not null) Console.WriteLine($"until “{last}”: {took.TotalMilliseconds:0} ms; {calls}");
        var times = new Dictionary<LifeStage, TimeSpan>();
        var before = TimeSpan.Zero;
        foreach (var step in steps)
        {
            before += step.Duration;
            if (!stages.TryGetValue(step.Step, out var stage)) continue;
            times[stage] = times.GetValueOrDefault(stage) + before;
            before = TimeSpan.Zero;
        }

        // What came before the first step and after the last belongs to the last: the signal's way, and the look that ends the pass.
        times[stages[last]] += took - times.Values.Aggregate(TimeSpan.Zero, (sum, one) => sum + one);
        foreach (var (stage, time) in times) Times.Add(stage, time);
        await Quiet(order, stop);
    }

    /// <summary>From the act until the order is in step with the last step done; and the steps on the way, in sequence.</summary>
    private async Task<(TimeSpan Took, IReadOnlyList<ActivityEntry> Steps)> Passed(PracticeOrder order, Action act, string last, CancellationToken stop)
    {
        var known = (await Get<IActivity>().Of(Key(order), new Page(500), stop)).Count;
        var start = Stopwatch.GetTimestamp();
        act();
        while (true)
        {
            var standing = await Get<IStandings>().Find(Key(order), stop);
            if (standing?.Standing is Standing.BlockedBy blocked) throw new InvalidOperationException(string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)));
            var took = Stopwatch.GetElapsedTime(start);
            if (standing?.Standing is Standing.InStep)
            {
                var story = await Get<IActivity>().Of(Key(order), new Page(500), stop);
                var steps = story.Skip(known).ToList();
                if (steps.Any(step => step.Step == last)) return (took, steps);
            }

            if (took > Patience) throw new TimeoutException($"Order {order.Name} has not come to “{last}”; it stands {standing?.Standing}.");
            await Task.Delay(2, stop);
        }
    }

    /// <summary>The signals of Tandem's own writes are no part of any stage.</summary>
    private async Task Quiet(PracticeOrder order, CancellationToken stop)
    {
        await house.Shopify.Settled();
        while (await Get<IInbox>().Waits(Key(order), stop)) await Task.Delay(2, stop);
    }

    private RecordKey Key(PracticeOrder order) => RecordKey.Order(shop, new OrderId(order.Number));

    private T Get<T>() where T : notnull => house.App.Services.GetRequiredService<T>();
}
