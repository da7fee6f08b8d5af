using System.Collections.Concurrent;
using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Shops(LedgerDatabase database, TimeProvider clock) : IShops
{
    private static readonly TimeSpan Remember = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<ShopDomain, long> known = new();

    public Task Connect(ShopDomain shop, CancellationToken cancellationToken) => database.Execute(
        """
        insert into shop (domain, connected_at) values (@Shop, @Now)
        on conflict (domain) do update set
            connected_at = case when shop.disconnected_at is null then shop.connected_at else excluded.connected_at end,
            disconnected_at = null
        """,
        new { Shop = shop.Value, Now = clock.NowMs() },
        cancellationToken);

    public async Task Disconnect(ShopDomain shop, CancellationToken cancellationToken)
    {
        known.TryRemove(shop, out _);
        await database.Execute(
            "update shop set disconnected_at = @Now where domain = @Shop and disconnected_at is null", new { Shop = shop.Value, Now = clock.NowMs() }, cancellationToken);
    }

    public async ValueTask<bool> Knows(ShopDomain shop, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(shop, out var seen) && clock.GetElapsedTime(seen) < Remember) return true;
        var rows = await database.Query<string>(
            "select domain from shop where domain = @Shop and disconnected_at is null", new { Shop = shop.Value }, cancellationToken);
        if (rows.Count > 0) known[shop] = clock.GetTimestamp();
        else known.TryRemove(shop, out _);
        return rows.Count > 0;
    }

    public async Task<ConnectedShop?> Find(ShopDomain shop, CancellationToken cancellationToken) =>
        (await Read("domain = @Shop", new { Shop = shop.Value }, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<ConnectedShop>> All(CancellationToken cancellationToken) => Read("disconnected_at is null", new { }, cancellationToken);

    public async Task<string?> Cursor(ShopDomain shop, string name, CancellationToken cancellationToken) => (await database.Query<string>(
        "select value from sweep_cursor where shop = @Shop and name = @Name", new { Shop = shop.Value, Name = name }, cancellationToken)).SingleOrDefault();

    public async Task<bool> MoveCursor(ShopDomain shop, string name, string? from, string to, CancellationToken cancellationToken) => await database.Execute(
        from is null
            ? "insert into sweep_cursor (shop, name, value, moved_at) values (@Shop, @Name, @To, @Now) on conflict do nothing"
            : "update sweep_cursor set value = @To, moved_at = @Now where shop = @Shop and name = @Name and value = @From",
        new { Shop = shop.Value, Name = name, From = from, To = to, Now = clock.NowMs() },
        cancellationToken) > 0;

    public Task NoteSweep(ShopDomain shop, int found, CancellationToken cancellationToken) => database.Execute(
        "update shop set last_sweep_at = @Now, last_sweep_found = @Found where domain = @Shop",
        new { Shop = shop.Value, Now = clock.NowMs(), Found = (long)found },
        cancellationToken);

    public Task NoteTimeZone(ShopDomain shop, string zone, CancellationToken cancellationToken) => database.Execute(
        "update shop set time_zone = @Zone where domain = @Shop and coalesce(time_zone, '') <> @Zone", new { Shop = shop.Value, Zone = zone }, cancellationToken);

    private async Task<IReadOnlyList<ConnectedShop>> Read(string where, object parameters, CancellationToken cancellationToken)
    {
        var shops = await database.Query<ShopRow>($"select {ShopRow.Columns} from shop where {where} order by domain", parameters, cancellationToken);
        if (shops.Count == 0) return [];
        var flows = await FlowRows.Paused(database, [.. shops.Select(s => s.Domain)], cancellationToken);
        return [.. shops.Select(s => s.Read([.. flows[s.Domain]]))];
    }

    private sealed record ShopRow
    {
        public required string Domain { get; init; }

        public long ConnectedAt { get; init; }

        public long DisconnectedAt { get; init; }

        public long LastWebhookAt { get; init; }

        public long LastSweepAt { get; init; }

        public long LastSweepFound { get; init; }

        public string? TimeZone { get; init; }

        public const string Columns = """
            domain as Domain, connected_at as ConnectedAt, coalesce(disconnected_at, 0) as DisconnectedAt, coalesce(last_webhook_at, 0) as LastWebhookAt,
            coalesce(last_sweep_at, 0) as LastSweepAt, coalesce(last_sweep_found, 0) as LastSweepFound, time_zone as TimeZone
            """;

        public ConnectedShop Read(IReadOnlyList<PausedFlow> paused) => new(
            ShopDomain.Parse(Domain),
            UnixTime.Read(ConnectedAt),
            When(DisconnectedAt),
            When(LastWebhookAt),
            When(LastSweepAt),
            LastSweepAt == 0 ? null : (int)LastSweepFound,
            paused) { TimeZone = TimeZone };

        private static DateTimeOffset? When(long at) => at == 0 ? null : UnixTime.Read(at);
    }
}
