using Npgsql;
using Tandem.Grains.Settings;
using Tandem.Sandbox.House;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>A server that cannot work with its database says why in one sentence and ends, whatever is wrong with it.</summary>
public sealed class StartTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A process of its own: what the host would say besides is part of what an operator reads.</summary>
    [Fact]
    public async Task A_failed_start_says_its_sentence_and_nothing_else()
    {
        var database = await postgres.NewDatabase(Stop);
        await Execute(database, $"alter database {new NpgsqlConnectionStringBuilder(database).Database} set default_transaction_read_only = on");

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => AppProcess.Command(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Tandem"] = database, ["Shopify:ClientId"] = "practice-client-id", ["Shopify:ClientSecret"] = "shpss_practice0123456789abcdef0123456789",
                ["urls"] = "http://127.0.0.1:0", ["Cluster:SiloPort"] = "0", ["Cluster:GatewayPort"] = "0", ["Logging:LogLevel:Default"] = "Warning",
            },
            [], Stop));

        Assert.Equal("'' ended with 2: ConnectionStrings:Tandem: the database is read-only: a standby, or default_transaction_read_only is on. Name the server that writes.", ended.Message);
    }

    [Fact]
    public async Task A_database_without_rights_without_a_login_or_that_is_not_there_is_told_with_its_remedy()
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.NewDatabase(Stop));
        var user = $"poor_{Guid.NewGuid():N}";
        await Execute(database.ToString(), $"create role {user} login");
        try
        {
            Assert.StartsWith("ConnectionStrings:Tandem: the user may not work in this database", await Sentence(database.ToString(), $"set role {user}; create table public.one (id int)"), StringComparison.Ordinal);
        }
        finally
        {
            await Execute(database.ToString(), $"drop role {user}");
        }

        var nowhere = new NpgsqlConnectionStringBuilder(database.ToString()) { Database = "nowhere" };
        Assert.Contains("Create it, with “create database tandem owner tandem”", await Sentence(nowhere.ToString(), "select 1"), StringComparison.Ordinal);
        // What an older PostgreSQL says of a function that it does not have yet.
        Assert.Contains("this PostgreSQL is too old", await Sentence(database.ToString(), "select function_of_a_newer_server()"), StringComparison.Ordinal);
        var away = new NpgsqlConnectionStringBuilder(database.ToString()) { Port = 1 };
        Assert.Contains("Is the server up, and are Host and Port right?", await Sentence(away.ToString(), "select 1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_of_either_database_is_told()
    {
        Assert.Contains("the disk of the PostgreSQL server is full", StartTrouble.Sentence(new PostgresException("could not extend file", "ERROR", "ERROR", PostgresErrorCodes.DiskFull)), StringComparison.Ordinal);
        Assert.Contains("the disk of the SQLite file is full", StartTrouble.Sentence(new Microsoft.Data.Sqlite.SqliteException("full", 13)), StringComparison.Ordinal);
        Assert.Null(StartTrouble.Sentence(new InvalidOperationException("a fault of ours")));
    }

    private static async Task<string> Sentence(string database, string sql) => StartTrouble.Sentence(await Assert.ThrowsAnyAsync<Exception>(() => Execute(database, sql)))!;

    private static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
