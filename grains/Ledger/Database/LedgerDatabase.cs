using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Tandem.Grains.Ledger;

/// <summary>The one way to the ledger's rows: short reads and short transactions on whichever database was configured.</summary>
public sealed class LedgerDatabase
{
    private readonly Dialect dialect;
    private readonly WriteTurns turns;

    // Connections come from a pool, and what they were told once holds for as long as they live.
    private readonly ConditionalWeakTable<SafeHandle, StrongBox<Durable>> prepared = [];

    public LedgerDatabase(Dialect dialect) => (this.dialect, turns) = (dialect, new WriteTurns(Open, Begin));

    public Dialect Dialect => dialect;

    /// <summary>Reads without a transaction.</summary>
    public async Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var connection = await Open(cancellationToken);
        return await query(connection);
    }

    /// <summary>Runs everything in one transaction; the task completes after the commit is durable.</summary>
    public Task<T> Write<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) => Write(Durable.AtOnce, work, cancellationToken);

    /// <summary>Runs everything in one transaction; the task completes after the commit, which is as durable as asked for.</summary>
    public Task<T> Write<T>(Durable durable, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        dialect.OneWriter ? turns.Write(durable, work, cancellationToken) : Transaction(durable, work, cancellationToken);

    /// <summary>One writing statement in a transaction of its own; answers the number of rows it touched.</summary>
    public Task<int> Execute(string sql, object? parameters, CancellationToken cancellationToken) => Execute(Durable.AtOnce, sql, parameters, cancellationToken);

    /// <inheritdoc cref="Execute(string, object?, CancellationToken)"/>
    public Task<int> Execute(Durable durable, string sql, object? parameters, CancellationToken cancellationToken) =>
        Write(durable, t => t.Execute(sql, parameters, cancellationToken), cancellationToken);

    /// <summary>A query whose rows are read to the end.</summary>
    public Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters, CancellationToken cancellationToken) => Read<IReadOnlyList<T>>(
        async c => (await c.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList(), cancellationToken);

    public async Task<DbConnection> Open(CancellationToken cancellationToken)
    {
        var connection = dialect.NewConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (dialect.OnOpen is { } pragmas && connection is SqliteConnection { Handle: { } handle } && !prepared.TryGetValue(handle, out _))
            {
                await connection.ExecuteAsync(new CommandDefinition(pragmas, cancellationToken: cancellationToken));
                prepared.AddOrUpdate(handle, new StrongBox<Durable>(Durable.AtOnce));
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<T> Transaction<T>(Durable durable, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await Open(cancellationToken);
        await using var transaction = await Begin(connection, durable, cancellationToken);
        var answer = await work(transaction);
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    private async Task<DbTransaction> Begin(DbConnection connection, Durable durable, CancellationToken cancellationToken)
    {
        if (connection is SqliteConnection sqlite) return await Begin(sqlite, durable, cancellationToken);
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (durable != Durable.AtOnce) await transaction.Execute(dialect.Commits(durable), null, cancellationToken);
        return transaction;
    }

    private async Task<DbTransaction> Begin(SqliteConnection connection, Durable durable, CancellationToken cancellationToken)
    {
        if (prepared.TryGetValue(connection.Handle!, out var now) && now.Value != durable)
        {
            await connection.ExecuteAsync(new CommandDefinition(dialect.Commits(durable), cancellationToken: cancellationToken));
            now.Value = durable;
        }

        // Not deferred: SQLite takes the write lock at once and so never has to give up half-way for another writer.
        return connection.BeginTransaction(deferred: false);
    }
}
