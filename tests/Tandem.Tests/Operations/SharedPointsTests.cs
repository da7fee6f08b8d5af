using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.TestingHost;
using Tandem.Grains.Pacing;
using Tandem.Shopify;
using Tandem.Shopify.Admin;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>Several servers that call one shop.</summary>
public sealed class SharedPointsTests
{
    private static readonly ShopDomain Shop = ShopDomain.Parse("alpha.myshopify.com");
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_servers_take_their_calls_out_of_one_budget_and_one_that_has_lost_the_other_goes_on()
    {
        await using var cluster = await Start(servers: 2);
        var (one, other) = (Points(cluster, 0), Points(cluster, 1));
        // A thousand points, of which half a point comes back each second: what has to be waited for is no matter of how fast this machine is.
        (await Take(one)).Settle(new QueryCost(Requested: 400, Maximum: 1000, Available: 1000, RestoreRate: 0.5));
        await Said(cluster, 1000);
        var (first, second) = (await Take(one), await Take(other));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (first.Wait, second.Wait));

        // By itself each server would have six hundred left.
        var third = await Take(other);
        Assert.InRange(third.Wait, TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(400));
        Assert.Equal(TimeSpan.Zero, (await other.Take(ShopDomain.Parse("beta.myshopify.com"), "Order", Stop)).Wait);

        // What one server is told, the other goes by.
        third.Hold(TimeSpan.FromHours(2));
        Assert.InRange(await Held(one, TimeSpan.FromHours(1)), TimeSpan.FromHours(1), TimeSpan.FromHours(2));

        await cluster.KillSiloAsync(cluster.Silos[1], Stop);
        await Take(one).WaitAsync(TimeSpan.FromSeconds(60), Stop);
    }

    /// <summary>What an answer said is on its way until the budget holds it.</summary>
    private static async Task Said(InProcessTestCluster cluster, double points)
    {
        var budget = cluster.Client.GetGrain<IShopPointsGrain>(Shop.Value);
        while (await budget.Left() is not { } left || left < points) await Task.Delay(20, Stop);
    }

    private static async Task<TimeSpan> Held(IShopPoints points, TimeSpan atLeast)
    {
        while (true)
        {
            if ((await Take(points)).Wait is var wait && wait >= atLeast) return wait;
            await Task.Delay(20, Stop);
        }
    }

    private static Task<PointsTaken> Take(IShopPoints points) => points.Take(Shop, "Order", Stop);

    private static SharedPoints Points(InProcessTestCluster cluster, int server) => cluster.Silos[server].ServiceProvider.GetRequiredService<SharedPoints>();

    private static async Task<InProcessTestCluster> Start(short servers)
    {
        var builder = new InProcessTestClusterBuilder(servers);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(Options.Create(new ShopifyOptions())).AddSingleton(TimeProvider.System).AddSingleton<OwnPoints>().AddSingleton<SharedPoints>());
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
