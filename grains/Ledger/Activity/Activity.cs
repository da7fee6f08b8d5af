using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Activity(LedgerDatabase database) : IActivity
{
    private const int AtOnce = 1000;

    public Task Append(IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries.Count == 0
            ? Task.CompletedTask
            : database.Write(transaction => ActivityRow.Insert(transaction, entries, cancellationToken), cancellationToken);
    }

    public Task<IReadOnlyList<ActivityEntry>> Of(RecordKey record, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var key = new KeyColumns(record);
        return Read(
            "where shop = @Shop and kind = @Kind and record = @Record order by id",
            new { key.Shop, key.Kind, key.Record, Size = (long)page.Size, Skip = (long)page.Skip },
            cancellationToken);
    }

    public Task<IReadOnlyList<ActivityEntry>> Recent(ShopDomain shop, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Read("where shop = @Shop order by id desc", new { Shop = shop.Value, Size = (long)page.Size, Skip = (long)page.Skip }, cancellationToken);
    }

    public async Task<int> Forget(Forgetting what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(what);
        // Ids grow with time, so the oldest rows come first without an index of their own.
        var oldest = $"delete from activity where id in (select id from activity where {what.Which(database.Dialect)} order by id limit @Most) and at < @Before";
        var forgotten = 0;
        while (true)
        {
            var some = await database.Execute(oldest, what.Terms(AtOnce), cancellationToken);
            forgotten += some;
            if (some < AtOnce) return forgotten;
        }
    }

    private async Task<IReadOnlyList<ActivityEntry>> Read(string which, object parameters, CancellationToken cancellationToken)
    {
        var rows = await database.Query<ActivityRow>(
            $"select {ActivityRow.Columns} from activity {which} limit @Size offset @Skip", parameters, cancellationToken);
        return [.. rows.Select(r => r.Read())];
    }
}
