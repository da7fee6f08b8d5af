using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Reconciler;
using Tandem.Shopify.Tokens;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Reconciliation;

public sealed class AlertTests(SqliteLedger ledger) : IClassFixture<SqliteLedger>, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly ShopDomain Alpha = ShopDomain.Parse("alpha.myshopify.com");
    private static readonly AlertsOptions Defaults = new();
    private readonly string folder = Directory.CreateTempSubdirectory("tandem-alerts-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_well_is_no_alert() => Assert.Empty(AlertRules.Of(Sight(), Defaults, Now));

    [Fact]
    public void A_paused_flow_goes_to_whose_flow_it_is_and_a_person_is_not_named()
    {
        var byItself = new PausedFlow(Flow.Payments, Now.AddHours(-1), FlowHands.Tandem, "The last: invoice of Ann Jones", BlockerCode.JournalUnmapped);
        var byHand = new PausedFlow(Flow.Inventory, Now.AddHours(-2), "Ann Jones", "Ann counts the shelves");
        var launch = new PausedFlow(Flow.Orders, Now.AddHours(-2), FlowHands.Launch, "not launched");
        var alerts = AlertRules.Of(Sight() with { Shop = Shop([byItself, byHand, launch]), Held = new Dictionary<Flow, int> { [Flow.Payments] = 12 } }, Defaults, Now);

        Assert.Equal([Role.Finance, Role.Operations], alerts.Select(alert => alert.Owner));
        Assert.Contains("The flow payments is paused since 22 November 11:00 UTC, by itself: one cause (journal unmapped)", alerts[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("12 records wait for it.", alerts[0].Sentence, StringComparison.Ordinal);
        Assert.All(alerts, alert => Assert.DoesNotContain("Ann", alert.Sentence + alert.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void Silence_of_Shopifys_is_told_when_looking_finds_orders_and_lasts_until_a_webhook_comes()
    {
        var quiet = Sight() with { Shop = Shop([]) with { LastWebhookAt = Now.AddHours(-7), LastSweepFound = 0 } };
        Assert.Empty(AlertRules.Of(quiet, Defaults, Now));

        var missed = quiet with { Shop = quiet.Shop with { LastSweepFound = 2 } };
        Assert.Equal(AlertKind.NoWebhooks, Assert.Single(AlertRules.Of(missed, Defaults, Now)).Kind);
        Assert.Single(AlertRules.Of(quiet with { NoWebhooks = true }, Defaults, Now));
        Assert.Empty(AlertRules.Of(missed with { NoWebhooks = true, Shop = missed.Shop with { LastWebhookAt = Now } }, Defaults, Now));
    }

    [Fact]
    public void What_waits_what_ends_and_what_is_gone_is_the_technical_peoples()
    {
        Assert.Equal(AlertKind.OdooDoubted, Only(Sight() with { Shop = Shop([.. Flows.All.Select(flow => new PausedFlow(flow, Now, FlowHands.Tandem, "Odoo was set back."))]) }));
        Assert.Equal(AlertKind.InboxWaits, Only(Sight() with { WaitingSince = Now.AddMinutes(-16) }));
        Assert.Equal(AlertKind.NoServer, Only(Sight() with { WaitingSince = Now.AddMinutes(-16), ServerRuns = false }));
        Assert.Equal(AlertKind.TokenEnds, Only(Sight() with { TokenEnds = Now.AddDays(13) }));
        Assert.Equal(AlertKind.TokenRefused, Only(Sight() with { TokenEnds = Now.AddDays(13), TokenRefused = Now.AddHours(-1) }));
        Assert.Equal(AlertKind.KeyEnds, Only(Sight() with { KeyEnds = Now.AddDays(-1) }));
        Assert.Empty(AlertRules.Of(Sight() with { WaitingSince = Now.AddMinutes(-14), TokenEnds = Now.AddDays(15), KeyEnds = Now.AddDays(90) }, Defaults, Now));

        static AlertKind Only(AlertSight sight)
        {
            var alert = Assert.Single(AlertRules.Of(sight, Defaults, Now));
            Assert.Equal(Role.Technical, alert.Owner);
            return alert.Kind;
        }
    }

    [Fact]
    public void Readers_have_what_they_asked_for_by_flow_or_by_role_and_nothing_goes_to_nobody()
    {
        var mail = Mail("payments=cfo@example.com, finance=books@example.com, technical=it@example.com, all@example.com");
        Assert.Equal(["all@example.com", "cfo@example.com"], mail.Readers(Role.Finance, Flow.Payments, []));
        Assert.Equal(["books@example.com", "all@example.com"], mail.Readers(Role.Finance, Flow.Refunds, []));
        Assert.Equal(["it@example.com", "all@example.com"], mail.Readers(Role.Technical, null, []));
        Assert.Equal(["it@example.com"], Mail("technical=it@example.com").Readers(Role.Operations, Flow.Inventory, []));
        // A shop's own readers are told where nobody was named for alerts, before those who read anything.
        ReportReader[] shops = [new(Role.Finance, "shop@example.com")];
        Assert.Equal(["it@example.com"], Mail("technical=it@example.com").Readers(Role.Finance, null, shops));
        Assert.Equal(["shop@example.com"], Mail("", "all@example.com").Readers(Role.Finance, null, shops));
        Assert.Equal(["all@example.com"], Mail("", "all@example.com").Readers(Role.Finance, null, []));
        Assert.Contains("warehouse", Assert.Throws<FormatException>(() => Mail("warehouse=a@example.com").Check()).Message, StringComparison.Ordinal);
        Assert.Contains("no mail address", Assert.Throws<FormatException>(() => Mail("technical=it").Check()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trouble_is_mailed_once_again_after_a_day_and_once_more_when_it_is_over()
    {
        await ledger.Empty();
        await ledger.Get<IShops>().Connect(Alpha, Stop);
        await ledger.Get<IFlows>().Pause(Alpha, Flow.Payments, "Ann Jones", "Ann counts", Stop);
        var watch = Watch();

        await Beat();
        Assert.Equal(1, await watch.Look(Stop));
        ledger.Clock.Advance(TimeSpan.FromHours(23));
        await Beat();
        // Nor is it told again by another process.
        Assert.Equal(0, await Watch().Look(Stop));
        ledger.Clock.Advance(TimeSpan.FromHours(2));
        await Beat();
        Assert.Equal(1, await watch.Look(Stop));
        await ledger.Get<IFlows>().Resume(Alpha, Flow.Payments, "Ann Jones", "done", Stop);
        Assert.Equal(1, await watch.Look(Stop));
        Assert.Equal(0, await watch.Look(Stop));

        var mails = Directory.GetFiles(folder).Select(file => MimeMessage.Load(file, Stop)).ToList();
        Assert.Equal(2, mails.Count(mail => mail.Subject == "alpha.myshopify.com: the flow payments is paused"));
        Assert.Equal("alpha.myshopify.com: over: the flow payments is paused", Assert.Single(mails, mail => mail.Subject!.Contains("over", StringComparison.Ordinal)).Subject);
        Assert.All(mails, mail => Assert.DoesNotContain("Ann", mail.TextBody!, StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.TextBody!.Contains("We wrote of this 1 day ago, and it still is so.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signals_of_a_paused_flow_and_of_an_import_wait_without_alarm()
    {
        await ledger.Empty();
        await ledger.Get<IShops>().Connect(Alpha, Stop);
        var inbox = ledger.Get<IInbox>();
        await inbox.Append(Signal(1, SignalSource.History), null, Stop);
        Assert.Null(await ledger.Get<IAlerts>().WaitingSince(Alpha, Stop));

        var came = ledger.Clock.GetUtcNow();
        await inbox.Append(Signal(2, SignalSource.Sweep), null, Stop);
        ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        await inbox.Append(Signal(3, SignalSource.Webhook), null, Stop);
        Assert.Equal(came, await ledger.Get<IAlerts>().WaitingSince(Alpha, Stop));

        await ledger.Get<IFlows>().Pause(Alpha, Flow.Orders, "somebody", "a look", Stop);
        Assert.Null(await ledger.Get<IAlerts>().WaitingSince(Alpha, Stop));
    }

    private Task<bool> Beat() => ledger.Get<ILeases>().Take(Servers.Lease, "a server", TimeSpan.FromSeconds(8), Stop);

    private AlertWatch Watch()
    {
        var reading = new AlertReading(ledger.Get<IAlerts>(), ledger.Get<IFlows>(), ledger.Get<ITokens>(), new NoTokens(), ledger.Get<ILeases>(), new AlertKeys(new NoBooks(), ledger.Clock));
        return new AlertWatch(
            reading, ledger.Get<IAlerts>(), Mail("all@example.com"), ledger.Get<IShops>(), ledger.Get<ILeases>(), Options.Create(Defaults), new ConfigurationBuilder().Build(), ledger.Clock, NullLogger<AlertWatch>.Instance);
    }

    private AlertMail Mail(string to, string any = "")
    {
        var options = Options.Create(new MailOptions { Pickup = folder, To = any });
        return new AlertMail(Options.Create(new AlertsOptions { To = to }), options, new DecidedReaders(ledger.Get<IDecisionStore>()), new ReportMail(options, ledger.Clock), ledger.Clock);
    }

    private static Signal Signal(int order, SignalSource source) => new(RecordKey.Order(Alpha, new OrderId(order)), source, $"delivery {order}", $"digest {order}", "orders/create", null);

    private static ConnectedShop Shop(IReadOnlyList<PausedFlow> paused) => new(Alpha, Now.AddDays(-30), null, Now.AddMinutes(-1), Now.AddMinutes(-3), 0, paused);

    private static AlertSight Sight() => new(Shop([]), new Dictionary<Flow, int>(), null, ServerRuns: true, NoWebhooks: false, null, null, null);

    private sealed class NoTokens : ITokenStore
    {
        public Task<StoredTokens?> Read(ShopDomain shop, CancellationToken cancellationToken) => Task.FromResult<StoredTokens?>(null);

        public Task<bool> Save(ShopDomain shop, ShopTokenSet set, long expectedVersion, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task Refuse(ShopDomain shop, long version, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IAsyncDisposable?> AcquireRefreshLease(ShopDomain shop, TimeSpan lifetime, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(null);
    }

    private sealed class NoBooks : IShopBooks
    {
        public Task<ShopBookOpening> Open(ShopDomain shop, CancellationToken stop) =>
            Task.FromResult<ShopBookOpening>(new ShopBookOpening.Closed(new Tandem.Grains.Failures.Verdict(Tandem.Grains.Failures.VerdictKind.Retry, "no decisions", null, null)));

        public void Forget(ShopDomain shop)
        {
        }
    }
}
