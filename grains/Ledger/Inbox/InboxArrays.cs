using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Many signals as one array for each column, as PostgreSQL alone takes them: one statement however many there are, which it plans once.</summary>
internal static class InboxArrays
{
    private const string Statement = $"""
        insert into inbox ({InboxInsert.Columns}, state)
        select s.*, 'waiting' from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) s
        on conflict do nothing returning shop, delivery
        """;

    public static DbCommand Command(NpgsqlTransaction transaction, IReadOnlyList<PendingSignal> signals)
    {
        var command = new NpgsqlCommand(Statement, transaction.Connection, transaction);
        var parameters = command.Parameters;
        parameters.Add(Column(signals, NpgsqlDbType.Text, one => one.Signal.Record.Shop.Value));
        parameters.Add(Column(signals, NpgsqlDbType.Text, one => RecordKey.Name(one.Signal.Record.Kind)));
        parameters.Add(Column(signals, NpgsqlDbType.Text, one => one.Signal.Record.Id));
        parameters.Add(Column(signals, NpgsqlDbType.Text, one => Words.Of(one.Signal.Source)));
        parameters.Add(Column(signals, NpgsqlDbType.Bigint, one => InboxInsert.Priority(one.Signal.Source)));
        parameters.Add(Column(signals, NpgsqlDbType.Text, one => one.Signal.Topic));
        parameters.Add(Column(signals, NpgsqlDbType.Text, one => one.Signal.Delivery));
        parameters.Add(Column(signals, NpgsqlDbType.Text, one => one.Signal.Digest));
        parameters.Add(Column(signals, NpgsqlDbType.Bigint, one => UnixTime.Of(one.Signal.HappenedAt)));
        parameters.Add(Column(signals, NpgsqlDbType.Bigint, one => one.ReceivedAt));
        parameters.Add(Column(signals, NpgsqlDbType.Bytea, one => one.Body is { } body ? InboxInsert.Bytes(body) : null));
        parameters.Add(Column(signals, NpgsqlDbType.Text, one => one.Trace));
        return command;
    }

    private static NpgsqlParameter<T[]> Column<T>(IReadOnlyList<PendingSignal> signals, NpgsqlDbType type, Func<PendingSignal, T> value)
    {
        var values = new T[signals.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(signals[i]);
        return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
