using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>Servers on one database whose clocks disagree.</summary>
public sealed class ClockTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_whose_clock_is_wrong_takes_nothing_from_the_others_and_loses_nothing_to_them()
    {
        var database = await postgres.NewDatabase(Stop);
        await using var ahead = Server(database, TimeSpan.FromMinutes(20));
        await using var behind = Server(database, TimeSpan.FromMinutes(-20));
        await ahead.GetRequiredService<Migrations>().Apply(Stop);
        foreach (var server in new[] { ahead, behind }) await server.GetRequiredService<LeaseClock>().Look(Stop);
        Assert.InRange(ahead.GetRequiredService<LeaseClock>().Behind, TimeSpan.FromMinutes(-21), TimeSpan.FromMinutes(-19));
        // Until when one of them waits for an answer that is missing, the other one reads as the same moment.
        Assert.InRange(Shared(ahead) - Shared(behind), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));

        foreach (var (one, other, order) in new[] { (behind, ahead, 1), (ahead, behind, 2) })
        {
            var name = $"server-{order}";
            var signal = new Signal(RecordKey.Order(ShopDomain.Parse("alpha.myshopify.com"), new OrderId(order)), SignalSource.Webhook, $"d{order}", $"h{order}", "orders/create", null);
            await one.GetRequiredService<IInbox>().Append(signal, null, Stop);
            await Work(one).Beat(name, TimeSpan.FromMinutes(10), Stop);
            Assert.Single(await one.GetRequiredService<IInbox>().Claim(new ClaimTerms(name, 1, TimeSpan.FromMinutes(10)), Stop));

            Assert.Contains(name, await Work(other).Living(Stop));
            Assert.Equal(0, await Work(other).GiveBack(Stop));
            Assert.Empty(await other.GetRequiredService<IInbox>().Claim(new ClaimTerms("other", 10, TimeSpan.FromMinutes(1)), Stop));
        }

        // What a dead server was looking at is looked at by the next one at once; what a living one looks at is not.
        var leases = ahead.GetRequiredService<ILeases>();
        Assert.True(await leases.Take("sweep/alpha.myshopify.com", "dead", TimeSpan.FromMinutes(10), Stop));
        Assert.True(await leases.Take("history/alpha.myshopify.com", "dead", TimeSpan.FromMinutes(10), Stop));
        Assert.True(await leases.Take("poll/stock/alpha.myshopify.com", "server-1", TimeSpan.FromMinutes(10), Stop));
        await Work(behind).GiveBack(Stop);
        Assert.True(await leases.Take("sweep/alpha.myshopify.com", "next", TimeSpan.FromMinutes(10), Stop));
        Assert.True(await leases.Take("history/alpha.myshopify.com", "next", TimeSpan.FromMinutes(10), Stop));
        Assert.False(await leases.Take("poll/stock/alpha.myshopify.com", "next", TimeSpan.FromMinutes(10), Stop));
    }

    [Theory]
    [InlineData(1000, 1200, 1100, 0)]
    [InlineData(1000, 1200, 1000, 0)]
    [InlineData(1000, 1200, 900, -100)]
    [InlineData(1000, 1200, 1300, 100)]
    public void What_the_way_there_and_back_explains_proves_no_clock_wrong(long asked, long heard, long there, long behind) => Assert.Equal(behind, LeaseClock.Proved(asked, heard, there));

    private static DateTimeOffset Shared(ServiceProvider server) => server.GetRequiredService<SharedTime>().GetUtcNow();

    private static AbandonedWork Work(ServiceProvider server) => new(server.GetRequiredService<LedgerDatabase>(), server.GetRequiredService<ILeases>(), server.GetRequiredService<LeaseClock>());

    private static ServiceProvider Server(string database, TimeSpan skew) => new ServiceCollection().AddLogging()
        .AddSingleton<TimeProvider>(new WrongTime(skew))
        .AddTandemLedger(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Tandem"] = database }).Build())
        .BuildServiceProvider();

    private sealed class WrongTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
    }
}
