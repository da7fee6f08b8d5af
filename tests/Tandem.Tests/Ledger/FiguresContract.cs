using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class FiguresOnSqlite(SqliteLedger ledger) : FiguresContract(ledger), IClassFixture<SqliteLedger>;

public sealed class FiguresOnPostgres(PostgresLedger ledger) : FiguresContract(ledger), IClassFixture<PostgresLedger>;

public abstract class FiguresContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private IStandings Standings => Ledger.Get<IStandings>();

    [Fact]
    public async Task A_week_counts_what_happened_in_it_each_way_once_and_of_this_shop_alone()
    {
        await Ledger.Get<IShops>().Connect(Alpha, Stop);
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var tax = new Blocker(BlockerCode.TaxUnmapped, "VAT", "No tax.", Role.Finance);
        foreach (var _ in new[] { 1, 2 }) await Standings.Set(Order(Alpha, 1), new Standing.BlockedBy([tax]), new RecordFacts("#1", SignalReceivedAt: Now), null, Stop);
        await Standings.Set(Order(Alpha, 2), new Standing.BlockedBy([tax with { Subject = "GST" }]), new RecordFacts("#2", SignalReceivedAt: Now), null, Stop);
        await Standings.Set(Order(Beta, 1), new Standing.BlockedBy([tax]), new RecordFacts("#1"), null, Stop);
        await Standings.Set(Order(Alpha, 3), new Standing.RetryingAt(Now, "Later."), new RecordFacts("#3", SignalReceivedAt: Now), null, Stop);
        await Ledger.Get<IHandMarks>().Put(
            Order(Alpha, 2), new HandMark(HandMarkKind.Corrected, "Why.", "Ada", Now, ["TaxUnmapped|GST"]),
            new ActivityEntry(Now, Order(Alpha, 2), "correct by hand", ActivityOutcome.Done, "Ada did.", TimeSpan.Zero, "p"), Stop);
        var inbox = Ledger.Get<IInbox>();
        foreach (var delivery in new[] { "a", "b", "c" }) await inbox.Append(new Signal(Order(Alpha, 1), SignalSource.Webhook, delivery, "same", "orders/updated", Now), null, Stop);

        var signalled = Now;
        Ledger.Clock.Advance(TimeSpan.FromSeconds(4));
        await Standings.Set(Order(Alpha, 1), new Standing.InStep("S1"), new RecordFacts("#1"), null, Stop);
        await Standings.Set(Order(Alpha, 4), new Standing.InStep("S4"), new RecordFacts("#4", SignalReceivedAt: signalled) { ToShopify = true }, null, Stop);
        await Standings.Set(RecordKey.Location(Alpha, new(7)), new Standing.InStep(null), new RecordFacts("Main", SignalReceivedAt: signalled.AddSeconds(-4)) { ToShopify = true }, null, Stop);

        var weeks = await Ledger.Get<IFigures>().Weeks(Alpha, today.AddDays(-7), 2, Stop);
        var (before, week) = (weeks[0], weeks[1]);
        Assert.Equal((0, 0, null), (before.Retried, before.Blocked.Count, before.ToOdoo));
        Assert.Equal(new Latencies(1, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4)), week.ToOdoo);
        Assert.Equal(new Latencies(2, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)), week.ToShopify);
        Assert.Equal(week.ToShopify, await Standings.LatenciesToShopify(Alpha, signalled, Stop));
        Assert.Equal(week.ToOdoo, await Standings.LatenciesSince(Alpha, signalled, Stop));
        Assert.Equal((1, 2, 0, 1), (week.Retried, week.Duplicates, week.LeftOut, week.Corrected));
        Assert.Equal([KeyValuePair.Create(BlockerCode.TaxUnmapped, 2)], week.Blocked);
        Assert.Equal([new DayFigure(today, 1, 2)], await Ledger.Get<IFigures>().Days(Alpha, today.AddDays(-27), today, Stop));
        Assert.Equal(2, (await Ledger.Get<IHandMarks>().Of(Alpha, Stop)).Count + (await Ledger.Get<IFigures>().Weeks(Beta, today, 1, Stop))[0].Blocked.Count);
    }

    [Fact]
    public async Task A_comparison_that_a_person_asked_for_waits_until_one_begins()
    {
        var findings = Ledger.Get<IFindings>();
        Assert.Null(await findings.AskedAt(Alpha, Stop));

        await findings.Ask(Alpha, "Ada", Stop);

        Assert.Equal((Now, null), (await findings.AskedAt(Alpha, Stop), await findings.AskedAt(Beta, Stop)));
    }
}
