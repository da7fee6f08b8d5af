using System.Collections.Concurrent;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Tokens;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>Gathers what is known of a shop; Odoo is asked for its keys once a day, all else stands in the ledger.</summary>
internal sealed class AlertReading(IAlerts alerts, IFlows flows, ITokens tokens, ITokenStore store, ILeases leases, AlertKeys keys)
{
    public async Task<AlertSight> Of(ConnectedShop shop, IReadOnlyList<ToldAlert> told, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var held = shop.PausedFlows.Count == 0 ? [] : (await flows.Of(shop.Shop, stop)).ToDictionary(flow => flow.Flow, flow => flow.Holds + flow.Signals);
        return new AlertSight(
            shop, held, await alerts.WaitingSince(shop.Shop, stop), await leases.Holder(Servers.Lease, stop) is not null,
            told.Any(alert => alert.Kind == Words.Of(AlertKind.NoWebhooks)), (await tokens.State(shop.Shop, stop))?.RefusedAt, await TokenEnds(shop.Shop, stop), await keys.End(shop.Shop, stop));
    }

    private async Task<DateTimeOffset?> TokenEnds(ShopDomain shop, CancellationToken stop) =>
        await store.Read(shop, stop) is { Tokens: { } set }
            ? set.Renewal switch
            {
                TokenRenewal.Refresh refresh => refresh.ExpiresAt,
                TokenRenewal.None => set.Access.ExpiresAt,
                _ => null,
            }
            : null;
}

/// <summary>When the API keys of Tandem's users end, each Odoo asked once a day.</summary>
internal sealed class AlertKeys(IShopBooks books, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<ShopDomain, (DateTimeOffset Next, DateTimeOffset? End)> known = new();

    public async Task<DateTimeOffset?> End(ShopDomain shop, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(shop, out var before) && now < before.Next) return before.End;
        try
        {
            var end = await books.Open(shop, stop) is ShopBookOpening.Open { Book: { } book } ? await book.Keys.FirstEnd(stop) : null;
            known[shop] = (now + Every, end);
            return end;
        }
        catch (OdooException)
        {
            // An Odoo that is away is told of by what then waits.
            known[shop] = (now + Again, before.End);
            return before.End;
        }
    }
}
