using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.TestingHost;
using Tandem.Grains.Pacing;
using Tandem.Odoo;
using Tandem.Odoo.Pacing;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>Several servers that call one Odoo.</summary>
public sealed class SharedTurnsTests
{
    private const string Odoo = "https://odoo.example.com/main";
    private static readonly TurnEnd Well = new(PaceSign.Well, TimeSpan.FromMilliseconds(1));
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_together_call_one_Odoo_no_more_at_once_than_one_may_and_a_dead_one_leaves_its_turn()
    {
        await using var cluster = await Start(servers: 3);
        var turns = cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<SharedTurns>()).ToList();
        var (inside, most, served) = (0, 0, new ConcurrentBag<int>());

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = Stop }, async (call, stop) =>
        {
            var leave = await turns[call % 3].Enter(Odoo, Turn(), stop);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            served.Add(call % 3);
            Interlocked.Decrement(ref inside);
            leave(Well);
        });
        Assert.Equal(60, served.Count);
        Assert.InRange(most, 1, 2);

        // Both turns are the third server's when it dies; the others do not wait for its calls' time to be over.
        await turns[2].Enter(Odoo, Turn(), Stop);
        await turns[2].Enter(Odoo, Turn(), Stop);
        var waiting = turns[0].Enter(Odoo, Turn(), Stop);
        await cluster.KillSiloAsync(cluster.Silos[2], Stop);
        (await waiting.WaitAsync(TimeSpan.FromSeconds(60), Stop))(null);
    }

    [Fact]
    public async Task A_person_at_one_server_goes_before_orders_that_wait_at_another()
    {
        await using var cluster = await Start(servers: 2, most: 1);
        var turns = cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<SharedTurns>()).ToList();
        var first = await turns[0].Enter(Odoo, Turn(), Stop);
        var order = turns[0].Enter(Odoo, Turn(), Stop);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var gaveUp = turns[1].Enter(Odoo, Turn(CallPriority.Person), impatient.Token);
        var person = turns[1].Enter(Odoo, Turn(CallPriority.Person), Stop);
        await Waiting(cluster, 3);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);
        first(Well);
        var next = await person;
        Assert.False(order.IsCompleted);
        next(Well);
        (await order)(null);
    }

    [Fact]
    public async Task A_server_that_is_alone_asks_nobody()
    {
        await using var cluster = await Start(servers: 1);

        (await cluster.Silos[0].ServiceProvider.GetRequiredService<SharedTurns>().Enter(Odoo, Turn(), Stop))(null);

        Assert.Equal(2, cluster.Silos[0].ServiceProvider.GetRequiredService<OwnTurns>().Slots(Odoo));
    }

    [Fact]
    public async Task A_question_that_is_lost_with_a_server_is_asked_again()
    {
        var lost = new LosesTheFirst();
        await using var cluster = await Start(servers: 2, lost: lost);

        var turn = await cluster.Silos[1].ServiceProvider.GetRequiredService<SharedTurns>().Enter(Odoo, Turn(), Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        turn(null);
        Assert.Equal(2, lost.Asked);
    }

    /// <summary>The first question is never answered.</summary>
    private sealed class LosesTheFirst : IOutgoingGrainCallFilter
    {
        private int asked;

        public int Asked => asked;

        public Task Invoke(IOutgoingGrainCallContext context) =>
            context.MethodName == nameof(IOdooTurnsGrain.Enter) && Interlocked.Increment(ref asked) == 1 ? Task.Delay(Timeout.InfiniteTimeSpan) : context.Invoke();
    }

    /// <summary>Messages are on their way until the queue holds them.</summary>
    private static async Task Waiting(InProcessTestCluster cluster, int calls)
    {
        var queue = cluster.Client.GetGrain<IOdooTurnsGrain>(Odoo);
        while (await queue.Waiting() < calls) await Task.Delay(20, Stop);
    }

    private static OdooTurn Turn(CallPriority priority = CallPriority.Orders) => new(Guid.NewGuid(), priority, []);

    private static async Task<InProcessTestCluster> Start(short servers, int most = 2, IOutgoingGrainCallFilter? lost = null)
    {
        var builder = new InProcessTestClusterBuilder(servers);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(Options.Create(new OdooOptions { MaxConcurrentCalls = most })).AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<OwnTurns>().AddSingleton<SharedTurns>();
            if (lost is not null) silo.Services.AddSingleton(lost);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
