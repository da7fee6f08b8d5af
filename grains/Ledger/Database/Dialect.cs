using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tandem.Grains.Ledger;

/// <summary>The few points in which the two databases differ; everything else is one SQL.</summary>
/// <param name="Name">How sentences name the database.</param>
/// <param name="ConnectionString">Normalised for the driver.</param>
/// <param name="Invariant">The name under which Orleans knows the driver.</param>
public abstract record Dialect(string Name, string ConnectionString, string Invariant)
{
    /// <summary>At most one transaction may write at a time.</summary>
    public abstract bool OneWriter { get; }

    /// <summary>Added to a sub-select so that two silos never wait for, nor take, each other's rows.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Added to a select so that nobody changes its rows before the transaction ends.</summary>
    public abstract string ForShare { get; }

    /// <summary>A condition that a column is one of a parameter's values, which must be an array.</summary>
    public abstract string OneOf(string parameter);

    public abstract DbConnection NewConnection();

    /// <summary>Run on each connection after it opens; null when nothing is needed.</summary>
    public abstract string? OnOpen { get; }

    /// <summary>Makes commits this durable: on SQLite those of a connection, said before a transaction; on PostgreSQL that of the transaction under way.</summary>
    public abstract string Commits(Durable durable);

    /// <summary>Asks for the database's own time, in Unix milliseconds; null where it has no clock but ours.</summary>
    public abstract string? Clock { get; }

    /// <summary>Run inside the migration's transaction so that only one process migrates; null when the transaction itself does it.</summary>
    public abstract string? MigrationLock { get; }

    /// <summary>Asks the database for every table that has a column <c>shop</c>.</summary>
    public abstract string TablesOfShops { get; }

    /// <summary>Writes the column types that have no common name: <c>{blob}</c>, <c>{identity}</c> and, where Orleans reads it, <c>{time}</c>.</summary>
    public abstract string Spell(string sql);

    /// <summary>The connection string decides: <c>Host=…</c> or <c>postgres://…</c> is PostgreSQL, <c>Data Source=…</c> or a bare path is a SQLite file.</summary>
    /// <exception cref="FormatException">The text is empty or names neither.</exception>
    public static Dialect Of(string? connectionString)
    {
        var text = connectionString?.Trim();
        if (string.IsNullOrEmpty(text))
            throw new FormatException("ConnectionStrings:Tandem is empty: write the path of a SQLite file, or a PostgreSQL connection such as Host=db;Database=tandem;Username=tandem.");

        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return new OnPostgres(PostgresUri.Read(text));

        if (Names(text, "Host") || Names(text, "Server")) return new OnPostgres(text);
        if (Names(text, "Data Source") || Names(text, "DataSource") || Names(text, "Filename")) return new OnSqlite(text);
        if (!text.Contains('=', StringComparison.Ordinal)) return new OnSqlite($"Data Source={text}");
        throw new FormatException("ConnectionStrings:Tandem names neither a SQLite file (Data Source=…) nor a PostgreSQL server (Host=…).");
    }

    private static bool Names(string text, string key) => text.Split(';')
        .Any(part => part.TrimStart().StartsWith(key, StringComparison.OrdinalIgnoreCase)
            && part.TrimStart()[key.Length..].TrimStart().StartsWith('='));

    private sealed record OnSqlite(string Given) : Dialect("SQLite", Normal(Given), "System.Data.SQLite")
    {
        public override bool OneWriter => true;

        public override string SkipLocked => "";

        public override string ForShare => "";

        // WAL stays with the file; the rest belongs to each connection. FULL: an acknowledged commit survives a power cut.
        public override string? OnOpen => "pragma busy_timeout = 30000; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;";

        // Normal in WAL: the file is written at once, and flushed with the next full commit or before it is folded into the database.
        public override string Commits(Durable durable) => durable == Durable.AtOnce ? "pragma synchronous = full" : "pragma synchronous = normal";

        public override string? Clock => null;

        public override string? MigrationLock => null;

        public override string TablesOfShops => "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'shop' where m.type = 'table' order by m.name";

        // Dapper writes one parameter for each value.
        public override string OneOf(string parameter) => $"in @{parameter}";

        public override DbConnection NewConnection() => new SqliteConnection(ConnectionString);

        public override string Spell(string sql) => sql
            .Replace("{blob}", "blob", StringComparison.Ordinal)
            .Replace("{time}", "text", StringComparison.Ordinal)
            .Replace("{identity}", "integer primary key autoincrement", StringComparison.Ordinal);

        private static string Normal(string given) => new SqliteConnectionStringBuilder(given) { ForeignKeys = true, Pooling = true }.ToString();
    }

    private sealed record OnPostgres(string Given) : Dialect("PostgreSQL", Normal(Given), "Npgsql")
    {
        public override bool OneWriter => false;

        public override string SkipLocked => "for update skip locked";

        public override string ForShare => "for share";

        public override string? OnOpen => null;

        public override string Commits(Durable durable) => durable == Durable.AtOnce ? "set local synchronous_commit to on" : "set local synchronous_commit to off";

        public override string? Clock => "select (extract(epoch from clock_timestamp()) * 1000)::bigint";

        public override string? MigrationLock => "select pg_advisory_xact_lock(8276102)";

        public override string TablesOfShops =>
            "select c.table_name::text from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where c.table_schema = current_schema() and c.column_name = 'shop' and t.table_type = 'BASE TABLE' order by 1";

        public override string OneOf(string parameter) => $"= any(@{parameter})";

        public override DbConnection NewConnection() => new NpgsqlConnection(ConnectionString);

        public override string Spell(string sql) => sql
            .Replace("{blob}", "bytea", StringComparison.Ordinal)
            .Replace("{time}", "timestamptz", StringComparison.Ordinal)
            .Replace("{identity}", "bigint generated always as identity primary key", StringComparison.Ordinal);

        private const string GssEncryption = "GSS Encryption Mode";

        private static string Normal(string given)
        {
            var settings = new NpgsqlConnectionStringBuilder(given);
            if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 200;
            // Else each program says that Kerberos' library is missing, which small images are without.
            if (!settings.ShouldSerialize(GssEncryption)) settings[GssEncryption] = nameof(GssEncryptionMode.Disable);
            return settings.ToString();
        }
    }
}
