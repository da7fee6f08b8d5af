using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

public sealed class TillTests19(TillHouse19 house) : TillTests(house), IClassFixture<TillHouse19>;

public sealed class TillTests18(TillHouse18 house) : TillTests(house), IClassFixture<TillHouse18>;

public sealed class DirectTillTests19(DirectTillHouse19 house) : TillTests(house), IClassFixture<DirectTillHouse19>;

/// <summary>The small differences between a sale and its money: coins that do not exist, and rates of other days.</summary>
public abstract class TillTests(TillHouse house)
{
    [Theory]
    [InlineData(-2)]
    [InlineData(3)]
    public async Task The_till_has_what_was_handed_over_and_the_rounding_is_written_off_with_the_payment(int cents)
    {
        var rounding = cents / 100m;
        var order = house.Place(Order(new PaymentDescription { Gateway = "cash", Rounding = rounding }));

        InStep(await house.Announced(order));
        await house.Synced(order);

        var total = Total(order);
        Assert.Equal(new Books(total, 0m, total + rounding, 0m, 0m), Books.Of(house.Odoo, order));
        Assert.Equal(-rounding, house.On(TillHouse.RoundingAccount, order.Name + " "));
        Assert.Equal("paid", Assert.Single(Books.Moves(house.Odoo, order))["payment_state"]);
    }

    [Fact]
    public async Task Coins_beside_a_card_are_rounded_once_at_the_last_payment()
    {
        var order = house.Place(Order(new PaymentDescription(10.02m) { Gateway = "cash", Rounding = -0.02m }, new PaymentDescription(27.28m)));

        InStep(await house.Announced(order));

        Assert.Equal(37.30m, Total(order));
        Assert.Equal(new Books(37.30m, 0m, 37.28m, 0m, 0m), Books.Of(house.Odoo, order));
        Assert.Equal(0.02m, house.On(TillHouse.RoundingAccount, order.Name + " "));
    }

    [Fact]
    public async Task Without_an_account_for_it_a_rounded_payment_waits_and_one_decision_releases_it()
    {
        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { CashRounding = null } });
        var order = house.Place(Order(new PaymentDescription { Gateway = "cash", Rounding = -0.02m }));

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal((BlockerCode.CashRoundingUnmapped, "payments.cashRounding"), (blocker.Code, blocker.Setting));
        Assert.Contains("37.28 GBP", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal(0m, Books.Of(house.Odoo, order).Paid);

        await house.Decide(decisions => decisions);
        InStep((await house.Until(order, standing => standing.Standing is Standing.InStep)).Standing);
        Assert.Equal(new Books(37.30m, 0m, 37.28m, 0m, 0m), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task What_the_till_gives_back_is_rounded_too()
    {
        var order = house.Place(Order(new PaymentDescription()));
        InStep(await house.Announced(order));

        house.Shop.Desk.Refund(order, new RefundDescription
        {
            Lines = [new LineUnits(0, 1)],
            RestockType = "CANCEL",
            Payments = [new RefundPaymentDescription(12.50m) { Gateway = "cash", Rounding = -0.03m }],
        });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);

        Assert.Equal(new Books(37.30m, 12.50m, 37.30m, 12.47m, 0m), Books.Of(house.Odoo, order));
        Assert.Equal(-0.03m, house.On(TillHouse.RoundingAccount, order.Name + " "));
    }

    [Fact]
    public async Task A_sale_at_the_point_of_sale_goes_into_the_till_of_its_own()
    {
        var order = house.Place(Order(new PaymentDescription { Gateway = "cash" }) with { SourceName = "pos", Retail = true });

        InStep(await house.Announced(order));

        var payment = Assert.Single(house.Odoo.Records("account.payment"), one => ((string?)one["memo"])?.StartsWith(order.Name + " ", StringComparison.Ordinal) == true);
        var till = house.Odoo.Records("account.journal").Single(one => (string?)one["code"] == "CSH1");
        Assert.Equal(House.Id(till), Convert.ToInt32(payment["journal_id"], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(117)]
    [InlineData(115)]
    public async Task Rates_of_another_day_leave_a_difference_that_is_written_off(int percent)
    {
        var order = house.Place(Foreign(new PaymentDescription { Rate = percent / 100m }));

        InStep(await house.Announced(order));
        await house.Synced(order);

        var paid = order.Data.Money("netPaymentSet").Amount.Shop;
        Assert.NotEqual(Total(order), paid);
        Assert.Equal(new Books(Total(order), 0m, paid, 0m, 0m), Books.Of(house.Odoo, order));
        Assert.Equal(Total(order) - paid, house.On(TillHouse.RatesAccount, order.Name + " "));
    }

    [Fact]
    public async Task Rates_that_differ_by_more_than_the_limit_leave_the_invoice_open_and_are_told()
    {
        var order = house.Place(Foreign(new PaymentDescription { Rate = 1.30m }));

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal(BlockerCode.PaymentDiffers, blocker.Code);
        Assert.Contains("rates of other days", blocker.Sentence, StringComparison.Ordinal);
        var paid = order.Data.Money("netPaymentSet").Amount.Shop;
        Assert.Equal(new Books(Total(order), 0m, paid, 0m, Total(order) - paid), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task Without_an_account_for_rates_the_payment_waits()
    {
        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { RateDifference = null } });
        var order = house.Place(Foreign(new PaymentDescription { Rate = 1.17m }));

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal((BlockerCode.RateDifferenceUnmapped, "payments.rateDifference"), (blocker.Code, blocker.Setting));
        await house.Decide(decisions => decisions);
        InStep((await house.Until(order, standing => standing.Standing is Standing.InStep)).Standing);
        Assert.Equal(0m, Books.Of(house.Odoo, order).Residual);
    }

    private OrderDescription Order(params PaymentDescription[] payments) => DemoOrders.TaxIncluded() with { Customer = house.Newcomer(), Payments = payments };

    private OrderDescription Foreign(params PaymentDescription[] payments) => DemoOrders.Presentment() with { TaxesIncluded = true, Customer = house.Newcomer(), Payments = payments };

    private static decimal Total(PracticeOrder order) => order.Data.Money("currentTotalPriceSet").Amount.Shop;

    private static Standing.InStep InStep(Standing standing)
    {
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
        return (Standing.InStep)standing;
    }
}
