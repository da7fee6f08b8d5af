using System.Data.Common;

namespace Tandem.Grains.Ledger;

/// <summary>Brings the ledger's tables up to this program: in one transaction, one process at a time.</summary>
public sealed class Migrations
{
    private const string Table = """
        create table if not exists migration (
            number bigint primary key,
            name text not null,
            hash text not null,
            applied_at bigint not null)
        """;

    private const string Read = "select number as Number, name as Name, hash as Hash from migration order by number";

    private readonly LedgerDatabase database;
    private readonly TimeProvider clock;
    private readonly IReadOnlyList<Migration> known;

    public Migrations(LedgerDatabase database, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(database);
        (this.database, this.clock, known) = (database, clock, Migration.Of(database.Dialect));
    }

    /// <summary>Applies what is missing and answers how many files that were.</summary>
    /// <exception cref="LedgerMismatchException">The database is newer than this program, or a file that was applied has changed since.</exception>
    public Task<int> Apply(CancellationToken cancellationToken) => database.Write(async transaction =>
    {
        if (database.Dialect.MigrationLock is { } taken) await transaction.Execute(taken, null, cancellationToken);
        await transaction.Execute(Table, null, cancellationToken);
        var applied = await transaction.Query<Applied>(Read, null, cancellationToken);
        Check(applied);
        foreach (var migration in known.Skip(applied.Count)) await Apply(migration, transaction, cancellationToken);
        return known.Count - applied.Count;
    }, cancellationToken);

    /// <summary>How many files are not applied yet. A newer program may have applied more beside this one, which goes on: files only add.</summary>
    public async Task<int> Outstanding(CancellationToken cancellationToken)
    {
        var applied = await database.Query<Applied>(Read, null, cancellationToken);
        return known.Count(file => applied.All(row => row.Number != file.Number));
    }

    private async Task Apply(Migration migration, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.Execute(database.Dialect.Spell(migration.Sql), null, cancellationToken);
        await transaction.Execute(
            "insert into migration (number, name, hash, applied_at) values (@Number, @Name, @Hash, @At)",
            new { Number = (long)migration.Number, migration.Name, migration.Hash, At = clock.NowMs() },
            cancellationToken);
    }

    private void Check(IReadOnlyList<Applied> applied)
    {
        if (applied.Count > known.Count)
            throw new LedgerMismatchException(
                $"The database is newer than this program: it has migration {applied[^1].Name}, this program ends at {known[^1].Name}. Start the newer program, or restore the backup taken before it ran.");

        foreach (var (row, file) in applied.Zip(known))
            if (row.Number != file.Number || row.Hash != file.Hash)
                throw new LedgerMismatchException(
                    $"Migration {row.Name} was applied to this database with another text than this program's {file.Name}. Applied files never change: put the old text back and write a new file.");
    }

    private sealed record Applied(long Number, string Name, string Hash);
}
