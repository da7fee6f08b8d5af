using Tandem.Grains.Ledger;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class AnnouncedOnSqlite(SqliteLedger ledger) : AnnouncedContract(ledger), IClassFixture<SqliteLedger>;

public sealed class AnnouncedOnPostgres(PostgresLedger ledger) : AnnouncedContract(ledger), IClassFixture<PostgresLedger>;

/// <summary>What a sweep asks the ledger to tell whether a change was announced.</summary>
public abstract class AnnouncedContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private IStandings Standings => Ledger.Get<IStandings>();

    private IInbox Inbox => Ledger.Get<IInbox>();

    [Fact]
    public async Task The_time_of_the_change_that_was_read_stays_when_a_later_pass_reads_nothing()
    {
        var changed = Now.AddHours(3);
        await Standings.Set(Order(Alpha, 1), new Standing.InStep("S00042"), new RecordFacts("#1001", SourceAt: changed), null, Stop);
        await Standings.Set(Order(Alpha, 1), new Standing.RetryingAt(Now, "Odoo is away."), new RecordFacts(), null, Stop);

        Assert.Equal(changed, (await Standings.Find(Order(Alpha, 1), Stop))!.SourceAt);
    }

    [Fact]
    public async Task A_record_that_was_never_read_has_no_such_time()
    {
        await Standings.Set(Order(Alpha, 1), new Standing.Working(), new RecordFacts(), null, Stop);

        Assert.Null((await Standings.Find(Order(Alpha, 1), Stop))!.SourceAt);
    }

    [Fact]
    public async Task A_record_waits_from_its_signal_until_that_is_done()
    {
        await Inbox.Append(new Signal(Order(Alpha, 1), SignalSource.Webhook, "d", "c", "orders/updated", Now), null, Stop);
        Assert.True(await Inbox.Waits(Order(Alpha, 1), Stop));
        Assert.False(await Inbox.Waits(Order(Alpha, 2), Stop));
        Assert.False(await Inbox.Waits(Order(Beta, 1), Stop));

        var claim = Assert.Single(await Inbox.Claim(new ClaimTerms("worker", 10, TimeSpan.FromMinutes(1)), Stop));
        Assert.True(await Inbox.Waits(Order(Alpha, 1), Stop));
        await Inbox.Append(new Signal(Order(Alpha, 1), SignalSource.Person, "d2", "c2", "sync now", Now), null, Stop);
        await Inbox.Complete(claim, Stop);

        Assert.True(await Inbox.Waits(Order(Alpha, 1), Stop));
        Assert.Equal(
            [(SignalSource.Person, "sync now", false), (SignalSource.Webhook, "orders/updated", true)],
            (await Inbox.Of(Order(Alpha, 1), 10, Stop)).Select(signal => (signal.Source, signal.Topic, signal.Done is not null)));
        Assert.Empty(await Inbox.Of(Order(Alpha, 2), 10, Stop));
        await Inbox.Complete(Assert.Single(await Inbox.Claim(new ClaimTerms("worker", 10, TimeSpan.FromMinutes(1)), Stop)), Stop);

        Assert.False(await Inbox.Waits(Order(Alpha, 1), Stop));
    }
}
