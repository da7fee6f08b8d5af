using Tandem.Grains.Ledger;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class ActivityOnSqlite(SqliteLedger ledger) : ActivityContract(ledger), IClassFixture<SqliteLedger>;

public sealed class ActivityOnPostgres(PostgresLedger ledger) : ActivityContract(ledger), IClassFixture<PostgresLedger>;

public abstract class ActivityContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private IActivity Activity => Ledger.Get<IActivity>();

    [Fact]
    public async Task A_record_tells_its_story_in_order_as_it_was_written()
    {
        var read = Entry(1, "read", "pass 1") with { ShopifyId = "gid://shopify/Order/1", Duration = TimeSpan.FromMilliseconds(81) };
        var load = Entry(1, "load", "pass 1") with { OdooModel = "sale.order", OdooId = 7, Outcome = ActivityOutcome.Failed, Sentence = "Odoo refused." };
        await Activity.Append([read, load], Stop);
        await Activity.Append([Entry(2, "read", "pass 2"), Entry(1, "load", "pass 3")], Stop);

        var story = await Activity.Of(Order(Alpha, 1), new Page(10), Stop);

        Assert.Equal([read, load, Entry(1, "load", "pass 3")], story);
        Assert.Equal([load], await Activity.Of(Order(Alpha, 1), new Page(1, 1), Stop));
    }

    [Fact]
    public async Task A_shop_sees_its_latest_first_and_no_other_shop()
    {
        await Activity.Append([Entry(1, "read", "pass 1"), Entry(2, "confirm", "pass 2")], Stop);

        Assert.Equal(["confirm", "read"], (await Activity.Recent(Alpha, new Page(10), Stop)).Select(e => e.Step));
        Assert.Empty(await Activity.Recent(Beta, new Page(10), Stop));
    }

    [Fact]
    public Task Nothing_to_tell_is_no_error() => Activity.Append([], Stop);

    private ActivityEntry Entry(long order, string step, string pass) =>
        new(Now, Order(Alpha, order), step, ActivityOutcome.Done, "It went well.", TimeSpan.Zero, pass);
}
