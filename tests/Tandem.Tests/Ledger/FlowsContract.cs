using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class FlowsOnSqlite(SqliteLedger ledger) : FlowsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class FlowsOnPostgres(PostgresLedger ledger) : FlowsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class FlowsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private static readonly Blocker Journal = new(BlockerCode.JournalUnmapped, "klarna", "The gateway klarna has no journal.", Role.Finance, "payments.gateways") { Flow = Flow.Payments };
    private static readonly Blocker Right = new(BlockerCode.OdooRightMissing, "account.payment|create", "Tandem's user may not create payments.", Role.Technical) { Flow = Flow.Payments };
    private static readonly FlowStanding Booked = new(Flow.Orders, FlowState.InStep);
    private static readonly FlowStanding Unpaid = new(Flow.Payments, FlowState.Held, "S00001 is to be invoiced.", Flow.Payments);

    private IFlows Shop => Ledger.Get<IFlows>();

    private IStandings Standings => Ledger.Get<IStandings>();

    [Fact]
    public async Task The_flows_of_a_record_are_read_as_they_were_written_and_counted()
    {
        await Hold(1);
        await Hold(2);
        await Set(3, new Standing.InStep("S3"), Whole(Booked, new FlowStanding(Flow.Payments, FlowState.Waiting, "S00003 is invoiced once the order is paid.")));

        Assert.Equal([Booked, Unpaid], await Shop.Of(Order(Alpha, 1), Stop));
        var payments = (await Shop.Of(Alpha, Stop)).Single(flow => flow.Flow == Flow.Payments);
        Assert.Equal((2, 1, 2), (payments.Count(FlowState.Held), payments.Count(FlowState.Waiting), payments.Holds));
        Assert.Equal(3, (await Shop.Of(Alpha, Stop)).Single(flow => flow.Flow == Flow.Orders).Count(FlowState.InStep));
        Assert.All(await Shop.Of(Beta, Stop), flow => Assert.Empty(flow.Records));
    }

    [Fact]
    public async Task A_pass_that_saw_everything_replaces_the_flows_and_one_that_saw_a_part_keeps_the_others()
    {
        await Hold(1);
        await Set(1, new Standing.BlockedBy([Journal]), new FlowReport([new FlowStanding(Flow.Payments, FlowState.Blocked)], [], false));
        Assert.Equal([Booked, new FlowStanding(Flow.Payments, FlowState.Blocked)], await Shop.Of(Order(Alpha, 1), Stop));

        await Set(1, new Standing.InStep("S1"), Whole(Booked));
        Assert.Equal([Booked], await Shop.Of(Order(Alpha, 1), Stop));

        await Set(1, new Standing.ExcludedByRule("test orders"), new FlowReport([], [], true));
        Assert.Empty(await Shop.Of(Order(Alpha, 1), Stop));
    }

    [Fact]
    public async Task A_blocker_says_which_flow_waits_for_it()
    {
        await Set(1, new Standing.BlockedBy([Journal]), null);

        var blocked = Assert.IsType<Standing.BlockedBy>((await Standings.Find(Order(Alpha, 1), Stop))!.Standing);

        Assert.Equal(Flow.Payments, Assert.Single(blocked.Blockers).Flow);
    }

    [Fact]
    public async Task Signals_of_orders_stay_while_the_flow_is_paused_and_are_taken_in_their_order_afterwards()
    {
        await Ledger.Get<IShops>().Connect(Alpha, Stop);
        await Shop.Pause(Alpha, Flow.Orders, "ann", "stock-taking", Stop);
        for (var i = 5; i > 0; i--) await Signal(i);
        await Ledger.Get<IInbox>().Append(new Signal(Order(Beta, 9), SignalSource.Webhook, "b9", "b9", "orders/create", null), null, Stop);

        Assert.Equal(["9"], await Claimed());
        Assert.Equal(5, (await Shop.Of(Alpha, Stop)).Single(flow => flow.Flow == Flow.Orders).Signals);

        Assert.Equal(0, await Shop.Resume(Alpha, Flow.Orders, "ann", "counted", Stop));
        Assert.Equal(["5", "4", "3", "2", "1"], await Claimed());
    }

    [Fact]
    public async Task A_record_that_is_due_waits_while_its_flow_is_paused()
    {
        await Set(1, new Standing.RetryingAt(Now, "Odoo is down."), null);
        await Shop.Pause(Alpha, Flow.Orders, "ann", "stock-taking", Stop);
        Assert.Empty(await Due());

        await Shop.Resume(Alpha, Flow.Orders, "ann", "counted", Stop);

        Assert.Equal(["1"], await Due());
    }

    [Fact]
    public async Task Resuming_releases_what_the_flow_held_in_the_order_of_their_signals_whatever_else_it_waits_for()
    {
        await Shop.Pause(Alpha, Flow.Payments, "ann", "year end", Stop);
        await Hold(1, signalAt: Now.AddMinutes(-1));
        await Hold(2, signalAt: Now.AddMinutes(-3));
        var refund = new Blocker(BlockerCode.AdjustmentUnmapped, "adjustment", "No product is decided for adjustments.", Role.Finance) { Flow = Flow.Refunds };
        await Standings.Set(Order(Alpha, 3), new Standing.BlockedBy([refund]), new RecordFacts(SignalReceivedAt: Now.AddMinutes(-2)) { Flows = new FlowReport([Booked, Unpaid, new FlowStanding(Flow.Refunds, FlowState.Blocked)], [], false) }, null, Stop);
        await Set(4, new Standing.InStep("S4"), Whole(Booked));
        Assert.Empty(await Due());

        Assert.Equal(3, await Shop.Resume(Alpha, Flow.Payments, "bob", "closed", Stop));

        Assert.Equal(["2", "3", "1"], await Due());
    }

    [Fact]
    public async Task A_record_that_is_held_for_a_flow_that_was_resumed_meanwhile_is_due_at_once()
    {
        await Hold(1);

        Assert.Equal(["1"], await Due());
    }

    [Fact]
    public async Task However_holding_and_resuming_meet_no_record_stays_behind()
    {
        for (var round = 0; round < 5; round++)
        {
            await Shop.Pause(Alpha, Flow.Payments, "ann", "year end", Stop);
            var holding = Enumerable.Range(round * 20, 20).Select(i => Hold(i)).ToList();
            var resuming = Shop.Resume(Alpha, Flow.Payments, "ann", "closed", Stop);
            await Task.WhenAll([.. holding, resuming]);

            Assert.Equal(20, (await Due()).Count);
        }
    }

    [Fact]
    public async Task Who_paused_and_resumed_and_why_is_kept()
    {
        await Shop.Pause(Alpha, Flow.Payments, "ann", "year end", Stop);
        await Shop.Pause(Alpha, Flow.Payments, "bob", "again", Stop);
        await Shop.Resume(Alpha, Flow.Payments, "bob", "closed", Stop);
        await Shop.Resume(Alpha, Flow.Payments, "bob", "closed", Stop);

        Assert.Equal(
            [new FlowSwitch(Flow.Payments, Now, false, "bob", "closed"), new FlowSwitch(Flow.Payments, Now, true, "ann", "year end")],
            await Shop.History(Alpha, new Page(10), Stop));
    }

    [Fact]
    public async Task A_cause_that_is_released_resumes_what_paused_by_itself_for_it_and_nothing_else()
    {
        await Shop.PauseFor(Alpha, Flow.Payments, Right, "10 in a row", Stop);
        await Shop.Pause(Alpha, Flow.Refunds, "ann", "year end", Stop);
        await Hold(1);
        Assert.Equal(BlockerCode.OdooRightMissing, (await Shop.Of(Alpha, Stop)).Single(flow => flow.Flow == Flow.Payments).Paused!.Cause);

        Assert.Equal(0, await Standings.Release(Alpha, new ReleaseRule.WithCodes([BlockerCode.JournalUnmapped]), Stop));
        Assert.Equal(0, await Standings.Release(Alpha, new ReleaseRule.WithCause(Right.Code, "another"), Stop));
        Assert.Equal(1, await Standings.Release(Alpha, new ReleaseRule.WithCause(Right.Code, Right.Subject), Stop));

        Assert.Equal(["1"], await Due());
        Assert.Equal([Flow.Refunds], (await Shop.Of(Alpha, Stop)).Where(flow => flow.Paused is not null).Select(flow => flow.Flow));
        Assert.Equal(FlowHands.Tandem, (await Shop.History(Alpha, new Page(1), Stop))[0].By);
    }

    [Fact]
    public async Task Trouble_counts_the_records_of_one_cause_since_any_got_on()
    {
        await Set(1, new Standing.InStep("S1"), Whole(Booked, new FlowStanding(Flow.Payments, FlowState.InStep)));
        var first = Later();
        for (var i = 2; i <= 4; i++) await Set(i, new Standing.BlockedBy([Right]), new FlowReport([Booked, new FlowStanding(Flow.Payments, FlowState.Blocked)], [], false));
        await Set(5, new Standing.BlockedBy([Journal]), null);
        await Set(6, new Standing.InStep("S6"), Whole(Booked));

        var trouble = await Shop.Trouble(Alpha, Right, 3, Stop);
        Assert.Equal([first, first, first], trouble.BlockedSince);
        Assert.Null(trouble.LastProgress);

        // In step before and in step now: what was done for it in between counts.
        var then = Later();
        await Set(1, new Standing.InStep("S1"), new FlowReport([Booked, new FlowStanding(Flow.Payments, FlowState.InStep)], [Flow.Payments], true));
        Assert.Equal(then, (await Shop.Trouble(Alpha, Right, 3, Stop)).LastProgress);

        await Shop.Pause(Alpha, Flow.Payments, "ann", "why", Stop);
        var resumed = Later();
        await Shop.Resume(Alpha, Flow.Payments, "ann", "why", Stop);
        Assert.Equal(resumed, (await Shop.Trouble(Alpha, Right, 3, Stop)).LastResumed);
        Assert.Empty((await Shop.Trouble(Beta, Right, 3, Stop)).BlockedSince);
    }

    [Fact]
    public async Task The_decisions_in_force_come_with_the_flows_that_are_paused()
    {
        var decisions = Ledger.Get<IDecisionStore>();
        await decisions.Save(Alpha, 0, "{}", "ann", Stop);
        Assert.Empty((await decisions.Current(Alpha, Stop))!.Paused);

        await Shop.Pause(Alpha, Flow.Payments, "ann", "year end", Stop);
        await Shop.Pause(Alpha, Flow.Refunds, "ann", "year end", Stop);

        Assert.Equal([Flow.Payments, Flow.Refunds], (await decisions.Current(Alpha, Stop))!.Paused.Order());
    }

    private static FlowReport Whole(params FlowStanding[] standings) => new(standings, [], true);

    private Task Hold(long order, DateTimeOffset? signalAt = null) => Standings.Set(
        Order(Alpha, order), new Standing.HeldByPausedFlow(Flow.Payments), new RecordFacts(SignalReceivedAt: signalAt) { Flows = Whole(Booked, Unpaid) }, null, Stop);

    private Task Set(long order, Standing standing, FlowReport? flows) => Standings.Set(Order(Alpha, order), standing, new RecordFacts { Flows = flows }, null, Stop);

    private Task<Appended> Signal(long order) =>
        Ledger.Get<IInbox>().Append(new Signal(Order(Alpha, order), SignalSource.Webhook, $"d{order}", $"d{order}", "orders/create", null), null, Stop);

    private DateTimeOffset Later()
    {
        Ledger.Clock.Advance(TimeSpan.FromSeconds(1));
        return Now;
    }

    private async Task<IReadOnlyList<string>> Claimed() =>
        [.. (await Ledger.Get<IInbox>().Claim(new ClaimTerms("worker", 100, TimeSpan.FromMinutes(1)), Stop)).Select(claim => claim.Record.Id)];

    private async Task<IReadOnlyList<string>> Due() => [.. (await Standings.Due(new ClaimTerms("worker", 100, TimeSpan.FromMinutes(1)), Stop)).Select(due => due.Record.Id)];
}
