using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Inserts many signals in one statement and tells which of them were new.</summary>
internal static class InboxInsert
{
    internal const string Columns = "shop, kind, record, source, priority, topic, delivery, digest, happened_at, received_at, body, trace";
    private const int ColumnCount = 12;
    private static readonly ConcurrentDictionary<int, string> Statements = new();

    /// <summary>The answers stand in the order of the signals.</summary>
    public static async Task<IReadOnlyList<Appended>> Run(
        DbTransaction transaction, IReadOnlyList<PendingSignal> signals, CancellationToken cancellationToken)
    {
        await using var command = transaction is NpgsqlTransaction postgres && signals.Count > 1 ? InboxArrays.Command(postgres, signals) : Rows(transaction, signals);
        var stored = new HashSet<(string Shop, string Delivery)>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                stored.Add((reader.GetString(0), reader.GetString(1)));

        // Removing makes the second of two equal deliveries in one commit a duplicate.
        return [.. signals.Select(s => stored.Remove((s.Signal.Record.Shop.Value, s.Signal.Delivery)) ? Appended.Stored : Appended.Duplicate)];
    }

    private static DbCommand Rows(DbTransaction transaction, IReadOnlyList<PendingSignal> signals)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Statements.GetOrAdd(signals.Count, Statement);
        for (var i = 0; i < signals.Count; i++) Bind(command, i * ColumnCount, signals[i]);
        return command;
    }

    /// <summary>Lower goes first.</summary>
    public static long Priority(SignalSource source) => source switch
    {
        SignalSource.Webhook or SignalSource.Person => 0,
        SignalSource.Sweep or SignalSource.Reconciler or SignalSource.Poll => 1,
        SignalSource.History => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    private static string Statement(int rows)
    {
        var sql = new StringBuilder($"insert into inbox ({Columns}, state) values ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < ColumnCount; column++)
                sql.Append(CultureInfo.InvariantCulture, $"@p{(row * ColumnCount) + column}, ");
            sql.Append("'waiting')");
        }

        return sql.Append(" on conflict do nothing returning shop, delivery").ToString();
    }

    // The endpoint hands over whole arrays; only a slice is copied.
    internal static byte[] Bytes(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var part) && part.Array!.Length == part.Count ? part.Array : body.ToArray();

    private static void Bind(DbCommand command, int first, PendingSignal pending)
    {
        var signal = pending.Signal;
        object?[] values =
        [
            signal.Record.Shop.Value, RecordKey.Name(signal.Record.Kind), signal.Record.Id,
            Words.Of(signal.Source), Priority(signal.Source), signal.Topic, signal.Delivery, signal.Digest,
            UnixTime.Of(signal.HappenedAt), pending.ReceivedAt, pending.Body is { } body ? Bytes(body) : null, pending.Trace,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"p{(first + i).ToString(CultureInfo.InvariantCulture)}";
            parameter.DbType = i switch { 4 or 8 or 9 => DbType.Int64, 10 => DbType.Binary, _ => DbType.String };
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }
}
