using Microsoft.Extensions.Options;
using Orleans;
using Tandem.Grains.Customers;
using Tandem.Grains.Ledger;
using Tandem.Grains.Locations;
using Tandem.Grains.Orders;
using Tandem.Grains.Products;
using Tandem.Grains.Telemetry;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Wakes the grain of a record that was taken, and settles what was taken once its pass has written down where the record stands.</summary>
internal sealed class Waking(IInbox inbox, IStandings standings, IGrainFactory grains, Worker worker, IOptions<DispatchOptions> options)
{
    /// <summary>Before a record whose pass was lost is taken again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>A question or an answer may be on its way when the order is asked the first time.</summary>
    private const int Idle = 2;

    public async Task Retry(RecordKey record)
    {
        using var activity = GrainTelemetry.Retry(record);
        try
        {
            await Wake(record, new WakeUp(SignalSource.Sweep));
        }
        catch
        {
            // Such as a server that ended with the record's actor: where it was, another one is in a moment.
            await standings.GiveBack(record, worker.Name, Pause, CancellationToken.None);
            throw;
        }
    }

    public async Task Work(Claim claim)
    {
        try
        {
            var source = claim.Sources.Contains(SignalSource.Person) ? SignalSource.Person
                : claim.Sources.Contains(SignalSource.Reconciler) ? SignalSource.Reconciler
                : claim.Sources.Contains(SignalSource.Poll) ? SignalSource.Poll
                : claim.Sources[0];
            using var activity = GrainTelemetry.Pass(claim, source);
            await Wake(claim.Record, new WakeUp(source, Since(claim), claim.Topics.Contains(PersonTopics.CreateAgain)));
        }
        catch
        {
            await inbox.Release(claim, Pause, CancellationToken.None);
            throw;
        }

        await inbox.Complete(claim, CancellationToken.None);
    }

    /// <summary>What Odoo said counts from when it happened there, if that was just now: what was found long after is caught up with, not slow.</summary>
    private static DateTimeOffset Since(Claim claim) =>
        claim is { Sources: [SignalSource.Poll], LastHappenedAt: { } happened } && happened < claim.FirstReceivedAt && claim.FirstReceivedAt - happened < TimeSpan.FromHours(1) ? happened : claim.FirstReceivedAt;

    private Task Wake(RecordKey record, WakeUp wake) => record.Kind switch
    {
        RecordKind.Order => Order(grains.GetGrain<IOrderGrain>(record.ToString()), wake),
        RecordKind.Product => grains.GetGrain<IProductGrain>(record.ToString()).LookAgain(wake.Source == SignalSource.Person),
        RecordKind.Location => grains.GetGrain<ILocationGrain>(record.ToString()).BringUpToDate(wake),
        RecordKind.Customer => grains.GetGrain<ICustomerGrain>(record.ToString()).LookAgain(),
        _ => Task.CompletedTask,
    };

    /// <exception cref="TimeoutException">The order is not being looked at: the question or its answer was lost with a server that ended.</exception>
    private async Task Order(IOrderGrain order, WakeUp wake)
    {
        using var answered = new CancellationTokenSource();
        var pass = order.BringUpToDate(wake);
        for (var idle = 0; await Task.WhenAny(pass, Task.Delay(options.Value.LookForPassEvery, answered.Token)) != pass;)
        {
            idle = await IsIdle(order) ? idle + 1 : 0;
            if (idle < Idle || pass.IsCompleted) continue;
            pass.Ignore();
            throw new TimeoutException("The order is not being looked at; what was asked of it, or what it answered, is lost.");
        }

        // Else each pass would leave a timer behind.
        await answered.CancelAsync();
        await pass;
    }

    /// <summary>One that does not say so, such as while its server ends, may be at work.</summary>
    private async Task<bool> IsIdle(IOrderGrain order)
    {
        try
        {
            return !await order.IsUnderWay().WaitAsync(options.Value.LookForPassEvery);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return false;
        }
    }
}
