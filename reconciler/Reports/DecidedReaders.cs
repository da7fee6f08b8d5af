using System.Text;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Reconciler;

/// <summary>Whom a shop itself wants told, and of what; nobody in particular while it has decided nothing that can be read.</summary>
internal sealed class DecidedReaders(IDecisionStore decisions)
{
    public async Task<ReconciliationDecision> Of(ShopDomain shop, CancellationToken stop) =>
        await decisions.Current(shop, stop) is { } saved && DecisionsFile.Read(Encoding.UTF8.GetBytes(saved.Document)) is DecisionsReading.Read read ? read.Decisions.Reconciliation : new ReconciliationDecision();
}
