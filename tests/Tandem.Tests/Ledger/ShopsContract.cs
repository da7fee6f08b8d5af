using Tandem.Grains.Ledger;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class ShopsOnSqlite(SqliteLedger ledger) : ShopsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class ShopsOnPostgres(PostgresLedger ledger) : ShopsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class ShopsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private IShops Shops => Ledger.Get<IShops>();

    private IDecisionStore Decisions => Ledger.Get<IDecisionStore>();

    [Fact]
    public async Task A_shop_is_known_from_its_connection_to_its_uninstallation()
    {
        Assert.False(await Shops.Knows(Alpha, Stop));
        await Shops.Connect(Alpha, Stop);
        Assert.True(await Shops.Knows(Alpha, Stop));

        await Shops.Disconnect(Alpha, Stop);

        Assert.False(await Shops.Knows(Alpha, Stop));
        Assert.Equal(Now, (await Shops.Find(Alpha, Stop))!.DisconnectedAt);
        Assert.Empty(await Shops.All(Stop));
    }

    [Fact]
    public async Task Connecting_again_is_a_new_connection_only_after_an_uninstallation()
    {
        var first = Now;
        await Shops.Connect(Alpha, Stop);
        Ledger.Clock.Advance(TimeSpan.FromDays(1));
        await Shops.Connect(Alpha, Stop);
        Assert.Equal(first, (await Shops.Find(Alpha, Stop))!.ConnectedAt);

        await Shops.Disconnect(Alpha, Stop);
        await Shops.Connect(Alpha, Stop);

        Assert.Equal(Now, (await Shops.Find(Alpha, Stop))!.ConnectedAt);
    }

    [Fact]
    public async Task A_paused_flow_says_who_paused_it_and_why_until_it_is_resumed()
    {
        await Shops.Connect(Alpha, Stop);
        var flows = Ledger.Get<IFlows>();
        Assert.True(await flows.Pause(Alpha, Flow.Orders, "ann@example.com", "stock-taking", Stop));
        Assert.False(await flows.Pause(Alpha, Flow.Orders, "Tandem", "20 orders in a row were blocked by the same cause", Stop));

        var paused = Assert.Single((await Shops.Find(Alpha, Stop))!.PausedFlows);
        Assert.Equal(new PausedFlow(Flow.Orders, Now, "ann@example.com", "stock-taking"), paused);

        Assert.NotNull(await flows.Resume(Alpha, Flow.Orders, "bob@example.com", "counted", Stop));
        Assert.Null(await flows.Resume(Alpha, Flow.Orders, "bob@example.com", "counted", Stop));
        Assert.False((await Shops.Find(Alpha, Stop))!.IsPaused(Flow.Orders));
    }

    [Fact]
    public async Task A_cursor_moves_only_from_where_it_was_read()
    {
        Assert.Null(await Shops.Cursor(Alpha, "orders", Stop));
        Assert.True(await Shops.MoveCursor(Alpha, "orders", null, "2026-11-20T09:00:00Z", Stop));
        Assert.False(await Shops.MoveCursor(Alpha, "orders", null, "2026-11-20T10:00:00Z", Stop));
        Assert.True(await Shops.MoveCursor(Alpha, "orders", "2026-11-20T09:00:00Z", "2026-11-20T11:00:00Z", Stop));
        Assert.False(await Shops.MoveCursor(Alpha, "orders", "2026-11-20T09:00:00Z", "2026-11-20T12:00:00Z", Stop));

        Assert.Equal("2026-11-20T11:00:00Z", await Shops.Cursor(Alpha, "orders", Stop));
        Assert.Null(await Shops.Cursor(Beta, "orders", Stop));
    }

    [Fact]
    public async Task A_shop_remembers_its_last_sweep_and_its_last_webhook()
    {
        await Shops.Connect(Alpha, Stop);
        await Shops.NoteSweep(Alpha, 3, Stop);
        Ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        await Ledger.Get<IInbox>().Append(new Signal(Order(Alpha, 1), SignalSource.Webhook, "d1", "c1", "orders/create", null), null, Stop);

        var shop = await Shops.Find(Alpha, Stop);

        Assert.Equal((Now.AddMinutes(-1), 3, Now), (shop!.LastSweepAt, shop.LastSweepFound, shop.LastWebhookAt));
    }

    [Fact]
    public async Task Decisions_are_saved_only_over_the_version_that_was_read_and_every_version_is_kept()
    {
        Assert.Null(await Decisions.Current(Alpha, Stop));
        Assert.NotNull(await Decisions.Save(Alpha, 0, """{"taxes":1}""", "ann", Stop));
        Assert.Null(await Decisions.Save(Alpha, 0, """{"taxes":2}""", "bob", Stop));
        Assert.Null(await Decisions.Save(Alpha, 5, """{"taxes":2}""", "bob", Stop));
        var second = await Decisions.Save(Alpha, 1, """{"taxes":2}""", "bob", Stop);

        Assert.Equal(new SavedDecisions(2, """{"taxes":2}""", Now, "bob"), second);
        Assert.Equal(second, await Decisions.Current(Alpha, Stop));
        Assert.Equal(["bob", "ann"], (await Decisions.History(Alpha, Stop)).Select(d => d.SavedBy));
    }

    [Fact]
    public async Task Of_many_who_save_at_once_one_succeeds()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Decisions.Save(Alpha, 0, "{}", $"person {i}", Stop)));

        Assert.Single(saved, s => s is not null);
    }
}
