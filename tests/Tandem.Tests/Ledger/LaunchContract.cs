using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class LaunchOnSqlite(SqliteLedger ledger) : LaunchContract(ledger), IClassFixture<SqliteLedger>;

public sealed class LaunchOnPostgres(PostgresLedger ledger) : LaunchContract(ledger), IClassFixture<PostgresLedger>;

public abstract class LaunchContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private ILaunches Launches => Ledger.Get<ILaunches>();

    private IFlows Flows => Ledger.Get<IFlows>();

    private IStaff Staff => Ledger.Get<IStaff>();

    private ISetupDrafts Drafts => Ledger.Get<ISetupDrafts>();

    [Fact]
    public async Task A_shop_that_begins_waits_with_every_flow_and_only_the_launch_resumes_them()
    {
        await Launches.Begin(Alpha, "staff member 1", Stop);
        await Launches.Begin(Alpha, "staff member 2", Stop);

        Assert.All(await Flows.Of(Alpha, Stop), flow => Assert.Equal(FlowHands.Launch, flow.Paused!.By));
        Assert.Null(await Flows.Resume(Alpha, Flow.Orders, "somebody", "why", Stop));
        Assert.Equal(new LaunchState(false, Now, "staff member 1", ""), await Launches.Find(Alpha, Stop));

        Assert.True(await Launches.GoLive(Alpha, "Ada", "Ready.", Stop));
        Assert.False(await Launches.GoLive(Alpha, "Bea", "Again.", Stop));

        Assert.Equal(new LaunchState(true, Now, "Ada", "Ready."), await Launches.Find(Alpha, Stop));
        Assert.All(await Flows.Of(Alpha, Stop), flow => Assert.Null(flow.Paused));
        await Flows.Pause(Alpha, Flow.Orders, "Ada", "A pause.", Stop);
        Assert.NotNull(await Flows.Resume(Alpha, Flow.Orders, "Ada", "On.", Stop));
    }

    [Fact]
    public async Task A_shop_that_waits_has_its_catalogues_compared_and_moves_no_product_and_no_order()
    {
        await Ledger.Get<IShops>().Connect(Alpha, Stop);
        await Launches.Begin(Alpha, "staff member 1", Stop);
        var inbox = Ledger.Get<IInbox>();
        foreach (var record in new[] { Catalogue.Of(Alpha), RecordKey.Product(Alpha, new ProductId(5)), Order(Alpha, 6) })
            await inbox.Append(new Signal(record, SignalSource.Person, record.Id, record.Id, "person", Now), null, Stop);

        var claims = await inbox.Claim(new ClaimTerms("worker", 10, TimeSpan.FromMinutes(1), 10), Stop);

        Assert.Equal(Catalogue.Of(Alpha), Assert.Single(claims).Record);
    }

    [Fact]
    public async Task A_shop_that_has_decisions_goes_on_as_it_was()
    {
        await Ledger.Get<IDecisionStore>().Save(Alpha, 0, "{}", "command line", Stop);

        await Launches.Begin(Alpha, "staff member 1", Stop);

        Assert.Null(await Launches.Find(Alpha, Stop));
        Assert.All(await Flows.Of(Alpha, Stop), flow => Assert.Null(flow.Paused));
        Assert.False(await Launches.GoLive(Alpha, "Ada", "Ready.", Stop));
    }

    [Fact]
    public async Task A_draft_is_saved_by_whoever_read_the_last_one()
    {
        Assert.True(await Drafts.Save(Alpha, 0, 0, "{}", "Ada", Stop));
        Assert.False(await Drafts.Save(Alpha, 0, 0, "{}", "Bea", Stop));
        Assert.True(await Drafts.Save(Alpha, 1, 3, """{"shop":"x"}""", "Bea", Stop));

        Assert.Equal(new SetupDraft(2, 3, """{"shop":"x"}""", Now, "Bea"), await Drafts.Find(Alpha, Stop));
        Assert.Null(await Drafts.Find(Beta, Stop));
    }

    [Fact]
    public async Task The_first_who_comes_owns_the_setup_and_somebody_always_does()
    {
        var first = await Staff.Meet(Alpha, "41", Stop);
        var second = await Staff.Meet(Alpha, "42", Stop);

        Assert.True(first.Owner);
        Assert.False(second.Owner || second.May(Role.Finance));
        Assert.False(await Staff.Entrust(Alpha, "41", false, [Role.Finance], Stop));
        Assert.False(await Staff.Entrust(Alpha, "99", false, [], Stop));
        Assert.True(await Staff.Entrust(Alpha, "42", false, [Role.Finance], Stop));
        Assert.True((await Staff.Meet(Alpha, "42", Stop)).May(Role.Finance));
        Assert.False((await Staff.Meet(Alpha, "42", Stop)).May(Role.Technical));
        Assert.True(await Staff.Entrust(Alpha, "42", true, [], Stop));
        Assert.True(await Staff.Entrust(Alpha, "41", false, [], Stop));
        Assert.True((await Staff.Meet(Beta, "42", Stop)).Owner);
    }

    [Fact]
    public async Task The_pilot_and_who_found_it_right_are_kept_by_shop()
    {
        await Launches.Choose(Alpha, new OrderId(5), "#1005", "Ada", Stop);
        await Launches.Choose(Alpha, new OrderId(5), "#1005", "Bea", Stop);
        await Launches.NoteRun(Alpha, new OrderId(5), Stop);
        await Launches.Approve(Alpha, new PilotApproval(Role.Finance, "1", "Ada", "d1", Now), Stop);
        await Launches.Approve(Alpha, new PilotApproval(Role.Finance, "2", "Bea", "d2", Now), Stop);

        Assert.Equal(new PilotOrder(new OrderId(5), "#1005", Now, "Ada", Now), Assert.Single(await Launches.Pilot(Alpha, Stop)));
        Assert.Equal(new PilotApproval(Role.Finance, "2", "Bea", "d2", Now), Assert.Single(await Launches.Approvals(Alpha, Stop)));
        Assert.Empty(await Launches.Pilot(Beta, Stop));
        Assert.Empty(await Launches.Approvals(Beta, Stop));
    }
}
