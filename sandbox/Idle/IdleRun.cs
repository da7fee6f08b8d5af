using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Crashes;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Idle;

/// <param name="After">How long nothing happens before the server is looked at.</param>
/// <param name="Orders">Orders that are booked and then signalled again.</param>
public sealed record IdlePlan(int Shops, int Starts, TimeSpan After, int Orders);

/// <summary>What one server used.</summary>
/// <param name="Starts">From each start until it was ready.</param>
/// <param name="Memory">In bytes, while nothing happens.</param>
/// <param name="IdleShare">Of one processor, while nothing happens.</param>
/// <param name="PerOrder">Processor time for one order that is booked.</param>
/// <param name="PerSignal">Processor time for one signal that says nothing new.</param>
public sealed record IdleOutcome(IReadOnlyList<TimeSpan> Starts, long Memory, double IdleShare, TimeSpan PerOrder, TimeSpan PerSignal);

/// <summary>One server with many shops: how fast it starts, what it uses while nothing happens, and for each signal.</summary>
public static class IdleRun
{
    public static async Task<IdleOutcome> Run(IdlePlan plan, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        await using var ground = await CrashGround.Lay(new CrashPlan(0, 0) { SweepEvery = new DispatchOptions().SweepEvery }, stop);
        await Others(ground, plan.Shops - 1, stop);
        await output.WriteLineAsync($"{plan.Shops} shops are connected and set up.");
        var starts = new List<TimeSpan>();
        for (var i = 0; i < plan.Starts; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await ground.Start(stop);
            starts.Add(Stopwatch.GetElapsedTime(began));
            if (i < plan.Starts - 1) ground.Kill();
        }

        await Task.Delay(plan.After, stop);
        var calm = await Spent(ground, () => Task.Delay(plan.After / 2, stop));
        var memory = ground.Used().Memory;
        var idle = calm / (plan.After / 2);
        var orders = new List<PracticeOrder>();
        var booking = await Spent(ground, () => Book(ground, orders, plan.Orders, stop), idle);
        // Each says nothing that was not known: the order is read in Shopify, and that is all.
        var telling = await Spent(ground, () => Tell(ground, orders, stop), idle);
        return new IdleOutcome(starts, memory, idle, booking / plan.Orders, telling / plan.Orders);
    }

    /// <summary>Shops like the first one; their tokens are practice ones, renewed at their first use.</summary>
    private static async Task Others(CrashGround ground, int count, CancellationToken stop)
    {
        var (shops, decisions, tokens, secrets) = (ground.Get<IShops>(), ground.Get<IDecisionStore>(), ground.Get<ITokens>(), ground.Get<ISecrets>());
        var (token, saved) = (await tokens.Find(ground.Shop, stop), await decisions.Current(ground.Shop, stop));
        if (DecisionsFile.Read(Encoding.UTF8.GetBytes(saved!.Document)) is not DecisionsReading.Read { Decisions: var first }) throw new InvalidOperationException("The practice decisions cannot be read.");
        for (var i = 0; i < count; i++)
        {
            var shop = ShopDomain.Parse(string.Create(CultureInfo.InvariantCulture, $"idle-{i}.myshopify.com"));
            ground.Sides.Shopify.AddShop(shop.Value);
            await shops.Connect(shop, stop);
            await decisions.Save(shop, 0, Encoding.UTF8.GetString(DecisionsFile.Write(first with { Shop = shop })), "the idle run", stop);
            await tokens.Save(shop, 0, token!.Token, token.ExpiresAt, stop);
            await secrets.Put(shop, "odoo", ground.Sides.Access.Secret, stop);
        }
    }

    private static async Task Book(CrashGround ground, List<PracticeOrder> orders, int count, CancellationToken stop)
    {
        for (var i = 0; i < count; i++)
        {
            orders.Add(ground.Sides.Shop.Place(TexasOrders.Of(8_700_000_000_000)));
            ground.Sides.Shop.Webhooks.Announce(orders[^1], "orders/create");
        }

        await Quiet(ground, orders, stop);
    }

    private static async Task Tell(CrashGround ground, List<PracticeOrder> orders, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                // In one commit: the file is the server's, and who writes to it from outside waits for its turn.
                await ground.Inbox.AppendAll([.. orders.Select(order => Said(ground, order))], stop);
                break;
            }
            catch (InboxUnavailableException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
        }

        await Quiet(ground, orders, stop);
    }

    private static Signal Said(CrashGround ground, PracticeOrder order)
    {
        var stamp = string.Create(CultureInfo.InvariantCulture, $"idle:{order.Number}");
        return new Signal(RecordKey.Order(ground.Shop, new OrderId(order.Number)), SignalSource.Webhook, stamp, stamp, "orders/updated", null);
    }

    private static async Task Quiet(CrashGround ground, List<PracticeOrder> orders, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        await ground.Sides.Shopify.Settled();
        while ((await ground.Inbox.Backlogs(stop)).Count > 0) await CrashRun.Wait(ground, started, 100, stop);
        foreach (var order in orders)
            while ((await ground.Standings.Find(RecordKey.Order(ground.Shop, new OrderId(order.Number)), stop))?.Standing is not Standing.InStep) await CrashRun.Wait(ground, started, 100, stop);
    }

    /// <summary>Processor time beyond what the server uses anyway.</summary>
    private static async Task<TimeSpan> Spent(CrashGround ground, Func<Task> work, double idle = 0)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), ground.Used().Processor);
        await work();
        return ground.Used().Processor - before - (Stopwatch.GetElapsedTime(started) * idle);
    }
}
