using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class StandingsOnSqlite(SqliteLedger ledger) : StandingsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class StandingsOnPostgres(PostgresLedger ledger) : StandingsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class StandingsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private static readonly RecordFacts Nothing = new();
    private static readonly Blocker Tax = new(
        BlockerCode.TaxUnmapped, "VAT 20 %|0.2|GB|included", "Order #1001 has the tax VAT 20 %, which no Odoo tax is mapped to. Map it under taxes.",
        Role.Finance, "taxes", Proposals: ["VAT 20% S", "VAT 20% G"]);
    private static readonly Blocker Product = new(
        BlockerCode.ProductUnmatched, "MUG-1", "Order #1001 has the product MUG-1, which Odoo does not have.", Role.Ecommerce, HealsWithTime: true);

    private IStandings Standings => Ledger.Get<IStandings>();

    [Fact]
    public async Task A_record_that_nothing_was_said_about_has_no_standing() => Assert.Null(await Standings.Find(Order(Alpha, 1), Stop));

    public static TheoryData<Standing> EveryStanding() =>
    [
        new Standing.InStep("S00042", "A rounding line of 0.01 EUR was added."),
        new Standing.InStep(null),
        new Standing.Working(),
        new Standing.RetryingAt(new DateTimeOffset(2026, 11, 20, 9, 5, 0, TimeSpan.Zero), "Odoo did not answer within 60 s."),
        new Standing.HeldByPausedFlow(Flow.Orders),
        new Standing.ExcludedByRule("test orders"),
    ];

    [Theory]
    [MemberData(nameof(EveryStanding), DisableDiscoveryEnumeration = true)]
    public async Task Every_standing_is_read_as_it_was_written(Standing standing)
    {
        await Set(1, standing);

        Assert.Equal(standing, (await Standings.Find(Order(Alpha, 1), Stop))!.Standing);
    }

    [Fact]
    public async Task Blockers_are_read_as_they_were_written_and_in_order()
    {
        await Set(1, new Standing.BlockedBy([Tax, Product]));

        var blocked = Assert.IsType<Standing.BlockedBy>((await Standings.Find(Order(Alpha, 1), Stop))!.Standing);

        Assert.Equal([Tax.Code, Product.Code], blocked.Blockers.Select(b => b.Code));
        Assert.Equal(Product, blocked.Blockers[1]);
        Assert.Equal(Tax with { Proposals = null }, blocked.Blockers[0] with { Proposals = null });
        Assert.Equal(Tax.Proposals, blocked.Blockers[0].Proposals);
    }

    [Fact]
    public async Task What_is_known_of_a_record_stays_known()
    {
        await Standings.Set(Order(Alpha, 1), new Standing.Working(), new RecordFacts("#1001"), null, Stop);
        await Standings.Set(Order(Alpha, 1), new Standing.InStep("S00042"), new RecordFacts(Odoo: new OdooDocument("sale.order", 7, "S00042")), null, Stop);
        await Set(1, new Standing.Working());

        var row = await Standings.Find(Order(Alpha, 1), Stop);

        Assert.Equal("#1001", row!.ShopifyName);
        Assert.Equal(new OdooDocument("sale.order", 7, "S00042"), row.Odoo);
    }

    [Theory]
    [InlineData("INV/2026/00007")]
    [InlineData("inv/2026/00007")]
    [InlineData("929361462")]
    public async Task A_record_is_found_by_the_whole_name_or_id_of_any_of_its_documents_in_its_own_shop(string asked)
    {
        string[] names = ["INV/2026/00007", "929361462", new string('x', 500), " "];
        for (var pass = 0; pass < 2; pass++) await Standings.Set(Order(Alpha, 1), new Standing.InStep("S1"), new RecordFacts("#1001") { Names = names }, null, Stop);
        await Standings.Set(Order(Alpha, 2), new Standing.InStep("S2"), new RecordFacts("#1002") { Names = ["INV/2026/000071"] }, null, Stop);
        await Set(1, new Standing.Working());

        Assert.Equal("#1001", Assert.Single(await Standings.List(new StandingFilter(Alpha, RecordKind.Order, Text: asked), new Page(10), Stop)).ShopifyName);
        Assert.Empty(await Standings.List(new StandingFilter(Beta, RecordKind.Order, Text: asked), new Page(10), Stop));
        Assert.Empty(await Standings.List(new StandingFilter(Alpha, RecordKind.Order, Text: asked[..5] + "%"), new Page(10), Stop));
    }

    [Fact]
    public async Task A_cause_that_stays_keeps_its_since_and_one_that_went_is_gone()
    {
        var first = Now;
        await Set(1, new Standing.BlockedBy([Tax, Product]));
        Ledger.Clock.Advance(TimeSpan.FromHours(1));
        await Set(1, new Standing.Working());
        await Set(1, new Standing.BlockedBy([Tax with { Sentence = "Still unmapped." }]));

        var cause = Assert.Single(await Standings.Causes(Alpha, Stop));

        Assert.Equal((BlockerCode.TaxUnmapped, first, "Still unmapped."), (cause.Code, cause.Since, cause.Example));
        await Set(1, new Standing.InStep("S1"));
        Assert.Empty(await Standings.Causes(Alpha, Stop));
    }

    [Fact]
    public async Task Records_with_one_cause_are_counted_listed_and_released_together()
    {
        for (var i = 1; i <= 3; i++) await Set(i, new Standing.BlockedBy([Tax]));
        await Set(4, new Standing.BlockedBy([Product]));
        await Standings.Set(Order(Beta, 5), new Standing.BlockedBy([Tax]), Nothing, null, Stop);

        Assert.Equal([3, 1], (await Standings.Causes(Alpha, Stop)).Select(c => c.Records));
        Assert.Equal(3, (await Standings.List(new StandingFilter(Alpha, Code: Tax.Code, Subject: Tax.Subject), new Page(10), Stop)).Count);
        Assert.Empty(await Due());
        Assert.Equal(3, await Standings.Release(Alpha, new ReleaseRule.WithCause(Tax.Code, Tax.Subject), Stop));

        Assert.Equal(["1", "2", "3"], (await Due()).Select(r => r.Record.Id).Order());
    }

    [Fact]
    public async Task Each_release_rule_frees_its_own_records()
    {
        await Set(1, new Standing.BlockedBy([Tax]));
        await Set(2, new Standing.BlockedBy([Product]));
        await Set(3, new Standing.HeldByPausedFlow(Flow.Orders));
        await Set(4, new Standing.RetryingAt(Now.AddHours(1), "Odoo is down."));
        await Set(5, new Standing.InStep("S5"));

        Assert.Equal(1, await Standings.Release(Alpha, new ReleaseRule.WithCodes([BlockerCode.ProductUnmatched, BlockerCode.Defect]), Stop));
        Assert.Equal(0, await Standings.Release(Alpha, new ReleaseRule.HeldBy(Flow.Refunds), Stop));
        Assert.Equal(1, await Standings.Release(Alpha, new ReleaseRule.HeldBy(Flow.Orders), Stop));
        Assert.Equal(3, await Standings.Release(Alpha, new ReleaseRule.Everything(), Stop));
        Assert.Equal(1, await Standings.Release(Alpha, new ReleaseRule.One(Order(Alpha, 5)), Stop));

        Assert.Equal(5, (await Due()).Count);
    }

    [Fact]
    public async Task What_waits_for_Odoo_goes_on_once_it_answers_the_oldest_first_and_what_waits_for_something_else_does_not()
    {
        for (var i = 1; i <= 3; i++)
        {
            await Set(i, new Standing.RetryingAt(Now.AddMinutes(30), "Odoo is down.") { OnceOdooAnswers = i == 2 ? Now.AddMinutes(2) : Now });
            Ledger.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Set(4, new Standing.RetryingAt(Now.AddMinutes(30), "Shopify is down."));
        await Set(5, new Standing.RetryingAt(Now.AddMinutes(30), "Odoo was down.") { OnceOdooAnswers = Now });
        await Set(5, new Standing.InStep("S5"));
        await Standings.Set(Order(Beta, 6), new Standing.RetryingAt(Now.AddMinutes(30), "Odoo is down.") { OnceOdooAnswers = Now }, Nothing, null, Stop);
        Assert.Equal([Alpha, Beta], (await Standings.AwaitOdoo(Stop)).OrderBy(shop => shop.Value, StringComparer.Ordinal));

        Assert.Equal(3, await Standings.OdooAnswers(Alpha, Stop));
        Assert.Equal([Beta], await Standings.AwaitOdoo(Stop));
        Assert.Equal("1", Assert.Single(await Due()).Record.Id);
        Ledger.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("3", Assert.Single(await Due()).Record.Id);
        Ledger.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains(await Due(), record => record.Record.Id == "2");
    }

    [Fact]
    public async Task A_due_record_whose_pass_was_lost_is_due_again_after_a_pause()
    {
        await Set(1, new Standing.RetryingAt(Now, "Odoo is down."));
        Assert.Single(await Due());
        await Standings.GiveBack(Order(Alpha, 1), "another", TimeSpan.FromSeconds(5), Stop);
        Ledger.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(await Due("another"));

        await Standings.GiveBack(Order(Alpha, 1), "worker", TimeSpan.FromSeconds(5), Stop);
        Assert.Empty(await Due("another"));
        Ledger.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(await Due("another"));
    }

    [Fact]
    public async Task A_due_record_is_taken_once_until_its_lease_ends()
    {
        await Set(1, new Standing.RetryingAt(Now.AddMinutes(5), "Odoo is down."));
        Assert.Empty(await Due());
        Ledger.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(await Due());
        Assert.Empty(await Due("another"));

        await Set(1, new Standing.Working());
        Ledger.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(await Due("another"));
    }

    [Fact]
    public async Task A_new_standing_ends_the_plan_and_the_lease()
    {
        await Set(1, new Standing.RetryingAt(Now, "Odoo is down."));
        Assert.Single(await Due());
        await Set(1, new Standing.InStep("S1"));
        Ledger.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await Due());
        Assert.Null((await Standings.Find(Order(Alpha, 1), Stop))!.NextAttemptAt);
    }

    [Fact]
    public async Task A_blocked_record_that_time_may_heal_is_due_at_its_time()
    {
        await Standings.Set(Order(Alpha, 1), new Standing.BlockedBy([Product]), Nothing, Now.AddHours(1), Stop);
        Assert.Empty(await Due());
        Ledger.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Single(await Due());
    }

    [Fact]
    public async Task Two_processes_never_take_the_same_due_record()
    {
        await using var other = Ledger.NewProcess();
        for (var i = 0; i < 100; i++) await Set(i, new Standing.RetryingAt(Now, "Odoo is down."));
        var second = (IStandings)other.GetService(typeof(IStandings))!;

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? Standings : second).Due(new ClaimTerms($"worker {i}", 10, TimeSpan.FromMinutes(1)), Stop)));

        // A process that found its candidates locked takes fewer; nobody takes one twice, and what is left is taken next.
        var left = await Due(max: 1000);
        Assert.Equal(100, taken.SelectMany(t => t).Concat(left).Select(r => r.Record).Distinct().Count());
        Assert.Equal(100, taken.Sum(t => t.Count) + left.Count);
    }

    [Fact]
    public async Task A_shop_with_very_many_due_records_leaves_room_for_the_others()
    {
        for (var i = 0; i < 40; i++) await Set(i, new Standing.RetryingAt(Now, "Odoo is down."));
        await Standings.Set(Order(Beta, 1), new Standing.RetryingAt(Now.AddSeconds(1), "Odoo is down."), Nothing, null, Stop);
        Ledger.Clock.Advance(TimeSpan.FromSeconds(1));
        var terms = new ClaimTerms("worker", 32, TimeSpan.FromMinutes(1), PerShop: 16);

        var first = await Standings.Due(terms, Stop);
        Assert.Equal((16, 1), (first.Count(one => one.Record.Shop == Alpha), first.Count(one => one.Record.Shop == Beta)));
        // As many as a shop may have are under way; what becomes due elsewhere goes on.
        Assert.Empty(await Standings.Due(terms with { Worker = "another" }, Stop));
        await Standings.Set(Order(Beta, 2), new Standing.RetryingAt(Now, "Odoo is down."), Nothing, null, Stop);
        Assert.Equal(Order(Beta, 2), Assert.Single(await Standings.Due(terms with { Worker = "another" }, Stop)).Record);
        await Set(0, new Standing.InStep("S0"));
        Assert.Single(await Standings.Due(terms with { Worker = "another" }, Stop));
    }

    [Fact]
    public async Task A_record_that_is_released_while_it_is_taken_is_not_lost()
    {
        for (var round = 0; round < 100; round++)
        {
            await Set(1, new Standing.RetryingAt(Now, "Odoo is down."));
            Ledger.Clock.Advance(TimeSpan.FromMilliseconds(1));
            var releasing = Task.Run(() => Standings.Release(Alpha, new ReleaseRule.One(Order(Alpha, 1)), Stop), Stop);
            var taken = await Standings.Due(new ClaimTerms("worker", 10, TimeSpan.FromDays(1)), Stop);
            await releasing;

            Assert.Single(taken.Count > 0 ? taken : await Standings.Due(new ClaimTerms("worker", 10, TimeSpan.FromDays(1)), Stop));
        }
    }

    [Fact]
    public async Task Attempts_count_passes_that_failed_since_the_record_was_in_step()
    {
        await Set(1, new Standing.RetryingAt(Now, "Odoo is down."));
        await Set(1, new Standing.Working());
        await Set(1, new Standing.RetryingAt(Now, "Odoo is down."));
        Assert.Equal(2, (await Standings.Find(Order(Alpha, 1), Stop))!.Attempts);

        await Set(1, new Standing.InStep("S1"));

        Assert.Equal(0, (await Standings.Find(Order(Alpha, 1), Stop))!.Attempts);
    }

    [Fact]
    public async Task A_list_is_narrowed_paged_and_newest_first()
    {
        for (var i = 1; i <= 5; i++)
        {
            Ledger.Clock.Advance(TimeSpan.FromSeconds(1));
            await Standings.Set(Order(Alpha, i), new Standing.InStep($"S0000{i}"), new RecordFacts($"#100{i}"), null, Stop);
        }

        await Set(6, new Standing.Working());

        Assert.Equal(["5", "4"], await Ids(new StandingFilter(Alpha, Standing: StandingKind.InStep), new Page(2)));
        Assert.Equal(["3", "2"], await Ids(new StandingFilter(Alpha, RecordKind.Order, StandingKind.InStep), new Page(2, 2)));
        Assert.Equal(["3"], await Ids(new StandingFilter(Alpha, Text: "s00003"), new Page(10)));
        Assert.Equal(["2"], await Ids(new StandingFilter(Alpha, Text: "#1002"), new Page(10)));
        Assert.Empty(await Ids(new StandingFilter(Alpha, Text: "%"), new Page(10)));
        Assert.Empty(await Ids(new StandingFilter(Beta), new Page(10)));
    }

    [Fact]
    public async Task Counts_tell_how_many_stand_where()
    {
        await Set(1, new Standing.InStep("S1"));
        await Set(2, new Standing.InStep("S2"));
        await Set(3, new Standing.BlockedBy([Tax]));
        await Standings.Set(RecordKey.Location(Alpha, new LocationId(7)), new Standing.InStep(null), new RecordFacts(SignalReceivedAt: Now), null, Stop);

        var counts = await Standings.Counts(Alpha, RecordKind.Order, Stop);
        Assert.Equal(2, counts[StandingKind.InStep]);
        Assert.Equal(1, counts[StandingKind.Blocked]);
        Assert.Equal(2, counts.Count);
        Assert.Equal(3, (await Standings.Counts(Alpha, null, Stop))[StandingKind.InStep]);
        Assert.Null(await Standings.LatenciesSince(Alpha, Now.AddDays(-1), Stop));
    }

    [Fact]
    public async Task Latency_runs_from_the_first_signal_until_the_record_is_in_step()
    {
        Assert.Null(await Standings.LatenciesSince(Alpha, Now.AddDays(-1), Stop));
        for (var i = 1; i <= 20; i++)
        {
            var received = new RecordFacts(SignalReceivedAt: Now);
            await Standings.Set(Order(Alpha, i), new Standing.Working(), received, null, Stop);
            Ledger.Clock.Advance(TimeSpan.FromMilliseconds(i * 10));
            await Set(i, new Standing.RetryingAt(Now, "Odoo is down."));
            Ledger.Clock.Advance(TimeSpan.FromMilliseconds(i * 10));
            await Set(i, new Standing.InStep($"S{i}"));
            await Set(i, new Standing.InStep($"S{i}"));
        }

        Assert.Equal(
            new Latencies(20, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(380)), await Standings.LatenciesSince(Alpha, Now.AddDays(-1), Stop));
        Assert.Equal(20, await Standings.ForgetLatencies(Now.AddDays(1), Stop));
    }

    [Fact]
    public async Task A_look_that_found_nothing_to_do_is_no_change_that_came_in_step()
    {
        var received = new RecordFacts("#1001", SignalReceivedAt: Now);
        foreach (var outcome in new[] { ActivityOutcome.Done, ActivityOutcome.Unchanged, ActivityOutcome.Unchanged })
        {
            Ledger.Clock.Advance(TimeSpan.FromSeconds(1));
            var look = new ActivityEntry(Now, Order(Alpha, 1), "look", outcome, "Order #1001 was looked at.", TimeSpan.Zero, "pass");
            await Standings.Conclude([look], Order(Alpha, 1), new Standing.InStep("S1"), received, null, Stop);
        }

        Assert.Equal(new Latencies(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), await Standings.LatenciesSince(Alpha, Now.AddDays(-1), Stop));

        // What the looks were for is not counted later, either.
        await Set(1, new Standing.InStep("S1"));
        Assert.Equal(1, (await Standings.LatenciesSince(Alpha, Now.AddDays(-1), Stop))!.Records);
    }

    private Task Set(long order, Standing standing) => Standings.Set(Order(Alpha, order), standing, Nothing, null, Stop);

    private Task<IReadOnlyList<RecordStanding>> Due(string worker = "worker", int max = 100) => Standings.Due(new ClaimTerms(worker, max, TimeSpan.FromMinutes(1)), Stop);

    private async Task<IEnumerable<string>> Ids(StandingFilter filter, Page page) => (await Standings.List(filter, page, Stop)).Select(r => r.Record.Id);
}
