using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

public sealed class MoneyTests19(PayingHouse19 house) : MoneyTests(house), IClassFixture<PayingHouse19>;

public sealed class MoneyTests18(PayingHouse18 house) : MoneyTests(house), IClassFixture<PayingHouse18>;

public sealed class DirectMoneyTests19(DirectHouse19 house) : MoneyTests(house), IClassFixture<DirectHouse19>;

/// <summary>What finance finds: one invoice, one payment for each transaction, one credit note for each refund, each to the cent.</summary>
public abstract class MoneyTests(PayingHouse house)
{
    [Fact]
    public async Task A_paid_order_is_invoiced_and_paid_once()
    {
        var order = house.Place(Paid());

        InStep(await house.Announced(order));
        await house.Announced(order, "orders/updated");
        await house.Synced(order);

        var total = Total(order);
        Assert.Equal(new Books(total, 0m, total, 0m, 0m), Books.Of(house.Odoo, order));
        Assert.Single(Books.Moves(house.Odoo, order));
    }

    [Fact]
    public async Task An_order_that_is_not_paid_is_not_invoiced_until_it_is()
    {
        var order = house.Place(Paid() with { Payments = [] });

        var standing = InStep(await house.Announced(order));
        Assert.Contains("invoiced once the order is paid", standing.Remark, StringComparison.Ordinal);
        Assert.Empty(Books.Moves(house.Odoo, order));

        house.Shop.Change(order, description => Lifecycle.Paid(description, order.Data, TimeProvider.System.GetUtcNow()));
        InStep(await house.Announced(order, "orders/updated"));
        Assert.Equal(new Books(Total(order), 0m, Total(order), 0m, 0m), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task Two_gateways_on_one_order_are_two_payments()
    {
        var order = house.Place(Paid() with { Payments = [new PaymentDescription(10m) { Gateway = "gift_card" }, new PaymentDescription()] });

        InStep(await house.Announced(order));

        var books = Books.Of(house.Odoo, order);
        Assert.Equal(new Books(Total(order), 0m, order.Data.Money("netPaymentSet").Amount.Shop, 0m, 0m), books);
    }

    [Fact]
    public async Task A_gateway_without_a_journal_stops_the_payment_alone_and_one_decision_releases_it()
    {
        var order = house.Place(Paid() with { Payments = [new PaymentDescription { Gateway = "klarna" }] });

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal(BlockerCode.JournalUnmapped, blocker.Code);
        Assert.Contains("klarna", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal(Total(order), Books.Of(house.Odoo, order).Invoiced);

        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { Gateways = [.. decisions.Payments.Gateways, new GatewayDecision("klarna", null, new OdooReference("Bank", null))] } });
        InStep((await house.Until(order, standing => standing.Standing is Standing.InStep)).Standing);
        Assert.Equal(Total(order), Books.Of(house.Odoo, order).Paid);
    }

    [Fact]
    public async Task A_refund_of_one_unit_is_one_credit_note_and_one_repayment_and_is_never_invoiced_again()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);

        Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL" });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Announced(order, "orders/updated");
        await house.Synced(order);

        var refunded = total - Total(order);
        Assert.True(refunded > 0m);
        Assert.Equal(new Books(total, refunded, total, refunded, 0m), Books.Of(house.Odoo, order));
        Assert.Equal(2, Books.Moves(house.Odoo, order).Count);
        Assert.Equal("invoiced", house.InOdoo(order)[0]["invoice_status"]);
    }

    [Fact]
    public async Task Money_given_back_without_units_is_one_credit_note_on_the_product_for_it()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);

        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);

        Assert.Equal(new Books(total, 2.50m, total, 2.50m, 0m), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task Two_partial_refunds_of_one_line_are_two_credit_notes()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);

        Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL" });
        InStep(await house.Announced(order, "orders/updated"));
        Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL" });
        InStep(await house.Announced(order, "orders/updated"));

        Assert.Equal(new Books(total, total - Total(order), total, total - Total(order), 0m), Books.Of(house.Odoo, order));
        Assert.Equal(3, Books.Moves(house.Odoo, order).Count);
    }

    [Fact]
    public async Task An_order_refunded_before_Tandem_saw_it_holds_the_sale_and_the_refund()
    {
        var order = house.Place(Paid());
        var total = Total(order);
        Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL" });

        InStep(await house.Announced(order));

        Assert.Equal(new Books(total, total - Total(order), total, total - Total(order), 0m), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task A_paid_order_that_is_cancelled_and_refunded_is_credited_repaid_and_cancelled()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);

        house.Shop.Change(order, description => Lifecycle.Cancelled(description, order.Data, "CUSTOMER", refund: true, TimeProvider.System.GetUtcNow()));
        InStep(await house.Announced(order, "orders/cancelled"));

        Assert.Equal("cancel", house.InOdoo(order)[0]["state"]);
        Assert.Equal(new Books(total, total, total, total, 0m), Books.Of(house.Odoo, order));
    }

    private static OrderDescription Base() => DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] };

    private OrderDescription Paid() => Base() with { Customer = house.Newcomer() };

    private void Refund(PracticeOrder order, RefundDescription refund) => house.Shop.Change(order, description =>
    {
        var frozen = Lifecycle.Frozen(description, order.Data);
        return frozen with { Refunds = [.. frozen.Refunds, refund with { Gateway = PayingHouse.Gateway, CreatedAt = TimeProvider.System.GetUtcNow() }] };
    });

    private static decimal Total(PracticeOrder order) => order.Data.Money("currentTotalPriceSet").Amount.Shop;

    private static Standing.InStep InStep(Standing standing)
    {
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
        return (Standing.InStep)standing;
    }
}
