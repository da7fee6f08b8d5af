using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.App.Setup;

/// <summary>Looks through a shop's orders of the last weeks and keeps what it saw: the newest while the page waits, all others behind it.</summary>
public sealed partial class OrderSights(
    IShopOrders orders, ISetupDrafts drafts, TimeProvider time, IOptions<SetupOptions> options, IHostApplicationLifetime lifetime, ILogger<OrderSights> logger)
{
    /// <summary>Without a further scope Shopify shows no older orders.</summary>
    public const int Days = 60;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>So long what was once seen of all orders counts, with what the newest hold since.</summary>
    private static readonly TimeSpan WholeCounts = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<ShopDomain, bool> looking = new();

    /// <summary>What was seen a short while ago, looked at now where that is longer ago.</summary>
    public async Task<SeenOrders> Seen(ShopDomain shop, CancellationToken stop) =>
        await Kept(shop, stop) is { } kept && time.GetUtcNow() - kept.At < Fresh ? kept.Seen : await Look(shop, stop);

    /// <exception cref="ShopifyException">Shopify cannot be asked.</exception>
    public async Task<SeenOrders> Look(ShopDomain shop, CancellationToken stop)
    {
        var tally = new OrderTally();
        var whole = true;
        await foreach (var order in orders.TraitsSince(shop, time.GetUtcNow().AddDays(-Days), stop))
        {
            if (tally.Orders == options.Value.OrdersAtOnce)
            {
                whole = false;
                break;
            }

            tally.Add(order);
        }

        var seen = tally.Sum(whole);
        if (!whole)
        {
            if (await Kept(shop, stop) is { Seen: { WholeAt: { } wholeAt } before } && time.GetUtcNow() - wholeAt < WholeCounts) seen = before.With(seen);
            else if (looking.TryAdd(shop, true)) _ = Task.Run(() => LookThrough(shop, lifetime.ApplicationStopping), CancellationToken.None);
        }

        await drafts.NoteSeen(shop, JsonSerializer.Serialize(seen), stop);
        return seen;
    }

    /// <summary>All orders, however many; where it is cut off, the next look begins it again.</summary>
    private async Task LookThrough(ShopDomain shop, CancellationToken stop)
    {
        try
        {
            var tally = new OrderTally();
            await foreach (var order in orders.TraitsSince(shop, time.GetUtcNow().AddDays(-Days), stop)) tally.Add(order);
            await drafts.NoteSeen(shop, JsonSerializer.Serialize(tally.Sum(whole: true) with { WholeAt = time.GetUtcNow() }), stop);
        }
        catch (Exception failure) when (failure is ShopifyException or System.Data.Common.DbException)
        {
            NotAll(logger, shop, failure);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            looking.TryRemove(shop, out _);
        }
    }

    private async Task<(SeenOrders Seen, DateTimeOffset At)?> Kept(ShopDomain shop, CancellationToken stop) =>
        await drafts.Seen(shop, stop) is { } kept && JsonSerializer.Deserialize<SeenOrders>(kept.Document) is { } seen ? (seen, kept.SeenAt) : null;

    [LoggerMessage(LogLevel.Warning, "Not all orders of {Shop} could be looked through for what setup has to decide; opening Setup again does")]
    private static partial void NotAll(ILogger logger, ShopDomain shop, Exception failure);
}
