using Tandem.Odoo.Failures;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>Looks again and again, for a while, whether orders are confirmed whose confirmation was not answered.</summary>
internal sealed class ConfirmationWatch(OdooOptions options, TimeProvider time)
{
    /// <summary>Until all of them are confirmed: a person may have confirmed one of them meanwhile, which says nothing of the others.</summary>
    /// <param name="confirmed">Those that are, as Odoo says now.</param>
    public async Task<HashSet<OdooId<SaleOrder>>> Over(IReadOnlyList<OdooId<SaleOrder>> orders, Func<Task<HashSet<OdooId<SaleOrder>>>> confirmed, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        for (var wait = TimeSpan.FromSeconds(0.5); ; wait *= 2)
        {
            var seen = await Seen(confirmed);
            if (seen.Count == orders.Count || time.GetElapsedTime(start) + wait > options.WatchTime) return seen;
            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>The failure of those that were not seen: when the transaction has ended for certain, counted from now.</summary>
    public OdooException Unsettled(OdooFailure.UnknownOutcome unknown, OdooException failed) =>
        new(unknown with { Settles = (unknown.Settles ?? options.SettleTime) - options.WatchTime }, failed);

    /// <summary>An Odoo that cannot be asked just now says nothing about what it was asked before: the outcome stays unknown.</summary>
    private static async Task<HashSet<OdooId<SaleOrder>>> Seen(Func<Task<HashSet<OdooId<SaleOrder>>>> confirmed)
    {
        try
        {
            return await confirmed();
        }
        catch (OdooException failed) when (failed.Failure.Class == FailureClass.Transient)
        {
            return [];
        }
    }
}
