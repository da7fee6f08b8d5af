using System.Data.Common;
using Dapper;

namespace Tandem.Grains.Ledger;

/// <summary>Dapper inside a transaction, in few words.</summary>
internal static class TransactionQueries
{
    public static Task<int> Execute(this DbTransaction transaction, string sql, object? parameters, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));

    public static async Task<IReadOnlyList<T>> Query<T>(this DbTransaction transaction, string sql, object? parameters, CancellationToken cancellationToken) =>
        (await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken))).AsList();
}
