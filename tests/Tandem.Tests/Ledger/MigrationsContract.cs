using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class MigrationsOnSqlite(SqliteLedger ledger) : MigrationsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class MigrationsOnPostgres(PostgresLedger ledger) : MigrationsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class MigrationsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private Migrations Migrations => Ledger.Get<Migrations>();

    [Fact]
    public async Task Applying_again_changes_nothing() => Assert.Equal(0, await Migrations.Apply(Stop));

    [Fact]
    public async Task Several_processes_may_migrate_at_once()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => Ledger.NewProcess()).ToList();

        var applied = await Task.WhenAll(processes.Select(p => p.GetRequiredService<Migrations>().Apply(Stop)));

        Assert.All(applied, a => Assert.Equal(0, a));
        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_refused_with_a_sentence()
    {
        await Change("insert into migration (number, name, hash, applied_at) values (999, '0999_future.sql', 'x', 0)");

        var refused = await Assert.ThrowsAsync<LedgerMismatchException>(() => Migrations.Apply(Stop));

        await Change("delete from migration where number = 999");
        Assert.Contains("newer than this program", refused.Message, StringComparison.Ordinal);
        Assert.Contains("0999_future.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_edited_after_it_was_applied_is_refused_with_a_sentence()
    {
        await Change("update migration set hash = 'x' || hash where number = 2");

        var refused = await Assert.ThrowsAsync<LedgerMismatchException>(() => Migrations.Apply(Stop));

        await Change("update migration set hash = substr(hash, 2) where number = 2");
        Assert.Contains("0002_standings.sql", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Migrations.Apply(Stop));
    }

    private async Task Change(string sql)
    {
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        await connection.ExecuteAsync(sql);
    }
}
