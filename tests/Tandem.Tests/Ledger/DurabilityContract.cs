using Dapper;
using Tandem.Grains.Ledger;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class DurabilityOnSqlite(SqliteLedger ledger) : DurabilityContract(ledger), IClassFixture<SqliteLedger>
{
    // 2 is full, 1 is normal.
    protected override (string Ask, string AtOnce, string WithNext) Said => ("pragma synchronous", "2", "1");

    [Fact]
    public async Task Who_shares_a_transaction_gets_the_most_that_any_of_them_asks_for()
    {
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var busy = Database.Write(Durable.WithNext, async _ => { started.SetResult(); await go.Task; return 0; }, Stop);
        await started.Task;
        // Both wait for the one above, so they go on together.
        var lease = SaidIn(Durable.WithNext);
        var promise = SaidIn(Durable.AtOnce);
        go.SetResult();

        Assert.Equal(0, await busy);
        Assert.Equal("2", await lease);
        Assert.Equal("2", await promise);
    }
}

public sealed class DurabilityOnPostgres(PostgresLedger ledger) : DurabilityContract(ledger), IClassFixture<PostgresLedger>
{
    protected override (string Ask, string AtOnce, string WithNext) Said => ("show synchronous_commit", "on", "off");
}

public abstract class DurabilityContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    /// <summary>How the database says when it flushes a commit, and what it says for each kind.</summary>
    protected abstract (string Ask, string AtOnce, string WithNext) Said { get; }

    protected LedgerDatabase Database => Ledger.Get<LedgerDatabase>();

    [Fact]
    public async Task A_commit_is_flushed_at_once_unless_it_may_wait_for_the_next()
    {
        Assert.Equal(Said.AtOnce, await SaidIn(Durable.AtOnce));
        Assert.Equal(Said.WithNext, await SaidIn(Durable.WithNext));
        Assert.Equal(Said.AtOnce, await SaidIn(Durable.AtOnce));
    }

    protected Task<string> SaidIn(Durable durable) => Database.Write(
        durable, async transaction => $"{await transaction.Connection!.ExecuteScalarAsync<object>(new CommandDefinition(Said.Ask, transaction: transaction, cancellationToken: Stop))}", Stop);
}
