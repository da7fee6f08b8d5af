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

    private Task Wake(RecordKey record, WakeUp wake)
    {
        switch (record.Kind)
        {
            case RecordKind.Order:
                var order = grains.GetGrain<IOrderGrain>(record.ToString());
                return Answer(order.BringUpToDate(wake), order.IsUnderWay);
            case RecordKind.Product:
                var product = grains.GetGrain<IProductGrain>(record.ToString());
                return Answer(product.LookAgain(wake.Source == SignalSource.Person), product.IsUnderWay);
            case RecordKind.Location:
                var location = grains.GetGrain<ILocationGrain>(record.ToString());
                return Answer(location.BringUpToDate(wake), location.IsUnderWay);
            case RecordKind.Customer:
                var customer = grains.GetGrain<ICustomerGrain>(record.ToString());
                return Answer(customer.LookAgain(), customer.IsUnderWay);
            default:
                return Task.CompletedTask;
        }
    }

    private Task Answer(Task pass, Func<Task<bool>> isUnderWay) => Answers.Await(pass, isUnderWay, options.Value.LookForPassEvery);
}
