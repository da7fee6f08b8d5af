using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class FindingsOnSqlite(SqliteLedger ledger) : FindingsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class FindingsOnPostgres(PostgresLedger ledger) : FindingsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class FindingsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private IFindings Findings => Ledger.Get<IFindings>();

    [Fact]
    public async Task What_was_paid_of_an_order_that_agreed_is_known_the_next_night()
    {
        JournalSum[] paid = [new("Bank (manual)", new Currency("GBP"), 20m, 20m)];
        await Ledger.Get<ICompared>().Keep(Alpha, Now, [new ComparedOrder(new OrderId(1), "a", null) { Payments = paid }], Stop);

        Assert.Equal(paid, (await Ledger.Get<ICompared>().Of(Alpha, [new OrderId(1)], Now, Stop))[new OrderId(1)].Payments);
    }

    [Fact]
    public async Task A_finding_is_new_then_still_open_then_healed_and_new_again()
    {
        var (one, two) = (Of(1, "total"), Of(2, "total"));
        RecordKey[] both = [one.Record, two.Record];

        Assert.Equal(new Noted(2, 0, 0, 0), await Findings.Note(Alpha, Now, [one, two], both, Stop));
        Assert.Equal(new Noted(0, 1, 0, 1), await Findings.Note(Alpha, Now.AddDays(1), [one], both, Stop));
        Assert.Equal((2, Now), Assert.Single(await Findings.List(Alpha, FindingState.Open, new Page(10), Stop)) is var row ? (row.Times, row.FirstSeen) : default);
        Assert.Equal(two, Assert.Single(await Findings.List(Alpha, FindingState.Healed, new Page(10), Stop)).Finding);
        Assert.Equal((two, FindingState.Healed), Assert.Single(await Findings.Of(two.Record, Stop)) is var healed ? (healed.Finding, healed.State) : default);
        Assert.Equal(new Noted(1, 1, 0, 0), await Findings.Note(Alpha, Now.AddDays(2), [one, two], both, Stop));
        Assert.Empty(await Findings.List(Beta, null, new Page(10), Stop));
    }

    [Fact]
    public async Task What_was_compared_is_found_by_its_orders_until_it_is_old()
    {
        var compared = Ledger.Get<ICompared>();
        await compared.Keep(Alpha, Now, [new ComparedOrder(new OrderId(1), "a", null), new ComparedOrder(new OrderId(2), "b", "A rule.")], Stop);
        await compared.Keep(Alpha, Now.AddDays(3), [new ComparedOrder(new OrderId(1), "c", null)], Stop);

        Assert.Equal([new ComparedOrder(new OrderId(1), "c", null), new ComparedOrder(new OrderId(2), "b", "A rule.")], (await compared.Of(Alpha, [new OrderId(2), new OrderId(1), new OrderId(3)], Now, Stop)).Values.OrderBy(order => order.Order.Value));
        Assert.Equal(new OrderId(1), Assert.Single(await compared.Of(Alpha, [new OrderId(1), new OrderId(2)], Now.AddDays(1), Stop)).Key);
        Assert.Empty(await compared.Of(Beta, [new OrderId(1)], Now, Stop));
        Assert.Empty(await compared.Of(Alpha, [], Now, Stop));
        await compared.Forget(Alpha, Now.AddDays(4), Stop);
    }

    [Fact]
    public async Task What_was_not_compared_is_not_healed()
    {
        var one = Of(1, "total");
        await Findings.Note(Alpha, Now, [one], [one.Record], Stop);

        Assert.Equal(new Noted(0, 0, 0, 0), await Findings.Note(Alpha, Now.AddDays(1), [], [], Stop));
        Assert.Single(await Findings.List(Alpha, FindingState.Open, new Page(10), Stop));
    }

    [Fact]
    public async Task An_accepted_finding_is_open_again_when_its_time_is_over()
    {
        var one = Of(1, "total");
        await Findings.Note(Alpha, Now, [one], [one.Record], Stop);

        Assert.False(await Findings.Accept(one.Record with { Shop = Beta }, one.Kind, one.Field, "user 1", "Agreed with the buyer.", Now.AddDays(2), Stop));
        Assert.True(await Findings.Accept(one.Record, one.Kind, one.Field, "user 1", "Agreed with the buyer.", Now.AddDays(2), Stop));
        Assert.Empty(await Findings.List(Alpha, FindingState.Open, new Page(10), Stop));
        Assert.Equal(new Noted(0, 0, 1, 0), await Findings.Note(Alpha, Now.AddDays(1), [one], [one.Record], Stop));
        Assert.Equal(new Noted(0, 1, 0, 0), await Findings.Note(Alpha, Now.AddDays(3), [one], [one.Record], Stop));
    }

    [Fact]
    public async Task Nights_are_kept_with_their_report_and_whether_it_was_mailed()
    {
        await Findings.Begin(Alpha, Now, Stop);
        Assert.Null(Assert.Single(await Findings.Nights(Alpha, 5, Stop)).Verdict);

        await Findings.End(new ReconciliationRow(Alpha, Now, Now.AddMinutes(1), NightVerdict.Agrees, "{}"), Stop);
        await Findings.Mailed(Alpha, Now, null, "the server said no", Stop);

        Assert.Equal(new ReconciliationRow(Alpha, Now, Now.AddMinutes(1), NightVerdict.Agrees, "{}", null, "the server said no"), Assert.Single(await Findings.Nights(Alpha, 5, Stop)));
    }

    private static Finding Of(long order, string field) => new(
        RecordKey.Order(Alpha, new OrderId(order)), $"#{order}", FindingKind.Differs, field, "1.00", "2.00", "It was changed by hand.", Role.Finance, "Correct it.");
}
