namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Leases(LedgerDatabase database, LeaseClock clock) : ILeases
{
    public async Task<bool> Take(string name, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        const string take = """
            insert into lease (name, owner, since, lease_until) values (@Name, @Owner, @Now, @Until)
            on conflict (name) do update set
                owner = excluded.owner,
                since = case when lease.owner = excluded.owner and lease.lease_until > @Now then lease.since else excluded.since end,
                lease_until = excluded.lease_until
                where lease.owner = excluded.owner or lease.lease_until <= @Now
            """;
        var now = clock.Now;
        return await database.Execute(take, new { Name = name, Owner = owner, Now = now, Until = now + (long)duration.TotalMilliseconds }, cancellationToken) > 0;
    }

    public Task Release(string name, string owner, CancellationToken cancellationToken) =>
        database.Execute("delete from lease where name = @Name and owner = @Owner", new { Name = name, Owner = owner }, cancellationToken);

    public async Task<HeldLease?> Holder(string name, CancellationToken cancellationToken)
    {
        const string read = "select name as Name, owner as Owner, since as Since, lease_until as Until from lease where name = @Name and lease_until > @Now";
        var row = (await database.Query<Row>(read, new { Name = name, Now = clock.Now }, cancellationToken)).SingleOrDefault();
        return row is null ? null : new HeldLease(row.Name, row.Owner, UnixTime.Read(row.Since), UnixTime.Read(row.Until));
    }

    private sealed record Row(string Name, string Owner, long Since, long Until);
}
