using System.Text;
using System.Text.Json;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sandbox.Odoo;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Setup;

public sealed class SetupApplyTests(SqliteLedger ledger) : IClassFixture<SqliteLedger>, IAsyncLifetime
{
    private PracticeOdoo odoo = null!;
    private SetupDesk desk = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ShopDecisions Decisions => PracticeSetup.For(odoo);

    public async ValueTask InitializeAsync()
    {
        await ledger.Empty();
        odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        desk = new SetupDesk(ledger, odoo.ApiKey);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await odoo.DisposeAsync();
    }

    [Fact]
    public async Task A_file_without_a_fault_is_in_force_and_its_key_is_kept()
    {
        Assert.Equal(0, await desk.With("apply", Decisions));

        Assert.Contains("Version 1 is in force.", desk.Said, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(DecisionsFile.Write(Decisions)), (await Stored())!.Document);
        Assert.Equal(odoo.ApiKey, await desk.Get<ISecrets>().Find(PracticeSetup.Shop, ShopSecrets.Odoo, Stop));
        Assert.DoesNotContain(odoo.ApiKey, (await Stored())!.Document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applying_twice_changes_nothing_and_says_so()
    {
        await desk.With("apply", Decisions);

        Assert.Equal(0, await desk.With("apply", Decisions));
        Assert.Contains("Nothing changed: version 1 says the same already.", desk.Said, StringComparison.Ordinal);
        Assert.Single(await desk.Get<IDecisionStore>().History(PracticeSetup.Shop, Stop));
    }

    [Fact]
    public async Task Nothing_is_applied_when_anything_is_wrong()
    {
        await desk.With("apply", Decisions);
        var wrong = Decisions with { Orders = Decisions.Orders with { RoundingLimit = 1m, Warehouse = PracticeSetup.Named("Nowhere") } };

        Assert.Equal(1, await desk.With("apply", wrong));
        Assert.Contains("Nothing was applied", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, (await Stored())!.Version);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_applies_nothing()
    {
        Assert.Equal(1, await desk.With("apply", "alpha.myshopify.com", "{ \"shop\": 1 }"));
        Assert.Contains("line 1, shop: This is a number, but a text is expected.", desk.Said, StringComparison.Ordinal);
        Assert.Null(await Stored());
    }

    [Fact]
    public async Task An_exported_file_applies_without_a_change()
    {
        await desk.With("apply", Decisions);
        Assert.Equal(0, await desk.Run("setup", "export", "alpha.myshopify.com", "-"));
        var exported = desk.Output.ToString();

        Assert.Equal(0, await desk.With("apply", "alpha.myshopify.com", exported));
        Assert.Contains("Nothing changed", desk.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exporting_what_is_not_there_says_so()
    {
        Assert.Equal(1, await desk.Run("setup", "export", "alpha.myshopify.com", "-"));
        Assert.Contains("Nothing is decided for alpha.myshopify.com yet", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_applied_the_kept_key_serves_without_the_variable()
    {
        await desk.With("apply", Decisions);
        desk.Key = null;

        Assert.Equal(0, await desk.With("check", Decisions));
    }

    [Fact]
    public async Task A_new_key_is_kept_although_the_file_is_the_same()
    {
        await desk.With("apply", Decisions);
        desk.Key = odoo.Password;

        Assert.Equal(0, await desk.With("apply", Decisions));
        Assert.Contains("The key for Odoo was replaced.", desk.Said, StringComparison.Ordinal);
        Assert.Equal(odoo.Password, await desk.Get<ISecrets>().Find(PracticeSetup.Shop, ShopSecrets.Odoo, Stop));
    }

    [Fact]
    public async Task Records_that_waited_for_what_is_decided_now_go_on_and_others_stay()
    {
        await desk.With("apply", Decisions);
        var tip = await Blocked(1, BlockerCode.TipUnmapped);
        var duty = await Blocked(2, BlockerCode.DutyUnmapped);

        var changed = Decisions with { Orders = Decisions.Orders with { LineProducts = Decisions.Orders.LineProducts with { Tip = PracticeSetup.Named("Fee") } } };
        Assert.Equal(0, await desk.With("apply", changed, "--json"));

        using var document = JsonDocument.Parse(desk.Output.ToString());
        Assert.Equal(1, document.RootElement.GetProperty("released").GetInt32());
        Assert.Equal("orders.lineProducts.tip", Assert.Single(document.RootElement.GetProperty("changed").EnumerateArray()).GetString());
        Assert.Equal(2, document.RootElement.GetProperty("version").GetInt64());
        var due = (await desk.Get<IStandings>().Due(new ClaimTerms("test", 10, TimeSpan.FromMinutes(1)), Stop)).Select(one => one.Record).ToList();
        Assert.Contains(tip, due);
        Assert.DoesNotContain(duty, due);
    }

    private async Task<RecordKey> Blocked(long order, BlockerCode code)
    {
        var record = RecordKey.Order(PracticeSetup.Shop, new OrderId(order));
        await desk.Get<IStandings>().Set(record, new Standing.BlockedBy([new Blocker(code, "x", "It waits.", Role.Finance)]), new RecordFacts(), null, Stop);
        return record;
    }

    private Task<SavedDecisions?> Stored() => desk.Get<IDecisionStore>().Current(PracticeSetup.Shop, Stop);
}
