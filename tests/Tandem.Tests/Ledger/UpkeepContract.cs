using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class UpkeepOnSqlite(SqliteLedger ledger) : UpkeepContract(ledger), IClassFixture<SqliteLedger>;

public sealed class UpkeepOnPostgres(PostgresLedger ledger) : UpkeepContract(ledger), IClassFixture<PostgresLedger>;

public abstract class UpkeepContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    [Fact]
    public async Task After_thirty_days_no_body_is_kept_and_after_thirteen_months_no_activity()
    {
        var (inbox, activity) = (Ledger.Get<IInbox>(), Ledger.Get<IActivity>());
        await inbox.Append(Signal(1), "{}"u8.ToArray(), Stop);
        await activity.Append([Entry(1)], Stop);
        Ledger.Clock.Advance(TimeSpan.FromDays(31));
        await inbox.Append(Signal(2), "{}"u8.ToArray(), Stop);
        await Ledger.Get<LedgerUpkeep>().Forget(Stop);
        // The old signal still waits for its pass: only its body is gone.
        Assert.Equal([(1L, false), (2L, true)], await Bodies());
        Assert.Single(await activity.Of(Order(Alpha, 1), new Page(10), Stop));

        Ledger.Clock.Advance(TimeSpan.FromDays(366));
        await activity.Append([Entry(2)], Stop);
        await Ledger.Get<LedgerUpkeep>().Forget(Stop);
        Assert.Empty(await activity.Of(Order(Alpha, 1), new Page(10), Stop));
        Assert.Single(await activity.Of(Order(Alpha, 2), new Page(10), Stop));
    }

    [Fact]
    public async Task A_shop_keeps_things_as_long_as_it_decided_and_the_others_as_long_as_the_operator_said()
    {
        var (inbox, activity, now) = (Ledger.Get<IInbox>(), Ledger.Get<IActivity>(), Ledger.Clock.GetUtcNow());
        await Ledger.Get<IShops>().Connect(Alpha, Stop);
        await Ledger.Get<IShops>().Connect(Beta, Stop);
        var kept = Tests.Decisions.Sample.Read(Tests.Decisions.Sample.Short).Decisions with { Retention = new RetentionDecision(PayloadDays: 7, ActivityMonths: 24) };
        await Ledger.Get<IDecisionStore>().Save(Alpha, 0, System.Text.Encoding.UTF8.GetString(DecisionsFile.Write(kept)), "a test", Stop);
        foreach (var shop in new[] { Alpha, Beta })
        {
            await inbox.Append(Signal(1) with { Record = Order(shop, 1) }, "{}"u8.ToArray(), Stop);
            await activity.Append([Entry(1) with { Record = Order(shop, 1) }], Stop);
        }

        Ledger.Clock.Advance(TimeSpan.FromDays(8));
        await Ledger.Get<LedgerUpkeep>().Forget(Stop);
        Assert.Equal([(1L, false), (1L, true)], await Bodies());

        Ledger.Clock.Advance(TimeSpan.FromDays(400));
        await Ledger.Get<LedgerUpkeep>().Forget(Stop);
        Assert.Equal((1, 0), ((await activity.Of(Order(Alpha, 1), new Page(10), Stop)).Count, (await activity.Of(Order(Beta, 1), new Page(10), Stop)).Count));
        Ledger.Clock.Advance(now.AddMonths(24).AddDays(1) - Ledger.Clock.GetUtcNow());
        await Ledger.Get<LedgerUpkeep>().Forget(Stop);
        Assert.Empty(await activity.Of(Order(Alpha, 1), new Page(10), Stop));
    }

    [Fact]
    public async Task Secrets_without_the_keys_that_sealed_them_stop_the_start()
    {
        await Ledger.Get<KeysAtHand>().Check(Stop);
        await Ledger.Get<ISecrets>().Put(Alpha, "odoo", "hush", Stop);
        await Ledger.Get<KeysAtHand>().Check(Stop);
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        var keys = (await connection.QueryAsync<(string Name, string Xml)>("select name, xml from data_key")).AsList();
        await connection.ExecuteAsync("delete from data_key");
        try
        {
            var refused = await Assert.ThrowsAsync<LedgerMismatchException>(() => Ledger.Get<KeysAtHand>().Check(Stop));
            Assert.StartsWith("The database holds the secrets of alpha.myshopify.com, but not the keys that open them", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            foreach (var (name, xml) in keys) await connection.ExecuteAsync("insert into data_key (name, xml) values (@name, @xml)", new { name, xml });
        }
    }

    [Fact]
    public async Task A_ring_that_is_sealed_opens_with_its_key_alone_and_is_sealed_anew_with_the_next()
    {
        var (first, second) = (Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        await connection.ExecuteAsync("delete from data_key");
        try
        {
            await With("", "", process => process.GetRequiredService<ISecrets>().Put(Alpha, "odoo", "hush", Stop));
            Assert.Contains("masterKey", await Ring(), StringComparison.Ordinal);

            await With(first, "", async process =>
            {
                await process.GetRequiredService<KeysAtHand>().Check(Stop);
                Assert.Equal("hush", await process.GetRequiredService<ISecrets>().Find(Alpha, "odoo", Stop));
            });
            var ring = await Ring();
            Assert.DoesNotContain("masterKey", ring, StringComparison.Ordinal);

            await With(second, first, async process =>
            {
                await process.GetRequiredService<KeysAtHand>().Check(Stop);
                Assert.Equal("hush", await process.GetRequiredService<ISecrets>().Find(Alpha, "odoo", Stop));
            });
            Assert.NotEqual(ring, await Ring());

            foreach (var lost in new[] { first, "" })
                await With(lost, "", async process =>
                    Assert.Contains("Set Secrets:Key", (await Assert.ThrowsAsync<LedgerMismatchException>(() => process.GetRequiredService<KeysAtHand>().Check(Stop))).Message, StringComparison.Ordinal));
        }
        finally
        {
            await connection.ExecuteAsync("delete from data_key");
        }

        async Task<string> Ring() => string.Concat(await connection.QueryAsync<string>("select xml from data_key order by name"));
    }

    [Fact]
    public async Task A_server_that_cannot_be_joined_is_not_started_beside()
    {
        var (work, here) = (Work, Worker.New());
        var refusal = () => Sole(here, new ClusterPlace()).Refusal(Stop);
        await work.Beat(here.Name, TimeSpan.FromMinutes(1), Stop);
        await work.Beat($"{Environment.MachineName}-{int.MaxValue}-dead", TimeSpan.FromMinutes(1), Stop);
        Assert.Null(await refusal());

        await work.Beat("elsewhere-in-town-1-alive", TimeSpan.FromMinutes(1), Stop);
        Assert.Contains("elsewhere-in-town", await refusal(), StringComparison.Ordinal);
        Assert.Equal(Ledger.Get<LedgerDatabase>().Dialect.OneWriter, await Sole(here, new ClusterPlace { Address = "10.0.0.5" }).Refusal(Stop) is not null);

        Ledger.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await refusal());
    }

    [Fact]
    public async Task What_a_living_worker_holds_without_working_on_it_is_given_back_and_what_it_works_on_is_not()
    {
        var (inbox, standings, hand) = (Ledger.Get<IInbox>(), Ledger.Get<IStandings>(), new WorkInHand(Work, new Worker("here")));
        await Work.Beat("here", TimeSpan.FromHours(1), Stop);
        for (var order = 1; order <= 3; order++) await inbox.Append(Signal(order), null, Stop);
        await standings.Set(Order(Alpha, 4), new Standing.RetryingAt(Now, "Odoo is down."), new RecordFacts(), null, Stop);
        Assert.Equal(3, (await Claimed("here")).Count);
        Assert.Single(await standings.Due(new ClaimTerms("here", 10, TimeSpan.FromMinutes(16)), Stop));

        // The first is worked on; the second's end could not be told; what was taken of the third and the fourth was never answered.
        hand.Begin(Order(Alpha, 1));
        hand.Begin(Order(Alpha, 2));
        Assert.Equal(0, await hand.Settle(Stop));
        hand.End(Order(Alpha, 2), untold: true);
        Assert.Equal(3, await hand.Settle(Stop));
        Assert.Equal(0, await hand.Settle(Stop));

        Assert.Equal(["2", "3"], await Claimed("another"));
        Assert.Single(await standings.Due(new ClaimTerms("another", 10, TimeSpan.FromMinutes(16)), Stop));
        hand.Doubt();
        Assert.Equal(0, await hand.Settle(Stop));

        async Task<IReadOnlyList<string>> Claimed(string worker) => [.. (await inbox.Claim(new ClaimTerms(worker, 10, TimeSpan.FromMinutes(16)), Stop)).Select(claim => claim.Record.Id).Order()];
    }

    /// <summary>A process on this database that has these keys.</summary>
    private async Task With(string key, string previous, Func<IServiceProvider, Task> act)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Tandem"] = Ledger.ConnectionString, ["Secrets:Key"] = key, ["Secrets:PreviousKey"] = previous };
        await using var process = new ServiceCollection().AddLogging().AddTandemLedger(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        await act(process);
    }

    private AbandonedWork Work => new(Ledger.Get<LedgerDatabase>(), Ledger.Get<ILeases>(), Ledger.Get<LeaseClock>());

    private SoleServer Sole(Worker worker, ClusterPlace place) =>
        new(Ledger.Get<LedgerDatabase>(), Work, Ledger.Get<LeaseClock>(), worker, Ledger.Clock, Microsoft.Extensions.Options.Options.Create(place));

    private static Signal Signal(long order) => new(Order(Alpha, order), SignalSource.Webhook, $"d{order}", $"h{order}", "orders/updated", null);

    private ActivityEntry Entry(long order) => new(Now, Order(Alpha, order), "read", ActivityOutcome.Done, "It went well.", TimeSpan.Zero, "pass");

    private async Task<IReadOnlyList<(long, bool)>> Bodies()
    {
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        return [.. (await connection.QueryAsync<string>("select record || case when body is null then '-' else '+' end from inbox order by id")).Select(row => (long.Parse(row[..^1], System.Globalization.CultureInfo.InvariantCulture), row[^1] == '+'))];
    }
}
