using Npgsql;
using Tandem.Tests.Fixtures;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Tandem.Tests.Fixtures;

/// <summary>One PostgreSQL for the whole test run, started by the first test that asks: the server that TANDEM_TEST_POSTGRES names, or a throw-away cluster.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly List<string> made = [];
    private PostgresCluster? cluster;

    /// <summary>A connection string to a new, empty database; skips the test where there is no PostgreSQL.</summary>
    public async Task<string> NewDatabase(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("TANDEM_TEST_POSTGRES") is { Length: > 0 } server) return await On(server, cancellationToken);
        var programs = PostgresCluster.Programs();
        if (programs is null) Assert.Skip("PostgreSQL's server programs are not installed and TANDEM_TEST_POSTGRES names no server.");
        await starting.WaitAsync(cancellationToken);
        try
        {
            cluster ??= await PostgresCluster.Start(programs, durable: false, cancellationToken);
        }
        finally
        {
            starting.Release();
        }

        return await cluster.NewDatabase(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (cluster is not null) await cluster.DisposeAsync();
        if (Environment.GetEnvironmentVariable("TANDEM_TEST_POSTGRES") is { Length: > 0 } server) await Drop(server);
        starting.Dispose();
    }

    private async Task<string> On(string server, CancellationToken cancellationToken)
    {
        var name = $"tandem_test_{Guid.NewGuid():N}";
        lock (made) made.Add(name);
        return await PostgresCluster.NewDatabase(server, name, cancellationToken);
    }

    private async Task Drop(string server)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        foreach (var name in made)
        {
            await using var drop = connection.CreateCommand();
            drop.CommandText = $"drop database if exists {name} with (force)";
            await drop.ExecuteNonQueryAsync();
        }
    }
}
