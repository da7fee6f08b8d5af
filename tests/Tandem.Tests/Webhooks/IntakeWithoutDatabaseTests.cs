using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Webhooks;

/// <summary>A database server that goes away and comes back, under a running endpoint.</summary>
public sealed class IntakeWithoutDatabaseTests
{
    [Fact]
    public async Task While_the_database_is_down_deliveries_are_503_within_Shopifys_patience_and_afterwards_they_are_kept()
    {
        var stop = TestContext.Current.CancellationToken;
        var programs = PostgresCluster.Programs();
        if (programs is null) Assert.Skip("PostgreSQL's server programs are not installed.");
        await using var cluster = await PostgresCluster.Start(programs, durable: false, stop);
        await using var endpoint = await Endpoint.Start(await cluster.NewDatabase(stop), stop);
        await endpoint.Services.GetRequiredService<IShops>().Connect(ShopDomain.Parse("alpha.myshopify.com"), stop);
        Assert.Equal(HttpStatusCode.OK, await Deliver(endpoint, 1, stop));

        await cluster.Stop(stop);
        var clock = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Deliver(endpoint, 2, stop));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await cluster.Restart(stop);

        Assert.Equal(HttpStatusCode.OK, await Deliver(endpoint, 2, stop));
        Assert.Equal(2, Assert.Single(await endpoint.Services.GetRequiredService<IInbox>().Backlogs(stop)).Signals);
    }

    private static async Task<HttpStatusCode> Deliver(Endpoint endpoint, int order, CancellationToken stop)
    {
        using var answer = await endpoint.Deliver($$"""{"id":{{order}}}""", stop);
        return answer.StatusCode;
    }
}
