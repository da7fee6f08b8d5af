using System.Collections.Concurrent;
using System.Data.Common;
using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <summary>Keeps each shop's "last webhook at" to within ten seconds, so that it does not cost every commit a statement.</summary>
internal sealed class WebhookTimes
{
    private const long Grain = 10_000;
    private readonly ConcurrentDictionary<ShopDomain, long> noted = new();

    public async Task Note(DbTransaction transaction, ShopDomain shop, long at, CancellationToken cancellationToken)
    {
        if (at - noted.GetValueOrDefault(shop) < Grain) return;
        await transaction.Execute(
            "update shop set last_webhook_at = @At where domain = @Shop and coalesce(last_webhook_at, 0) < @At",
            new { Shop = shop.Value, At = at },
            cancellationToken);
        noted[shop] = at;
    }
}
