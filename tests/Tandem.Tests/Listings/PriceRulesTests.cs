using Tandem.Sync;
using Tandem.Sync.Listings;
using Xunit;

namespace Tandem.Tests.Listings;

public sealed class PriceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly PricedProduct Mug = new(7, 3, [1, 4], 20m, 8m);
    private static readonly PriceRule Everything = new() { AppliedOn = "3_global", Compute = "percentage", Percent = 10m };

    [Fact]
    public void The_first_rule_that_applies_decides()
    {
        Assert.Equal(20m, Asked());
        Assert.Equal(18m, Asked(Everything));
        Assert.Equal(15m, Asked(new PriceRule { AppliedOn = "0_product_variant", Product = 7, Compute = "fixed", Fixed = 15m }, Everything));
        Assert.Equal(18m, Asked(new PriceRule { AppliedOn = "0_product_variant", Product = 8, Compute = "fixed", Fixed = 15m }, Everything));
        Assert.Equal(12m, Asked(new PriceRule { AppliedOn = "2_product_category", Category = 4, Compute = "fixed", Fixed = 12m }, Everything));
    }

    [Fact]
    public void Rules_for_many_pieces_and_for_other_times_do_not_apply()
    {
        Assert.Equal(18m, Asked(Everything with { MinQuantity = 5m, Percent = 50m }, Everything));
        Assert.Equal(18m, Asked(Everything with { Start = Now.AddDays(1), Percent = 50m }, Everything));
        Assert.Equal(18m, Asked(Everything with { End = Now.AddDays(-1), Percent = 50m }, Everything));
    }

    [Fact]
    public void Formulas_round_add_and_keep_their_margins()
    {
        var formula = Everything with { Compute = "formula", Discount = 12.5m, Round = 1m, Surcharge = -0.01m };
        Assert.Equal(17.99m, Asked(formula));
        Assert.Equal(19m, Asked(formula with { MinMargin = -1m }));
        Assert.Equal(12m, Asked(new PriceRule { AppliedOn = "3_global", Compute = "formula", Base = "standard_price", Markup = 50m }));
    }

    [Fact]
    public void What_would_follow_an_exchange_rate_or_another_pricelist_is_refused_with_a_sentence()
    {
        Assert.Contains("exchange rate", Quote(foreign: true, Everything).Refusal, StringComparison.Ordinal);
        Assert.Equal(15m, Quote(foreign: true, new PriceRule { AppliedOn = "3_global", Compute = "fixed", Fixed = 15m }).Amount);
        Assert.Contains("another pricelist", Quote(foreign: false, Everything with { Base = "pricelist" }).Refusal, StringComparison.Ordinal);
    }

    private static decimal? Asked(params PriceRule[] rules) => Quote(foreign: false, rules).Amount;

    private static QuotedPrice Quote(bool foreign, params PriceRule[] rules) => new PriceRules("Web", new Currency("GBP"), foreign, rules).Of(Mug, Now);
}
