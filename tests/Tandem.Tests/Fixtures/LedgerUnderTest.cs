using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Tandem.Grains.Ledger;
using Xunit;

namespace Tandem.Tests.Fixtures;

/// <summary>A migrated ledger on one of the databases, with a clock that the test moves.</summary>
public abstract class LedgerUnderTest : IAsyncLifetime
{
    private static readonly string[] Tables =
        ["inbox", "inbox_lease", "blocker", "flow_standing", "standing", "latency", "activity", "shop", "paused_flow", "flow_switch", "sweep_cursor", "decisions", "secret", "token", "lease", "product_link", "product_match", "stock_level", "product_field", "reconciliation", "finding", "setup_draft", "setup_sight", "launch", "staff", "pilot_order", "pilot_approval", "setup_diary", "privacy_request", "hand_mark", "reconcile_request", "alert", "day_count"];

    private ServiceProvider? services;

    public string ConnectionString { get; private set; } = "";

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await NewDatabase(TestContext.Current.CancellationToken);
        services = NewProcess();
        await Get<Migrations>().Apply(TestContext.Current.CancellationToken);
    }

    public T Get<T>() where T : notnull => services!.GetRequiredService<T>();

    /// <summary>Another process's ledger on the same database.</summary>
    public ServiceProvider NewProcess(Action<InboxOptions>? options = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Tandem"] = ConnectionString })
            .Build();
        var collection = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Warning)).AddSingleton<TimeProvider>(Clock).AddTandemLedger(configuration);
        if (options is not null) collection.Configure(options);
        return collection.BuildServiceProvider();
    }

    /// <summary>Empties every table, so that each test starts with nothing.</summary>
    public async Task Empty()
    {
        await using var connection = await Get<LedgerDatabase>().Open(TestContext.Current.CancellationToken);
        foreach (var table in Tables) await connection.ExecuteAsync($"delete from {table}");
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null) await services.DisposeAsync();
        await Drop();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<string> NewDatabase(CancellationToken cancellationToken);

    protected abstract ValueTask Drop();
}

public sealed class SqliteLedger : LedgerUnderTest
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"tandem-{Path.GetRandomFileName()}.db");

    protected override Task<string> NewDatabase(CancellationToken cancellationToken) => Task.FromResult($"Data Source={file}");

    protected override ValueTask Drop()
    {
        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(file + suffix);
        return ValueTask.CompletedTask;
    }
}

public sealed class PostgresLedger(PostgresServer server) : LedgerUnderTest
{
    protected override Task<string> NewDatabase(CancellationToken cancellationToken) => server.NewDatabase(cancellationToken);

    protected override ValueTask Drop()
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        return ValueTask.CompletedTask;
    }
}
