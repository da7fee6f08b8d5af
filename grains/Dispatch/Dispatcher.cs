using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Tandem.Grains.Customers;
using Tandem.Grains.Ledger;
using Tandem.Grains.Locations;
using Tandem.Grains.Orders;
using Tandem.Grains.Products;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Takes waiting signals and due retries from the ledger and wakes the records' grains; a signal is done when its pass has written down where the record stands.</summary>
internal sealed partial class Dispatcher(
    IInbox inbox, IStandings standings, IGrainFactory grains, Worker worker, IOptions<DispatchOptions> options, ILogger<Dispatcher> logger) : BackgroundService
{
    private readonly SemaphoreSlim free = new(options.Value.Passes);
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
                var taken = await TakeSignals(stoppingToken) + await TakeDue(stoppingToken);
                if (taken == 0) await AwaitWork(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // The ledger is away; nothing is lost, the signals stay where they are.
                LogCannotTake(failure);
                await Task.Delay(options.Value.Idle, CancellationToken.None);
            }
        }
    }

    /// <summary>Waits for the passes under way, so that a stopping process leaves no lease behind.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (Volatile.Read(ref underWay) > 0 && !cancellationToken.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
    }

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
        var terms = new ClaimTerms(worker.Name, Math.Max(1, free.CurrentCount), options.Value.Lease, options.Value.PassesPerShop);
        var claims = await inbox.Claim(terms, stop);
        foreach (var claim in claims) Start(() => Work(claim));
        return claims.Count;
    }

    private async Task<int> TakeDue(CancellationToken stop)
    {
        var room = free.CurrentCount;
        if (room == 0) return 0;
        var due = await standings.Due(worker.Name, room, options.Value.Lease, stop);
        foreach (var record in due) Start(() => Wake(record.Record, new WakeUp(SignalSource.Sweep)));
        return due.Count;
    }

    private void Start(Func<Task> work)
    {
        Interlocked.Increment(ref underWay);
        free.Wait(TimeSpan.Zero);
        _ = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (Exception failure)
            {
                // The claim's lease ends and the record is taken again.
                LogPassLost(failure);
            }
            finally
            {
                free.Release();
                Interlocked.Decrement(ref underWay);
                ended.Release();
            }
        });
    }

    private async Task Work(Claim claim)
    {
        try
        {
            var source = claim.Sources.Contains(SignalSource.Person) ? SignalSource.Person
                : claim.Sources.Contains(SignalSource.Reconciler) ? SignalSource.Reconciler
                : claim.Sources.Contains(SignalSource.Poll) ? SignalSource.Poll
                : claim.Sources[0];
            await Wake(claim.Record, new WakeUp(source, claim.FirstReceivedAt, claim.Topics.Contains(PersonTopics.CreateAgain)));
        }
        catch
        {
            await inbox.Release(claim, TimeSpan.FromSeconds(5), CancellationToken.None);
            throw;
        }

        await inbox.Complete(claim, CancellationToken.None);
    }

    private Task Wake(RecordKey record, WakeUp wake) => record.Kind switch
    {
        RecordKind.Order => grains.GetGrain<IOrderGrain>(record.ToString()).BringUpToDate(wake),
        RecordKind.Product => grains.GetGrain<IProductGrain>(record.ToString()).LookAgain(wake.Source == SignalSource.Person),
        RecordKind.Location => grains.GetGrain<ILocationGrain>(record.ToString()).BringUpToDate(wake),
        RecordKind.Customer => grains.GetGrain<ICustomerGrain>(record.ToString()).LookAgain(),
        _ => Task.CompletedTask,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The dispatcher could not take work from the ledger; it tries again")]
    private partial void LogCannotTake(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A pass was lost; its record is taken again when its lease ends")]
    private partial void LogPassLost(Exception failure);
}

/// <summary>What a person's signal asks for beyond a look at the record.</summary>
public static class PersonTopics
{
    public const string SyncNow = "person/sync";
    public const string CreateAgain = "person/create-again";
}
