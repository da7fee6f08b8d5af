using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>Asks through the ledger: a person's signal goes before sweeps, a released cause is due now; the dispatcher does the rest.</summary>
internal sealed class LedgerActions(IInbox inbox, IStandings standings, TimeProvider clock) : IAdminActions
{
    public Task SyncNow(ShopDomain shop, OrderId order, string user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Two presses in one second are one wish.
        var delivery = string.Create(CultureInfo.InvariantCulture, $"person-{user}-{order}-{now.ToUnixTimeSeconds()}");
        return inbox.Append(new Signal(RecordKey.Order(shop, order), SignalSource.Person, delivery, delivery, "sync now", now), null, cancellationToken);
    }

    public Task<int> TryCauseAgain(ShopDomain shop, BlockerCode code, string subject, string user, CancellationToken cancellationToken) =>
        standings.Release(shop, new ReleaseRule.WithCause(code, subject), cancellationToken);
}
