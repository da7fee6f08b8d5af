using Tandem.Sync.Orders;
using Tandem.Tests.Planning;
using Xunit;

namespace Tandem.Tests.Sync;

public sealed class PaidInFullTests
{
    private static readonly ShopOrder Ten = Sold.Order(Sold.Line("Mug", 10m));

    [Theory]
    [InlineData("PAID", 10, true)]
    [InlineData("PARTIALLY_REFUNDED", 10, true)]
    [InlineData("PARTIALLY_REFUNDED", 9, false)]
    [InlineData("REFUNDED", 0, false)]
    [InlineData("PARTIALLY_PAID", 5, false)]
    [InlineData("PENDING", 0, false)]
    [InlineData("AUTHORIZED", 0, false)]
    public void What_is_left_after_a_refund_is_paid_when_as_much_was_received(string status, int net, bool paid) =>
        Assert.Equal(paid, PaidInFull.Of(Ten with { FinancialStatus = status, NetPayment = Sold.Money(net) }));

    [Fact]
    public void Nothing_is_owed_for_what_was_taken_back_whole() =>
        Assert.True(PaidInFull.Of(Ten with { FinancialStatus = "REFUNDED", NetPayment = Sold.Money(0m), CurrentTotal = Sold.Money(0m) }));

    [Fact]
    public void What_the_till_rounded_is_not_owed() =>
        Assert.True(PaidInFull.Of(Ten with { FinancialStatus = "PARTIALLY_REFUNDED", NetPayment = Sold.Money(9.98m), CashRounding = Sold.Money(-0.02m) }));

    [Fact]
    public void What_Shopify_does_not_state_is_not_taken_for_paid() =>
        Assert.False(PaidInFull.Of(Ten with { FinancialStatus = "PARTIALLY_REFUNDED", NetPayment = null }));

    [Fact]
    public void A_person_reads_how_much_of_it_is_paid() =>
        Assert.Equal("Shopify holds 4.00 USD of 10.00 USD", PaidInFull.Said(Ten with { FinancialStatus = "PARTIALLY_REFUNDED", NetPayment = Sold.Money(4m) }));
}
