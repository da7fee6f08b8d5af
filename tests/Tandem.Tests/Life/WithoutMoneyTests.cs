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

    [Fact]
    public async Task A_refund_of_all_pays_what_the_cancellation_credits_for_units_that_an_edit_took_off()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer(), Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        house.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 1 } });
        await house.Announced(order, "orders/updated");

        house.Shop.Desk.Cancel(order, restock: false);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/cancelled"));

        var books = Books.Of(house.Odoo, order);
        Assert.Equal((books.Invoiced, books.Invoiced, books.Paid, 0m), (books.Credited, books.Paid, books.Repaid, books.Residual));
    }

    [Fact]
    public async Task Money_given_back_after_a_cancellation_without_a_refund_pays_its_credit_note()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer(), Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        house.Shop.Desk.Cancel(order, restock: false, refund: false);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/cancelled"));

        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));

        var books = Books.Of(house.Odoo, order);
        Assert.Equal((books.Invoiced, 2.50m, books.Invoiced - 2.50m), (books.Credited, books.Repaid, books.Residual));
    }

    [Fact]
    public async Task Money_given_back_while_an_added_line_was_unpaid_pays_the_credit_note_that_is_open_in_the_end()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer(), Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        house.Shop.Desk.Edit(order, new OrderEdit { Add = [order.Description.Lines[0] with { Variant = DemoOrders.Teapot, Title = "Teapot", Price = 34.90m, Quantity = 1, RemovedQuantity = 0 }] });
        await house.Announced(order, "orders/updated");
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        await house.Announced(order, "orders/updated");

        house.Shop.Desk.Cancel(order);
        var standing = await house.Announced(order, "orders/cancelled");
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy b ? b.Blockers[0].Sentence : standing.ToString());

        var books = Books.Of(house.Odoo, order);
        Assert.Equal((books.Invoiced, books.Paid, 0m), (books.Credited, books.Repaid, books.Residual));
    }

    private (decimal Net, decimal Tax) Sum(PracticeOrder order, string type)
    {
        var moves = Books.Moves(house.Odoo, order).Where(move => (string?)move["move_type"] == type && (string?)move["state"] == "posted").ToList();
        Assert.NotEmpty(moves);
        return (moves.Sum(move => Books.Number(move["amount_untaxed"])), moves.Sum(move => Books.Number(move["amount_tax"])));
    }
}
