using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Gives back what dead processes had taken: a worker shows by a short lease of its own that it lives, and without it its claims count for nothing.</summary>
public sealed class AbandonedWork(LedgerDatabase database, ILeases leases, LeaseClock clock)
{
    private const string Prefix = "worker/";

    private static readonly (string Held, string Free)[] Held =
    [
        ("select shop, kind, record from inbox_lease where leased_by = @Worker and leased_by <> ''",
            "update inbox_lease set lease_until = 0, leased_by = '' where shop = @Shop and kind = @Kind and record = @Record and leased_by = @Worker"),
        ("select shop, kind, record from standing where leased_by = @Worker and leased_by <> ''",
            "update standing set lease_until = 0, leased_by = '' where shop = @Shop and kind = @Kind and record = @Record and leased_by = @Worker"),
    ];

    /// <summary>Shows that the worker lives, until so long from now.</summary>
    public Task<bool> Beat(string worker, TimeSpan until, CancellationToken cancellationToken) =>
        leases.Take(Prefix + worker, worker, until, cancellationToken);

    /// <summary>The worker ends in good order.</summary>
    public Task End(string worker, CancellationToken cancellationToken) => leases.Release(Prefix + worker, worker, cancellationToken);

    /// <summary>The workers that live.</summary>
    public async Task<IReadOnlyList<string>> Living(CancellationToken cancellationToken) =>
        [.. (await database.Query<string>("select owner from lease where name like @Workers and lease_until > @Now order by owner", new { Workers = Prefix + "%", Now = clock.Now }, cancellationToken))];

    /// <summary>Answers how many records were given back.</summary>
    public async Task<int> GiveBack(CancellationToken cancellationToken)
    {
        const string signals = """
            update inbox_lease set lease_until = 0, leased_by = ''
            where leased_by <> '' and lease_until > @Now
                and not exists (select 1 from lease where lease.name = @Prefix || inbox_lease.leased_by and lease.lease_until > @Now)
            """;
        const string retries = """
            update standing set lease_until = 0, leased_by = ''
            where leased_by <> '' and lease_until > @Now
                and not exists (select 1 from lease where lease.name = @Prefix || standing.leased_by and lease.lease_until > @Now)
            """;
        // A sweep, poll or import that was cut off would else keep its shop from being looked at until its lease ends: minutes.
        const string looks = """
            delete from lease where (name like 'sweep/%' or name like 'poll/%' or name like 'history/%')
                and not exists (select 1 from lease w where w.name = @Prefix || lease.owner and w.lease_until > @Now)
            """;
        var parameters = new { Now = clock.Now, Prefix };
        await database.Execute(looks, parameters, cancellationToken);
        return await database.Execute(signals, parameters, cancellationToken) + await database.Execute(retries, parameters, cancellationToken);
    }

    /// <summary>
    /// Gives back what a living worker holds in the ledger and does not work on: a claim whose answer never came, or that could not be given back, while the
    /// database was away. Its own heartbeat would else keep it for as long as a lease lasts. Answers how many records were given back.
    /// </summary>
    /// <param name="underWay">What it works on.</param>
    public async Task<int> GiveBack(string worker, IReadOnlyCollection<RecordKey> underWay, CancellationToken cancellationToken)
    {
        var given = 0;
        foreach (var (held, free) in Held)
            foreach (var record in await database.Query<KeyColumns>(held, new { Worker = worker }, cancellationToken))
                if (!underWay.Contains(KeyColumns.Read(record.Shop, record.Kind, record.Record)))
                    given += await database.Execute(free, new { record.Shop, record.Kind, record.Record, Worker = worker }, cancellationToken);
        return given;
    }
}
