using System.Diagnostics.Metrics;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Telemetry;

/// <summary>What stood in the ledger at one moment, as measurements with their tags.</summary>
internal sealed record CensusCount(
    IReadOnlyList<Measurement<double>> Records, IReadOnlyList<Measurement<double>> Blockers, IReadOnlyList<Measurement<double>> Paused, IReadOnlyList<Measurement<double>> Findings,
    IReadOnlyList<Measurement<double>> Waiting, IReadOnlyList<Measurement<double>> Age, IReadOnlyList<Measurement<double>> Silence);

/// <summary>Counts the ledger's rows of all shops.</summary>
internal sealed class LedgerCensus(LedgerDatabase database, IInbox inbox, IShops shops, TimeProvider time)
{
    public async Task<CensusCount> Take(CancellationToken stop)
    {
        var records = await Count("select shop as Shop, kind as One, standing as Two, count(*) as Number from standing group by shop, kind, standing", "kind", "standing", stop);
        var blockers = await Count("select shop as Shop, coalesce(flow, 'orders') as One, code as Two, count(*) as Number from blocker group by shop, coalesce(flow, 'orders'), code", "flow", "code", stop);
        var paused = await Count("select shop as Shop, flow as One, case when code is null then 'person' else 'tandem' end as Two, 1 as Number from paused_flow", "flow", "by", stop);
        var findings = await Count("select shop as Shop, finding as One, owner as Two, count(*) as Number from finding where healed_at is null and coalesce(accepted_until, 0) < @Now group by shop, finding, owner", "finding", "owner", stop);
        var backlogs = await inbox.Backlogs(stop);
        var now = time.GetUtcNow();
        var silence = (await shops.All(stop)).Where(shop => shop.LastWebhookAt is not null).Select(shop => Of((now - shop.LastWebhookAt!.Value).TotalSeconds, shop.Shop.Value));
        return new CensusCount(
            records, blockers, paused, findings,
            [.. backlogs.Select(backlog => Of(backlog.Signals, backlog.Shop.Value))],
            [.. backlogs.Select(backlog => Of((now - backlog.OldestReceivedAt).TotalSeconds, backlog.Shop.Value))],
            [.. silence]);
    }

    private async Task<IReadOnlyList<Measurement<double>>> Count(string sql, string one, string two, CancellationToken stop) =>
    [
        .. (await database.Query<Row>(sql, new { Now = time.GetUtcNow().ToUnixTimeMilliseconds() }, stop)).Select(row => new Measurement<double>(row.Number, Tag("shop", row.Shop), Tag(one, row.One), Tag(two, row.Two))),
    ];

    private static Measurement<double> Of(double value, string shop) => new(value, Tag("shop", shop));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private sealed record Row
    {
        public required string Shop { get; init; }

        public required string One { get; init; }

        public required string Two { get; init; }

        public long Number { get; init; }
    }
}
