using Microsoft.Extensions.Configuration;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;
using Tandem.Grains.Ledger;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class GrainStateOnSqlite(SqliteLedger ledger) : GrainStateContract(ledger), IClassFixture<SqliteLedger>;

public sealed class GrainStateOnPostgres(PostgresLedger ledger) : GrainStateContract(ledger), IClassFixture<PostgresLedger>;

public abstract class GrainStateContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    [Fact]
    public async Task State_survives_a_restart()
    {
        var key = Guid.NewGuid().ToString();
        await using (var silo = await Start())
        {
            await silo.Client.GetGrain<INoteGrain>(key).Write("first");
            await silo.Client.GetGrain<INoteGrain>(key).Write("second");
        }

        await using (var silo = await Start())
        {
            Assert.Equal("second", await silo.Client.GetGrain<INoteGrain>(key).Read());
            await silo.Client.GetGrain<INoteGrain>(key).Clear();
        }

        await using (var silo = await Start())
        {
            Assert.Null(await silo.Client.GetGrain<INoteGrain>(key).Read());
            await silo.Client.GetGrain<INoteGrain>(key).Write("third");
            Assert.Equal("third", await silo.Client.GetGrain<INoteGrain>(key).Read());
        }
    }

    [Fact]
    public async Task A_write_over_somebody_elses_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        await using var one = await Start();
        await using var two = await Start();
        await one.Client.GetGrain<INoteGrain>(key).Write("one");
        Assert.Equal("one", await two.Client.GetGrain<INoteGrain>(key).Read());
        await one.Client.GetGrain<INoteGrain>(key).Write("one again");

        await Assert.ThrowsAsync<InconsistentStateException>(() => two.Client.GetGrain<INoteGrain>(key).Write("two"));

        Assert.Equal("one again", await two.Client.GetGrain<INoteGrain>(key).Read());
    }

    [Fact]
    public async Task Two_first_writes_make_one_state()
    {
        var key = Guid.NewGuid().ToString();
        await using var one = await Start();
        await using var two = await Start();
        Assert.Null(await one.Client.GetGrain<INoteGrain>(key).Read());
        Assert.Null(await two.Client.GetGrain<INoteGrain>(key).Read());
        await one.Client.GetGrain<INoteGrain>(key).Write("one");

        await Assert.ThrowsAsync<InconsistentStateException>(() => two.Client.GetGrain<INoteGrain>(key).Write("two"));
    }

    private async Task<InProcessTestCluster> Start()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Tandem"] = Ledger.ConnectionString })
            .Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = "tandem";
        builder.ConfigureSilo((_, silo) => silo.AddTandemStorage(configuration));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}

/// <summary>Keeps one note; the key is any text.</summary>
public interface INoteGrain : IGrainWithStringKey
{
    Task Write(string text);

    Task<string?> Read();

    Task Clear();
}

[GenerateSerializer]
public sealed record Note
{
    [Id(0)]
    public string? Text { get; set; }
}

public sealed class NoteGrain([PersistentState("note", GrainStateStorage.Name)] IPersistentState<Note> note) : Grain, INoteGrain
{
    public Task Write(string text)
    {
        note.State.Text = text;
        return note.WriteStateAsync();
    }

    public Task<string?> Read() => Task.FromResult(note.State.Text);

    public Task Clear() => note.ClearStateAsync();
}
