using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Tandem.Grains.Ledger;
using Tandem.Grains.Lots;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Takes waiting signals and due retries from the ledger and wakes the records' grains; a signal is done when its pass has written down where the record stands.</summary>
internal sealed partial class Dispatcher(
    IInbox inbox, IStandings standings, Waking waking, LotsUnderWay lots, ILocalSiloDetails silo, Worker worker, WorkInHand hand, TimeProvider time, IOptions<DispatchOptions> options, ILogger<Dispatcher> logger)
    : BackgroundService, IHostedLifecycleService, IUntilStopped
{
    private readonly SemaphoreSlim free = new(options.Value.Passes);
    private readonly SemaphoreSlim lotRoom = new(Math.Max(1, options.Value.Lots * options.Value.LotOrders));
    private readonly SemaphoreSlim ended = new(0);
    private int underWay;
    private Task? appended;
    private Task? vacated;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await hand.Settle(stoppingToken) is > 0 and var held) LogGivenBack(held);
                var taken = await TakeSignals(stoppingToken) + await TakeDue(stoppingToken) + await TakeLots(stoppingToken);
                if (taken == 0) await AwaitWork(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // The ledger is away; nothing is lost, the signals stay where they are. What was taken without an answer is given back.
                hand.Doubt();
                LogCannotTake(failure);
                await Task.Delay(options.Value.Idle, CancellationToken.None);
            }
        }
    }

    /// <summary>
    /// Before anything else stops, takes nothing more and waits for the passes under way, which need their actors: a stopping process leaves no lease
    /// behind. What takes longer than a stop may is handed on: its claim ends with this process's heartbeat.
    /// </summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        var started = time.GetTimestamp();
        while (Volatile.Read(ref underWay) > 0 && !cancellationToken.IsCancellationRequested && time.GetElapsedTime(started) < options.Value.Drain)
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        if (Volatile.Read(ref underWay) is > 0 and var left) LogHandedOn(left);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for a new signal or for room: where all passes that a shop may have were under way, only an ended one lets its next signal be taken.</summary>
    private async Task AwaitWork(CancellationToken stop)
    {
        // What is not over yet is waited for again: ending a wait before its time costs more than the wait.
        appended ??= inbox.AwaitWork(options.Value.Idle, stop);
        vacated ??= ended.WaitAsync(stop);
        await Task.WhenAny(appended, vacated);
        if (appended.IsCompleted) await Over(ref appended);
        if (vacated.IsCompleted) await Over(ref vacated);
        while (await ended.WaitAsync(TimeSpan.Zero, stop))
        {
            // Several ended passes are one reason to look.
        }
    }

    private static Task Over(ref Task? wait)
    {
        var over = wait!;
        wait = null;
        return over;
    }

    private async Task<int> TakeSignals(CancellationToken stop)
    {
        await free.WaitAsync(stop);
        free.Release();
        var terms = new ClaimTerms(worker.Name, Math.Max(1, free.CurrentCount), options.Value.Lease, options.Value.PassesPerShop) { Kind = InLots ? ClaimKind.Live : ClaimKind.All };
        var claims = await inbox.Claim(terms, stop);
        foreach (var claim in claims) Start(claim.Record, free, () => waking.Work(claim));
        return claims.Count;
    }

    private async Task<int> TakeDue(CancellationToken stop)
    {
        var room = free.CurrentCount;
        if (room == 0) return 0;
        var due = await standings.Due(new ClaimTerms(worker.Name, room, options.Value.Lease, options.Value.PassesPerShop), stop);
        foreach (var record in due) Start(record.Record, free, () => waking.Retry(record.Record));
        return due.Count;
    }

    /// <summary>Orders of an import, many at once and beside all live work: what they ask of Odoo they ask together, after what live orders ask.</summary>
    private async Task<int> TakeLots(CancellationToken stop)
    {
        if (!InLots || lotRoom.CurrentCount < options.Value.LotOrders) return 0;
        var full = lots.OfShops.Where(shop => shop.Value >= options.Value.LotsPerShop).Select(shop => shop.Key).ToList();
        var terms = new ClaimTerms(worker.Name, options.Value.LotOrders, options.Value.Lease, options.Value.LotOrders * options.Value.LotsPerShop) { Kind = ClaimKind.History, Except = full };
        var claims = await inbox.Claim(terms, stop);
        foreach (var lot in claims.GroupBy(claim => claim.Record.Shop))
        {
            lots.Begin([.. lot.Select(claim => claim.Record)]);
            foreach (var claim in lot) Start(claim.Record, lotRoom, () => InLot(claim));
        }

        return claims.Count;
    }

    private bool InLots => options.Value is { LotOrders: > 1, LotsPerShop: > 0, Lots: > 0 };

    private async Task InLot(Claim claim)
    {
        // Only here is it known with whom an order goes.
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
        try
        {
            await waking.Work(claim);
        }
        finally
        {
            lots.End(claim.Record);
        }
    }

    private void Start(RecordKey record, SemaphoreSlim place, Func<Task> work)
    {
        Interlocked.Increment(ref underWay);
        hand.Begin(record);
        place.Wait(TimeSpan.Zero);
        _ = Task.Run(async () =>
        {
            var lost = false;
            try
            {
                await work();
            }
            catch (Exception failure)
            {
                // Given back already, or with the next look at what is held: the record is taken again.
                lost = true;
                LogPassLost(failure);
            }
            finally
            {
                hand.End(record, untold: lost);
                place.Release();
                Interlocked.Decrement(ref underWay);
                ended.Release();
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The dispatcher could not take work from the ledger; it tries again")]
    private partial void LogCannotTake(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Left} passes are still under way at the end of this process; their records are handed on")]
    private partial void LogHandedOn(int left);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Held} records that this process held without working on them are given back")]
    private partial void LogGivenBack(int held);

    [LoggerMessage(Level = LogLevel.Error, Message = "A pass was lost; its record is taken again")]
    private partial void LogPassLost(Exception failure);
}
