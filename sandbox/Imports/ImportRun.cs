using System.Diagnostics;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Crashes;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Imports;

/// <summary>Older orders of one customer, brought by an import in a server that is a process of its own.</summary>
public sealed class ImportRun : IAsyncDisposable
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private const int Look = 500;

    private readonly CrashGround ground;
    private readonly long customer;

    private ImportRun(CrashGround ground) => (this.ground, customer) = (ground, 9_100_000_000_000 + (ground.Sides.Shop.Description.FirstOrderNumber * 10L));

    /// <summary>As <c>myshop.myshopify.com</c>.</summary>
    public ShopDomain Shop => ground.Shop;

    /// <summary>Connects, sets up and starts the server.</summary>
    public static async Task<ImportRun> Start(OdooAccess odoo, CancellationToken stop) =>
        new(await CrashGround.Prepare(new CrashPlan(0, 0) { OutsideOdoo = odoo, SweepEvery = new Grains.Dispatch.DispatchOptions().SweepEvery }, stop));

    /// <summary>One order that is placed now and announced, once it is in step; and how long that took.</summary>
    public async Task<(PracticeOrder Order, TimeSpan Took)> Live(CancellationToken stop)
    {
        var (order, began) = (ground.Sides.Shop.Place(TexasOrders.Of(customer)), Stopwatch.GetTimestamp());
        ground.Sides.Shop.Webhooks.Announce(order, "orders/create");
        while ((await ground.Standings.Find(RecordKey.Order(Shop, new OrderId(order.Number)), stop))?.Standing is not Standing.InStep) await CrashRun.Wait(ground, began, 20, stop);
        return (order, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Places the older orders, has them imported, and places a few live ones amid it.</summary>
    public async Task<ImportOutcome> Import(int count, int live, CancellationToken stop)
    {
        for (var i = 0; i < count; i++) ground.Sides.Shop.Place(TexasOrders.Of(customer), First.AddMinutes(i));
        var (before, began) = (await InStep(stop), Stopwatch.GetTimestamp());
        if (!await ground.Get<IHistoryImports>().Start(Shop, new PlacedBetween(First, First.AddMinutes(count)), count, "the load", stop)) throw new InvalidOperationException("The import did not start.");
        var (amid, memory) = (new List<Task<(PracticeOrder Order, TimeSpan Took)>>(), new List<ImportMemory>());
        var (last, moved) = (0, began);
        while (await InStep(stop) - before is var done && done < count + amid.Count)
        {
            if (done != last) (last, moved) = (done, Stopwatch.GetTimestamp());
            // One after the other, well inside of the import.
            if (amid.Count < live && done >= count * (amid.Count + 2) / (live + 3) && amid.TrueForAll(one => one.IsCompleted)) amid.Add(Live(stop));
            memory.Add(new ImportMemory(done / (double)count, ground.Used().Memory));
            await CrashRun.Wait(ground, moved, Look, stop);
        }

        var took = Stopwatch.GetElapsedTime(began);
        return new ImportOutcome(count + amid.Count, took, memory, [.. (await Task.WhenAll(amid)).Select(one => one.Took).Order()]);
    }

    public ValueTask DisposeAsync() => ground.DisposeAsync();

    private async Task<int> InStep(CancellationToken stop) => (await ground.Standings.Counts(Shop, RecordKind.Order, stop)).GetValueOrDefault(StandingKind.InStep);
}

/// <param name="Done">Of the orders, in step: from 0 to 1.</param>
/// <param name="Bytes">Of the server's process, that the machine keeps in memory.</param>
public sealed record ImportMemory(double Done, long Bytes);

/// <summary>What an import took.</summary>
/// <param name="Orders">Live ones with them.</param>
/// <param name="Memory">Again and again.</param>
/// <param name="Live">From placing until in step, of those placed amid it, the fastest first.</param>
public sealed record ImportOutcome(int Orders, TimeSpan Took, IReadOnlyList<ImportMemory> Memory, IReadOnlyList<TimeSpan> Live)
{
    public double Rate => Orders / Took.TotalSeconds;

    /// <summary>In bytes: the middle one of a twentieth of the import around a moment of it.</summary>
    /// <param name="done">From 0 to 1.</param>
    public long MemoryAround(double done)
    {
        var near = Memory.Where(one => Math.Abs(one.Done - done) <= 0.025).Select(one => one.Bytes).Order().ToList();
        return near.Count > 0 ? near[near.Count / 2] : Memory.MinBy(one => Math.Abs(one.Done - done))!.Bytes;
    }
}
