using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Tandem.Grains.Ledger;

/// <summary>The one way to the ledger's rows: short reads and short transactions on whichever database was configured.</summary>
public sealed class LedgerDatabase(Dialect dialect) : IDisposable
{
    // SQLite lets one transaction write; queueing here is fair and cheap, where its own busy wait is neither.
    private readonly SemaphoreSlim writing = new(1, 1);

    public Dialect Dialect => dialect;

    /// <summary>Reads without a transaction.</summary>
    public async Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var connection = await Open(cancellationToken);
        return await query(connection);
    }

    /// <summary>Runs everything in one transaction; the task completes after the commit is durable.</summary>
    public async Task<T> Write<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        if (dialect.OneWriter) await writing.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await Open(cancellationToken);
            await using var transaction = await Begin(connection, cancellationToken);
            var answer = await work(transaction);
            await transaction.CommitAsync(cancellationToken);
            return answer;
        }
        finally
        {
            if (dialect.OneWriter) writing.Release();
        }
    }

    /// <summary>One writing statement in a transaction of its own; answers the number of rows it touched.</summary>
    public Task<int> Execute(string sql, object? parameters, CancellationToken cancellationToken) =>
        Write(t => t.Execute(sql, parameters, cancellationToken), cancellationToken);

    /// <summary>A query whose rows are read to the end.</summary>
    public Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters, CancellationToken cancellationToken) => Read<IReadOnlyList<T>>(
        async c => (await c.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList(), cancellationToken);

    public async Task<DbConnection> Open(CancellationToken cancellationToken)
    {
        var connection = dialect.NewConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (dialect.OnOpen is { } pragmas) await connection.ExecuteAsync(new CommandDefinition(pragmas, cancellationToken: cancellationToken));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => writing.Dispose();

    // Not deferred: SQLite takes the write lock at once and so never has to give up half-way for another writer.
    private static async Task<DbTransaction> Begin(DbConnection connection, CancellationToken cancellationToken) =>
        connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync(cancellationToken);
}
