using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Inbox : IInbox, IDisposable
{
    private readonly LedgerDatabase database;
    private readonly InboxWriter writer;
    private readonly InboxClaims claims;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim work = new(0, 1);

    public Inbox(LedgerDatabase database, InboxWriter writer, InboxClaims claims, TimeProvider clock)
    {
        (this.database, this.writer, this.claims, this.clock) = (database, writer, claims, clock);
        writer.Stored += Nudge;
    }

    public Task<Appended> Append(Signal signal, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var pending = new PendingSignal(signal, body, clock.NowMs());
        return writer.TryAdd(pending)
            ? pending.Committed.WaitAsync(cancellationToken)
            : throw new InboxUnavailableException("Too many signals are waiting to be committed; their senders should try again.");
    }

    public async Task<int> AppendAll(IReadOnlyList<Signal> signals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signals);
        var pending = signals.Select(s => new PendingSignal(s, null, clock.NowMs())).ToList();
        foreach (var signal in pending) await writer.Add(signal, cancellationToken);
        var answers = await Task.WhenAll(pending.Select(p => p.Committed)).WaitAsync(cancellationToken);
        return answers.Count(a => a == Appended.Stored);
    }

    public Task<IReadOnlyList<Claim>> Claim(ClaimTerms terms, CancellationToken cancellationToken) => claims.Take(terms, cancellationToken);

    public async Task Complete(Claim claim, CancellationToken cancellationToken)
    {
        if (await claims.Complete(claim, cancellationToken)) Nudge();
    }

    public async Task Release(Claim claim, TimeSpan pause, CancellationToken cancellationToken)
    {
        await claims.Release(claim, pause, cancellationToken);
        if (pause <= TimeSpan.Zero) Nudge();
    }

    public async Task AwaitWork(TimeSpan atMost, CancellationToken cancellationToken) => await work.WaitAsync(atMost, cancellationToken);

    public async Task<bool> Waits(RecordKey record, CancellationToken cancellationToken) => (await database.Query<long>(
        "select id from inbox where shop = @Shop and kind = @Kind and record = @Record and state = 'waiting' limit 1", new KeyColumns(record), cancellationToken)).Count > 0;

    public async Task<IReadOnlyList<SeenSignal>> Of(RecordKey record, int most, CancellationToken cancellationToken)
    {
        var rows = await database.Query<SignalRow>(
            """
            select source as Source, topic as Topic, received_at as Received, done_at as Done from inbox
            where shop = @Shop and kind = @Kind and record = @Record order by id desc limit @Most
            """,
            new { Shop = record.Shop.Value, Kind = RecordKey.Name(record.Kind), Record = record.Id, Most = (long)most }, cancellationToken);
        return [.. rows.Select(row => new SeenSignal(Words.Read<SignalSource>(row.Source), row.Topic, UnixTime.Read(row.Received), row.Done is { } done ? UnixTime.Read(done) : null))];
    }

    public async Task<IReadOnlyList<Backlog>> Backlogs(CancellationToken cancellationToken)
    {
        var rows = await database.Query<BacklogRow>(
            "select shop as Shop, count(*) as Signals, min(received_at) as Oldest from inbox where state = 'waiting' group by shop order by shop",
            null,
            cancellationToken);
        return [.. rows.Select(r => new Backlog(Sync.ShopDomain.Parse(r.Shop), (int)r.Signals, UnixTime.Read(r.Oldest)))];
    }

    public async Task<int> Forget(Forgetting bodies, Forgetting done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        ArgumentNullException.ThrowIfNull(done);
        await database.Execute($"update inbox set body = null where received_at < @Before and body is not null and {bodies.Which(database.Dialect)}", bodies.Terms(), cancellationToken);
        return await database.Execute($"delete from inbox where state = 'done' and done_at < @Before and {done.Which(database.Dialect)}", done.Terms(), cancellationToken);
    }

    public Task EraseBodies(RecordKey record, CancellationToken cancellationToken) => database.Execute(
        "update inbox set body = null where shop = @Shop and kind = @Kind and record = @Record and body is not null", new KeyColumns(record), cancellationToken);

    public void Dispose()
    {
        writer.Stored -= Nudge;
        work.Dispose();
    }

    private void Nudge()
    {
        // One nudge is enough for any number of signals: whoever wakes claims all there is.
        try
        {
            if (work.CurrentCount == 0) work.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another commit nudged in the same instant.
        }
    }

    private sealed record SignalRow
    {
        public string Source { get; init; } = "";

        public string Topic { get; init; } = "";

        public long Received { get; init; }

        public long? Done { get; init; }
    }

    private sealed record BacklogRow
    {
        public required string Shop { get; init; }

        public long Signals { get; init; }

        public long Oldest { get; init; }
    }
}
