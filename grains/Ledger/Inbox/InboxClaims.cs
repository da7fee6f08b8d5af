using System.Data.Common;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Who works on which record's signals: leases that end by themselves when their worker dies.</summary>
/// <remarks>Nothing here need outlast a power cut: a lost lease has lost its worker too, and a signal that is not done any more is worked on again.</remarks>
internal sealed class InboxClaims(LedgerDatabase database, LeaseClock clock)
{
    // A record with endless signals must not make one claim endless; the rest is the next claim.
    private const int SignalsInOneClaim = 500;
    private const int TracesInOneClaim = 16;
    private int turn;

    public async Task<IReadOnlyList<Claim>> Take(ClaimTerms terms, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var candidates = await database.Read(c => new ClaimCandidates(c, now).Choose(terms, Interlocked.Increment(ref turn), cancellationToken), cancellationToken);
        if (candidates.Count == 0) return [];

        // The same order in every process: two that claim at once wait for each other at most once.
        var inOrder = candidates.OrderBy(k => k.ToString(), StringComparer.Ordinal).ToList();
        var taken = await database.Write(Durable.WithNext, t => Lease(t, inOrder, terms, now, cancellationToken), cancellationToken);
        return [.. candidates.Where(taken.ContainsKey).Select(k => taken[k])];
    }

    /// <summary>Answers whether the record has further signals, which arrived meanwhile.</summary>
    public Task<bool> Complete(Claim claim, CancellationToken cancellationToken) => database.Write(Durable.WithNext, async t =>
    {
        var done = new { Now = clock.Now, Signals = claim.Signals.ToArray() };
        await t.Execute(
            $"update inbox set state = 'done', done_at = @Now where state = 'waiting' and id {database.Dialect.OneOf("Signals")}", done, cancellationToken);
        await t.Execute("delete from inbox_lease " + Mine, new LeaseColumns(claim), cancellationToken);
        const string more = "select id from inbox where shop = @Shop and kind = @Kind and record = @Record and state = 'waiting' limit 1";
        return (await t.Query<long>(more, new KeyColumns(claim.Record), cancellationToken)).Count > 0;
    }, cancellationToken);

    public Task Release(Claim claim, TimeSpan pause, CancellationToken cancellationToken) => database.Execute(
        Durable.WithNext,
        "update inbox_lease set lease_until = @Again, leased_by = '' " + Mine,
        new LeaseColumns(claim) { Again = clock.Now + (long)Math.Max(0, pause.TotalMilliseconds) },
        cancellationToken);

    private const string Mine = "where shop = @Shop and kind = @Kind and record = @Record and leased_by = @Worker and lease_until = @Until";

    private static async Task<Dictionary<RecordKey, Claim>> Lease(
        DbTransaction transaction, IReadOnlyList<RecordKey> records, ClaimTerms terms, long now, CancellationToken cancellationToken)
    {
        // Taking a lease is one compare-and-set for each record, so no two workers ever hold the same one.
        const string take = """
            insert into inbox_lease (shop, kind, record, leased_by, lease_until, attempts, lot)
            values (@Shop, @Kind, @Record, @Worker, @Until, 1, @Lot)
            on conflict (shop, kind, record) do update
                set leased_by = excluded.leased_by, lease_until = excluded.lease_until, attempts = inbox_lease.attempts + 1, lot = excluded.lot
                where inbox_lease.lease_until <= @Now
            returning attempts
            """;
        var until = now + (long)terms.Lease.TotalMilliseconds;
        var claims = new Dictionary<RecordKey, Claim>();
        foreach (var record in records)
        {
            var columns = new KeyColumns(record);
            var lease = new { columns.Shop, columns.Kind, columns.Record, terms.Worker, Until = until, Now = now, Lot = ClaimCandidates.Lot(terms.Kind) };
            var attempts = await transaction.Query<long>(take, lease, cancellationToken);
            if (attempts.Count == 0) continue;
            var signals = await Waiting(transaction, columns, cancellationToken);
            if (signals.Count > 0) claims[record] = Fold(record, signals, (int)attempts[0], terms.Worker, until);
            else await transaction.Execute("delete from inbox_lease where shop = @Shop and kind = @Kind and record = @Record", columns, cancellationToken);
        }

        return claims;
    }

    private static Task<IReadOnlyList<SignalRow>> Waiting(DbTransaction transaction, KeyColumns record, CancellationToken cancellationToken) =>
        transaction.Query<SignalRow>(
            $"""
            select id as Id, source as Source, topic as Topic, coalesce(happened_at, 0) as HappenedAt, received_at as ReceivedAt, trace as Trace
            from inbox where shop = @Shop and kind = @Kind and record = @Record and state = 'waiting'
            order by id limit {SignalsInOneClaim}
            """,
            record,
            cancellationToken);

    private static Claim Fold(RecordKey record, IReadOnlyList<SignalRow> rows, int attempts, string worker, long until) => new(
        record,
        [.. rows.Select(r => r.Id)],
        [.. rows.Select(r => Words.Read<SignalSource>(r.Source)).Distinct()],
        [.. rows.Select(r => r.Topic).Distinct()],
        UnixTime.Read(rows.Min(r => r.ReceivedAt)),
        rows.Max(r => r.HappenedAt) is > 0 and var happened ? UnixTime.Read(happened) : null,
        attempts,
        worker,
        UnixTime.Read(until)) { Traces = [.. rows.Select(r => r.Trace).OfType<string>().Distinct().Take(TracesInOneClaim)] };

    private sealed record LeaseColumns : KeyColumns
    {
        public LeaseColumns(Claim claim) : base(claim.Record) => (Worker, Until) = (claim.Worker, UnixTime.Of(claim.LeaseUntil));

        public string Worker { get; }

        public long Until { get; }

        public long Again { get; init; }
    }

    private sealed record SignalRow
    {
        public long Id { get; init; }

        public required string Source { get; init; }

        public required string Topic { get; init; }

        public long HappenedAt { get; init; }

        public long ReceivedAt { get; init; }

        public string? Trace { get; init; }
    }
}
