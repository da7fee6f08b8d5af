using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Xunit;

namespace Tandem.Tests.Decisions;

public sealed class DecisionsChangeTests
{
    private static readonly ShopDecisions Decisions = Sample.Decisions;

    [Fact]
    public void Nothing_changed_releases_nothing()
    {
        Assert.Empty(DecisionsChange.Settings(Decisions, Sample.Decisions));
        Assert.Empty(DecisionsChange.Released(Decisions, Sample.Decisions));
    }

    [Fact]
    public void A_new_tax_releases_what_waited_for_a_tax()
    {
        var changed = Decisions with { Taxes = [.. Decisions.Taxes, new TaxDecision("MwSt", 0.19m, "DE", null, null, new OdooReference("19%", null))] };

        Assert.Equal(["taxes"], DecisionsChange.Settings(Decisions, changed));
        var released = DecisionsChange.Released(Decisions, changed);
        Assert.Contains(BlockerCode.TaxUnmapped, released);
        Assert.Contains(BlockerCode.TotalsDiffer, released);
        Assert.DoesNotContain(BlockerCode.TipUnmapped, released);
    }

    [Fact]
    public void A_tip_product_releases_what_waited_for_tips()
    {
        var changed = Decisions with { Orders = Decisions.Orders with { LineProducts = Decisions.Orders.LineProducts with { Tip = new OdooReference(null, 5) } } };

        Assert.Equal(["orders.lineProducts.tip"], DecisionsChange.Settings(Decisions, changed));
        Assert.Contains(BlockerCode.TipUnmapped, DecisionsChange.Released(Decisions, changed));
    }

    [Fact]
    public void A_pricelist_is_a_setting_for_each_currency()
    {
        var changed = Decisions with { Orders = Decisions.Orders with { Pricelists = new Dictionary<string, OdooReference>(Decisions.Orders.Pricelists) { ["USD"] = new(null, 9) } } };

        Assert.Equal(["orders.pricelists.USD"], DecisionsChange.Settings(Decisions, changed));
        Assert.Contains(BlockerCode.CurrencyUnmapped, DecisionsChange.Released(Decisions, changed));
    }

    [Fact]
    public void Another_Odoo_and_the_first_decisions_release_everything()
    {
        var moved = Decisions with { Odoo = Decisions.Odoo with { Database = "other" } };

        Assert.Equal(Enum.GetValues<BlockerCode>(), DecisionsChange.Released(Decisions, moved));
        Assert.Equal(Enum.GetValues<BlockerCode>(), DecisionsChange.Released(null, Decisions));
    }

    [Fact]
    public void An_approval_decides_nothing() =>
        Assert.Empty(DecisionsChange.Settings(Decisions, Decisions with { Approvals = new Dictionary<string, Approval>() }));
}
