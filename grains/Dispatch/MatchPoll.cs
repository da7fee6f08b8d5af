using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Has both catalogues compared once a day at a quiet hour of the shop, and as soon as Tandem runs again when that hour was missed.</summary>
public sealed partial class MatchPoll(
    Tandem.Shopify.Shops.IShops shopify, IShops shops, IDecisionStore decisions, IInbox inbox, TimeProvider time, IOptions<DispatchOptions> options, ILogger<MatchPoll> logger) : IOdooPoll
{
    private const string CursorName = "match";

    private readonly ConcurrentDictionary<ShopDomain, TimeZoneInfo> zones = new();

    public string Name => CursorName;

    public TimeSpan Every => options.Value.LookForMatchEvery;

    /// <summary>1 when a comparison was asked for, else 0.</summary>
    public async Task<int> Run(ShopDomain shop, CancellationToken stop)
    {
        if (await decisions.Current(shop, stop) is null) return 0;
        var (now, cursor) = (time.GetUtcNow(), await shops.Cursor(shop, CursorName, stop));
        DateTimeOffset? last = cursor is null ? null : DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        if (!NightlyMatch.IsDue(now, last, await Zone(shop, stop))) return 0;
        var stamp = string.Create(CultureInfo.InvariantCulture, $"nightly-match:{now.ToUnixTimeMilliseconds()}");
        await inbox.Append(new Signal(Catalogue.Of(shop), SignalSource.Poll, stamp, stamp, "sweep/products", now), null, stop);
        await shops.MoveCursor(shop, CursorName, cursor, now.ToString("O", CultureInfo.InvariantCulture), stop);
        LogAsked(shop.Value);
        return 1;
    }

    private async Task<TimeZoneInfo> Zone(ShopDomain shop, CancellationToken stop)
    {
        if (zones.TryGetValue(shop, out var known)) return known;
        var name = (await shopify.Read(shop, stop)).TimeZone;
        await shops.NoteTimeZone(shop, name, stop);
        return zones[shop] = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue of {Shop} is compared, as every night")]
    private partial void LogAsked(string shop);
}
