using System.Data.Common;
using System.Reflection;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Tandem.Grains.Ledger;

/// <summary>How many rows of one table there were, and are.</summary>
public sealed record CopiedTable(string Name, long Before, long After);

/// <summary>Copies a SQLite ledger into an empty PostgreSQL one; nothing is changed in the file.</summary>
public sealed class StorageCopy(LedgerDatabase from, LedgerDatabase to)
{
    private const string States = "OrleansStorage";

    /// <summary>What each database has of itself.</summary>
    private static readonly string[] Own = ["migration", "lease", "OrleansQuery", "OrleansMembership", "OrleansMembershipVersion", "sqlite_sequence"];

    /// <summary>Tables of the PostgreSQL side that hold anything already; nothing may be there.</summary>
    public async Task<IReadOnlyList<string>> Occupied(CancellationToken stop)
    {
        var occupied = new List<string>();
        foreach (var table in (await Tables(stop)).Append(States))
            if ((await to.Query<long>($"select count(*) from {table}", null, stop))[0] > 0) occupied.Add(table);
        return occupied;
    }

    /// <summary>Copies all rows, in one transaction; before any server has started on the PostgreSQL side, since that would make keys of its own.</summary>
    public async Task Rows(CancellationToken stop)
    {
        var tables = await Tables(stop);
        await using var source = await from.Open(stop);
        await to.Write(async transaction =>
        {
            foreach (var table in tables) await Copy(source, (NpgsqlTransaction)transaction, table, stop);
            return 0;
        }, stop);
    }

    /// <summary>All tables with their rows, before and after.</summary>
    public async Task<IReadOnlyList<CopiedTable>> Compare(CancellationToken stop)
    {
        var tables = await Tables(stop);
        var copied = new List<CopiedTable>();
        foreach (var table in tables) copied.Add(new CopiedTable(table, await Count(from, table, stop), await Count(to, table, stop)));
        copied.Add(new CopiedTable(States, await Count(from, $"{States} where PayloadBinary is not null", stop), await Count(to, States, stop)));
        return copied;
    }

    /// <summary>In the order in which they refer to each other.</summary>
    private async Task<IReadOnlyList<string>> Tables(CancellationToken stop) =>
    [
        .. (await from.Query<string>(
            """
            select m.name from sqlite_master m where m.type = 'table'
            order by (select count(*) from pragma_foreign_key_list(m.name)), m.name
            """, null, stop)).Except(Own).Except([States]),
    ];

    private static async Task Copy(DbConnection source, NpgsqlTransaction transaction, string table, CancellationToken stop)
    {
        var target = transaction.Connection!;
        var columns = (await target.QueryAsync<Column>(new CommandDefinition(
            "select column_name as Name, data_type as Type, is_identity as Identity from information_schema.columns where table_schema = current_schema() and table_name = @table order by ordinal_position", new { table }, transaction, cancellationToken: stop))).AsList();
        var names = string.Join(", ", columns.Select(column => column.Name));
        await using (var rows = await source.ExecuteReaderAsync(new CommandDefinition($"select {names} from {table}", cancellationToken: stop)))
        await using (var importer = await target.BeginBinaryImportAsync($"copy {table} ({names}) from stdin (format binary)", stop))
        {
            while (await rows.ReadAsync(stop))
            {
                await importer.StartRowAsync(stop);
                for (var i = 0; i < columns.Count; i++) await Write(importer, rows, i, columns[i].Type, stop);
            }

            await importer.CompleteAsync(stop);
        }

        foreach (var column in columns.Where(column => column.Identity == "YES"))
            await target.ExecuteAsync(new CommandDefinition(
                $"select setval(pg_get_serial_sequence('{table}', '{column.Name}'), coalesce((select max({column.Name}) from {table}), 1))", null, transaction, cancellationToken: stop));
    }

    private static Task Write(NpgsqlBinaryImporter importer, DbDataReader rows, int column, string type, CancellationToken stop) =>
        rows.IsDBNull(column) ? importer.WriteNullAsync(stop) : type switch
        {
            "bigint" => importer.WriteAsync(rows.GetInt64(column), NpgsqlDbType.Bigint, stop),
            "integer" => importer.WriteAsync(rows.GetInt32(column), NpgsqlDbType.Integer, stop),
            "bytea" => importer.WriteAsync((byte[])rows.GetValue(column), NpgsqlDbType.Bytea, stop),
            _ => importer.WriteAsync(rows.GetString(column), NpgsqlDbType.Text, stop),
        };

    /// <summary>Carries over what the actors know.</summary>
    /// <param name="states">The storage of actors on the PostgreSQL side, which has started.</param>
    public async Task CarryStates(IGrainStorage states, IGrainStorageSerializer serializer, CancellationToken stop)
    {
        await using var source = await from.Open(stop);
        var storage = new LedgerGrainStorage(from, serializer);
        var types = typeof(StorageCopy).Assembly.GetTypes().SelectMany(type => type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)).SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => (State: parameter.GetCustomAttribute<PersistentStateAttribute>(), Type: parameter.ParameterType)).Where(one => one.State is not null)
            .ToDictionary(one => one.State!.StateName, one => one.Type.GenericTypeArguments[0], StringComparer.Ordinal);
        var carry = typeof(StorageCopy).GetMethod(nameof(Carry), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var (state, grain) in (await source.QueryAsync<(string, string)>($"select GrainTypeString, GrainIdExtensionString from {States} where PayloadBinary is not null")).AsList())
        {
            if (!types.TryGetValue(state, out var type)) throw new InvalidOperationException($"The file holds the state “{state}” of {grain}, which this program does not know.");
            await (Task)carry.MakeGenericMethod(type).Invoke(null, [storage, states, state, GrainId.Parse(grain, System.Globalization.CultureInfo.InvariantCulture)])!;
        }
    }

    private static async Task Carry<T>(LedgerGrainStorage storage, IGrainStorage states, string state, GrainId grain)
    {
        var read = new GrainState<T>();
        await storage.ReadStateAsync(state, grain, read);
        await states.WriteStateAsync(state, grain, new GrainState<T>(read.State));
    }

    private static async Task<long> Count(LedgerDatabase database, string table, CancellationToken stop) => (await database.Query<long>($"select count(*) from {table}", null, stop))[0];

    private sealed record Column
    {
        public required string Name { get; init; }

        public required string Type { get; init; }

        public required string Identity { get; init; }
    }
}
