using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Life;

public sealed class WithoutMoneyTests19(PayingHouse19 house) : WithoutMoneyTests(house), IClassFixture<PayingHouse19>;

public sealed class WithoutMoneyTests18(PayingHouse18 house) : WithoutMoneyTests(house), IClassFixture<PayingHouse18>;

/// <summary>What leaves an invoiced order though no money went back yet: its credit note takes back the taxes too.</summary>
public abstract class WithoutMoneyTests(PayingHouse house)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancellation_without_a_refund_credits_each_tax_of_the_invoice(bool included)
    {
        var order = house.Place((included ? DemoOrders.TaxIncluded() : DemoOrders.Simple()) with { Customer = house.Newcomer(), Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] });
        Assert.IsType<Standing.InStep>(await house.Announced(order));

        house.Shop.Desk.Cancel(order, restock: false, refund: false);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/cancelled"));

        Assert.Equal(Sum(order, "out_invoice"), Sum(order, "out_refund"));
    }

    private (decimal Net, decimal Tax) Sum(PracticeOrder order, string type)
    {
        var moves = Books.Moves(house.Odoo, order).Where(move => (string?)move["move_type"] == type && (string?)move["state"] == "posted").ToList();
        Assert.NotEmpty(moves);
        return (moves.Sum(move => Books.Number(move["amount_untaxed"])), moves.Sum(move => Books.Number(move["amount_tax"])));
    }
}
