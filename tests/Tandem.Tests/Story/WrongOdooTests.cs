using System.Text;
using Tandem.App.Operate;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>The decisions lead to an Odoo that does not let Tandem work: each order says so, with one cause for all.</summary>
public sealed class WrongOdooTests(House19 house) : IClassFixture<House19>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("key", BlockerCode.OdooRefusedLogin, "refused the login")]
    [InlineData("database", BlockerCode.OdooNotUsable, "no database “elsewhere”")]
    [InlineData("page", BlockerCode.OdooNotUsable, "did not answer as an Odoo does")]
    public async Task An_order_says_what_is_wrong_with_Odoo_and_goes_on_when_it_is_put_right(string wrong, BlockerCode code, string words)
    {
        await house.Get<ISecrets>().Put(house.Domain, ShopSecrets.Odoo, wrong == "key" ? "no-such-key" : house.Odoo.ApiKey, Stop);
        await Store(house.Decisions with
        {
            Odoo = house.Decisions.Odoo with
            {
                Url = wrong == "page" ? new Uri(house.Shopify.Address) : house.Odoo.Address,
                Database = wrong == "database" ? "elsewhere" : house.Odoo.Database,
            },
            Orders = house.Decisions.Orders with { RoundingLimit = 0.04m },
        });
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });

        using var dry = new StringWriter();
        Assert.Equal(1, await house.Get<SyncCommand>().Run(house.Domain, order.Name, new SyncWish(true, false), dry, dry, Stop));
        Assert.Contains(words, dry.ToString(), StringComparison.Ordinal);
        var (ended, said) = await house.Synced(order);
        Assert.Equal(1, ended);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Contains("[Technical]", said, StringComparison.Ordinal);
        var blocker = House.TheBlockerOf(await house.Settled(order));
        Assert.Equal(code, blocker.Code);
        Assert.True(blocker.HealsWithTime);

        await house.Get<ISecrets>().Put(house.Domain, ShopSecrets.Odoo, house.Odoo.ApiKey, Stop);
        await Store(house.Decisions);
        await house.Standings.Release(house.Domain, new ReleaseRule.Everything(), Stop);
        house.InStepOnce(order, (await house.Until(order, record => record.Standing is Tandem.Sync.Records.Standing.InStep)).Standing);
    }

    [Fact]
    public async Task Decisions_that_lead_to_no_Odoo_are_not_put_in_force()
    {
        var before = await house.Get<IDecisionStore>().Current(house.Domain, Stop);
        var wrong = house.Decisions with { Odoo = house.Decisions.Odoo with { Database = "elsewhere" } };

        var outcome = await house.Get<App.Setup.SetupApply>().Apply(house.Domain, DecisionsFile.Write(wrong), "a test", Stop);

        Assert.False(outcome.InForce);
        Assert.StartsWith("Nothing was applied", outcome.Sentence, StringComparison.Ordinal);
        Assert.Equal(before!.Version, (await house.Get<IDecisionStore>().Current(house.Domain, Stop))!.Version);
    }

    /// <summary>As if what was right when it was applied had changed since.</summary>
    private async Task Store(ShopDecisions decisions)
    {
        var store = house.Get<IDecisionStore>();
        Assert.NotNull(await store.Save(house.Domain, (await store.Current(house.Domain, Stop))!.Version, Encoding.UTF8.GetString(DecisionsFile.Write(decisions)), "a test", Stop));
    }
}
