using System.Globalization;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
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
    public async Task A_part_that_was_paid_and_refunded_in_part_is_not_invoiced_until_all_that_is_left_is_paid()
    {
        var order = house.Place(Paid() with { Payments = [] });
        house.Shop.Desk.Pay(order, 20m);
        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });
        Assert.Equal("PARTIALLY_REFUNDED", order.Data.Text("displayFinancialStatus"));

        var standing = InStep(await house.Announced(order));
        Assert.Contains($"Shopify holds 7.50 GBP of {Total(order)} GBP", standing.Remark, StringComparison.Ordinal);
        Assert.Empty(Books.Moves(house.Odoo, order));

        house.Shop.Desk.Pay(order);
        InStep(await house.Announced(order, "orders/updated"));
        var total = Total(order);
        Assert.Equal(new Books(total + 12.50m, 12.50m, total + 12.50m, 12.50m, 0m), Books.Of(house.Odoo, order));
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
    public async Task Duties_go_back_with_their_goods_as_a_line_of_the_credit_note()
    {
        var sold = DemoOrders.DutiesAndFee();
        var order = house.Place(sold with { Customer = house.Newcomer(), Lines = [sold.Lines[0] with { Quantity = 2 }], Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] });
        InStep(await house.Announced(order));
        var total = Total(order);

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);

        var (back, duty) = (total - Total(order), order.Data.Children("refunds")[0].Children("duties")[0].Money("amountSet").Amount.Shop);
        Assert.True(duty is > 0m and < 2.79m);
        Assert.Equal(new Books(total, back, total, back, 0m), Books.Of(house.Odoo, order));
        var note = House.Id(Assert.Single(Notes(order)));
        var lines = house.Odoo.Records("account.move.line").Where(line => line["product_id"] is not (null or false) && Books.Number(line["move_id"]) == note).ToList();
        Assert.Contains(lines, line => ((string)line["name"]!).Contains("Duty", StringComparison.Ordinal) && Books.Number(line["price_unit"]) * Books.Number(line["quantity"]) == duty);
        Assert.Equal(2, Books.Moves(house.Odoo, order).Count);
    }

    [Fact]
    public async Task Shipping_that_is_given_back_is_a_line_of_the_credit_note_and_is_never_charged_again()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Shipping = 4.95m, ShippingTax = house.Shop.Desk.ShippingLeft(order).Tax, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);
        InStep(await house.Settled(order));

        Assert.Equal(new Books(total, total - Total(order), total, 17.45m, 0m), Books.Of(house.Odoo, order));
        Assert.Equal(2, Books.Moves(house.Odoo, order).Count);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Money_given_back_before_a_cancellation_is_credited_once(bool adjustmentStated)
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));

        house.Shop.Desk.Cancel(order);
        if (!adjustmentStated) house.Shop.Change(order, description => description with { Refunds = [description.Refunds[0], description.Refunds[1] with { Balance = 0m }] });
        InStep(await house.Announced(order, "orders/cancelled"));

        Assert.Equal(new Books(total, total, total, total, 0m), Books.Of(house.Odoo, order));
        Assert.Equal([2.50m, total - 2.50m], Notes(order).Select(note => Books.Number(note["amount_total"])));
    }

    [Fact]
    public async Task Money_beyond_what_is_owed_is_on_the_customers_account_and_so_is_its_repayment()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);

        house.Shop.Desk.Pay(order, 10m);
        var remark = InStep(await house.Announced(order, "orders/updated")).Remark;
        await house.Synced(order);
        Assert.Contains("10.00 GBP more than order", remark, StringComparison.Ordinal);
        Assert.Equal(new Books(total, 0m, total + 10m, 0m, 0m), Books.Of(house.Odoo, order));

        house.Shop.Desk.Cancel(order);
        InStep(await house.Announced(order, "orders/cancelled"));
        await house.Synced(order);
        Assert.Equal(new Books(total, total, total + 10m, total + 10m, 0m), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task Money_that_goes_back_after_a_cancellation_without_refund_pays_its_credit_note_and_makes_no_other()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);
        house.Shop.Desk.Cancel(order, restock: false, refund: false);
        InStep(await house.Announced(order, "orders/cancelled"));

        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);

        Assert.Equal((total, total, total, 2.50m), (Books.Of(house.Odoo, order).Invoiced, Books.Of(house.Odoo, order).Credited, Books.Of(house.Odoo, order).Paid, Books.Of(house.Odoo, order).Repaid));
        Assert.Equal(total - 2.50m, Assert.Single(Notes(order))["amount_residual"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Money_that_went_back_before_a_cancellation_without_refund_is_credited_once(bool seen)
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        if (seen) InStep(await house.Announced(order, "orders/updated"));
        house.Shop.Desk.Cancel(order, restock: false, refund: false);
        InStep(await house.Announced(order, "orders/cancelled"));
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 1.25m, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));

        Assert.Equal((total, total, total, 3.75m), (Books.Of(house.Odoo, order).Invoiced, Books.Of(house.Odoo, order).Credited, Books.Of(house.Odoo, order).Paid, Books.Of(house.Odoo, order).Repaid));
        Assert.Equal([2.50m, total - 2.50m], Notes(order).Select(note => Books.Number(note["amount_total"])));
    }

    [Fact]
    public async Task Money_that_came_after_a_cancellation_goes_back_without_another_credit_note()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);
        house.Shop.Desk.Cancel(order);
        InStep(await house.Announced(order, "orders/cancelled"));

        house.Shop.Desk.Pay(order, 5m);
        InStep(await house.Announced(order, "orders/updated"));
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));

        Assert.Equal(new Books(total, total, total + 5m, total + 5m, 0m), Books.Of(house.Odoo, order));
        Assert.Single(Notes(order));
    }

    [Fact]
    public async Task Money_for_units_that_were_refunded_before_the_invoice_goes_back_once_while_the_invoice_is_open()
    {
        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { Invoice = InvoiceWhen.OnDelivery }, Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(ShippingHouse.Main), new OdooReference("WH", null), Ships.Shopify)] } });
        try
        {
            var order = house.Place(Paid());
            InStep(await house.Announced(order));
            house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });
            house.Shop.Desk.Edit(order, new OrderEdit { Add = [order.Description.Lines[0] with { Variant = DemoOrders.Teapot, Title = "Teapot", Price = 34.90m, Quantity = 1, RemovedQuantity = 0 }] });
            house.Shop.Desk.Fulfill(order);
            InStep(await house.Announced(order, "orders/updated"));
            await house.Synced(order);

            var books = Books.Of(house.Odoo, order);
            Assert.Equal((Total(order), 0m), (books.Invoiced, books.Credited));
            Assert.Equal(order.Data.Money("netPaymentSet").Amount.Shop, books.Paid - books.Repaid);
        }
        finally
        {
            await house.Decide(decisions => decisions with { Payments = decisions.Payments with { Invoice = InvoiceWhen.OnPayment }, Fulfillments = new FulfillmentDecision() });
        }
    }

    [Fact]
    public async Task Units_that_are_refunded_while_their_invoice_waits_for_payment_leave_the_order_before_they_could_be_sent()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        house.Shop.Desk.Edit(order, new OrderEdit { Add = [order.Description.Lines[0] with { Variant = DemoOrders.Teapot, Title = "Teapot", Price = 4.90m, Quantity = 3, RemovedQuantity = 0 }] });
        await house.Announced(order, "orders/edited");
        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(order.Description.Lines.Count - 1, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });

        InStep(await house.Announced(order, "orders/updated"));

        var booked = House.Id(house.InOdoo(order)[0]);
        var teapots = Assert.Single(house.Odoo.Records("sale.order.line"), line => Convert.ToInt32(line["order_id"], CultureInfo.InvariantCulture) == booked && ((string)line["name"]!).Contains("Teapot", StringComparison.Ordinal));
        Assert.Equal(2m, Books.Number(teapots["product_uom_qty"]));
    }

    [Fact]
    public async Task Money_that_goes_back_while_the_invoice_is_open_leaves_by_the_customers_account()
    {
        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { Invoice = InvoiceWhen.OnConfirmation } });
        try
        {
            var order = house.Place(Paid() with { Payments = [] });
            InStep(await house.Announced(order));
            house.Shop.Desk.Pay(order, 5m);
            house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
            InStep(await house.Announced(order, "orders/updated"));

            var books = Books.Of(house.Odoo, order);
            Assert.Equal((2.50m, 5m, 2.50m), (books.Credited, books.Paid, books.Repaid));
        }
        finally
        {
            await house.Decide(decisions => decisions);
        }
    }

    [Fact]
    public async Task One_payment_of_two_invoices_leaves_neither_open()
    {
        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { Invoice = InvoiceWhen.OnConfirmation } });
        try
        {
            var order = house.Place(Paid() with { Payments = [] });
            InStep(await house.Announced(order));
            house.Shop.Desk.Edit(order, new OrderEdit { Add = [order.Description.Lines[0] with { Variant = DemoOrders.Teapot, Title = "Teapot", Price = 34.90m, Quantity = 1, RemovedQuantity = 0 }] });
            InStep(await house.Announced(order, "orders/updated"));
            Assert.Equal(2, Books.Moves(house.Odoo, order).Count);

            house.Shop.Desk.Pay(order);
            InStep(await house.Announced(order, "orders/updated"));

            Assert.Equal(new Books(Total(order), 0m, Total(order), 0m, 0m), Books.Of(house.Odoo, order));
        }
        finally
        {
            await house.Decide(decisions => decisions);
        }
    }

    [Fact]
    public async Task Money_that_is_only_reserved_is_registered_once_it_is_taken()
    {
        var order = house.Place(Paid() with { Payments = [] });
        house.Shop.Desk.Authorize(order);
        InStep(await house.Announced(order));
        Assert.Equal(new Books(0m, 0m, 0m, 0m, 0m), Books.Of(house.Odoo, order));

        house.Shop.Desk.Capture(order);
        InStep(await house.Announced(order, "orders/updated"));
        Assert.Equal(new Books(Total(order), 0m, Total(order), 0m, 0m), Books.Of(house.Odoo, order));
    }

    [Theory]
    [InlineData("SUCCESS")]
    [InlineData("FAILURE")]
    public async Task A_repayment_under_way_is_registered_once_it_came_through_and_never_if_it_failed(string outcome)
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        house.Shop.Desk.Refund(order, new RefundDescription { Lines = outcome == "SUCCESS" ? [new LineUnits(0, 1)] : [], RestockType = "CANCEL", Payments = [new RefundPaymentDescription(5m) { Gateway = PayingHouse.Gateway, Status = "PENDING" }] });
        InStep(await house.Announced(order, "orders/updated"));
        Assert.Equal(0m, Books.Of(house.Odoo, order).Repaid);

        house.Shop.Desk.SettleRefund(order, 0, status: outcome);
        InStep(await house.Announced(order, "orders/updated"));

        var books = Books.Of(house.Odoo, order);
        Assert.Equal((Total(order), order.Data.Money("netPaymentSet").Amount.Shop), (books.Invoiced - books.Credited, books.Paid - books.Repaid));
        if (outcome != "SUCCESS") Assert.Contains("A repayment of 5.00 GBP", InStep(await house.Settled(order)).Remark, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAILURE")]
    [InlineData("ERROR")]
    public async Task Goods_whose_repayment_failed_wait_with_what_to_do_and_are_credited_once_the_money_went_back(string outcome)
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        var total = Total(order);
        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Payments = [new RefundPaymentDescription(12.50m) { Gateway = PayingHouse.Gateway, Status = outcome }] });

        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));
        Assert.Equal((BlockerCode.RefundDiffers, Flow.Refunds), (blocker.Code, blocker.Flow));
        Assert.Contains("the repayment of 12.50 GBP through shopify_payments failed", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains("1 × “Blue mug”", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal(new Books(total, 0m, total, 0m, 0m), Books.Of(house.Odoo, order));

        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 12.50m, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);
        Assert.Equal(new Books(total, 12.50m, total, 12.50m, 0m), Books.Of(house.Odoo, order));
        Assert.Equal((total - 12.50m, 1), (Total(order), Notes(order).Count));
        Assert.Equal("invoiced", house.InOdoo(order)[0]["invoice_status"]);
    }

    [Fact]
    public async Task Goods_whose_repayment_failed_are_settled_by_a_credit_note_that_names_their_refund_and_by_a_cancellation()
    {
        var (byHand, cancelled) = (house.Place(Paid()), house.Place(Paid()));
        foreach (var order in new[] { byHand, cancelled })
        {
            InStep(await house.Announced(order));
            house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Payments = [new RefundPaymentDescription(12.50m) { Gateway = PayingHouse.Gateway, Status = "FAILURE" }] });
            Assert.Equal(BlockerCode.RefundDiffers, House.TheBlockerOf(await house.Announced(order, "orders/updated")).Code);
        }

        var refund = Gid.Number(byHand.Data.Children("refunds")[0].Id);
        await new Person(house).Credits(House.Id(Assert.Single(Books.Moves(house.Odoo, byHand))), $"paid by bank, {byHand.Name} refund {refund}", 1m);
        await house.Synced(byHand);
        InStep(await house.Settled(byHand));
        Assert.Equal(12.50m, Books.Of(house.Odoo, byHand).Credited);

        var total = Books.Of(house.Odoo, cancelled).Invoiced;
        house.Shop.Desk.Cancel(cancelled);
        InStep(await house.Announced(cancelled, "orders/cancelled"));
        Assert.Equal(new Books(total, total, total, total, 0m), Books.Of(house.Odoo, cancelled));
    }

    [Fact]
    public async Task A_refund_that_was_taken_back_is_said_with_its_credit_note_until_a_person_cancels_that()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        var note = Assert.Single(Notes(order));

        house.Shop.Desk.DeleteRefund(order, 0);
        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));
        Assert.Equal((BlockerCode.RefundDiffers, Flow.Refunds), (blocker.Code, blocker.Flow));
        Assert.Contains((string)note["name"]!, blocker.Sentence, StringComparison.Ordinal);

        var person = new Person(house);
        await person.Press("account.move", "button_draft", House.Id(note));
        await person.Press("account.move", "button_cancel", House.Id(note));
        await house.Synced(order);
        InStep(await house.Settled(order));
    }

    [Fact]
    public async Task A_payment_where_a_document_was_settled_by_hand_waits_and_says_so()
    {
        var order = house.Place(Paid() with { Payments = [new PaymentDescription { Gateway = "bank deposit" }] });
        House.TheBlockerOf(await house.Announced(order));
        var invoice = Assert.Single(Books.Moves(house.Odoo, order));
        await house.PaidByHand(House.Id(invoice), Total(order) - 1m);
        await house.PaidByHand(House.Id(invoice), 1m);

        house.Shop.Desk.Edit(order, new OrderEdit { Tags = ["paid by bank"] });
        Assert.Equal(BlockerCode.PaymentDiffers, House.TheBlockerOf(await house.Announced(order, "orders/updated")).Code);
    }

    [Fact]
    public async Task A_refund_is_credited_on_the_invoice_that_holds_its_units_and_on_two_where_it_needs_two()
    {
        var order = house.Place(Paid());
        InStep(await house.Announced(order));
        house.Shop.Desk.Edit(order, new OrderEdit { Add = [order.Description.Lines[0] with { Variant = DemoOrders.Teapot, Title = "Teapot", Price = 34.90m, Quantity = 2, RemovedQuantity = 0 }] });
        house.Shop.Desk.Pay(order);
        InStep(await house.Announced(order, "orders/updated"));
        var total = Total(order);
        var invoices = Books.Moves(house.Odoo, order).Select(House.Id).ToList();
        Assert.Equal(2, invoices.Count);

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        Assert.Equal([invoices[0]], Notes(order).Select(note => Convert.ToInt32(note["reversed_entry_id"], CultureInfo.InvariantCulture)));

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1), new LineUnits(order.Description.Lines.Count - 1, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);
        Assert.Equal([invoices[0], .. invoices], Notes(order).Select(note => Convert.ToInt32(note["reversed_entry_id"], CultureInfo.InvariantCulture)));
        Assert.Equal(0m, Books.Of(house.Odoo, order).Residual);
        Assert.Equal(["(1 of 2)", "(2 of 2)"], Notes(order).Skip(1).Select(note => ((string)note["ref"]!)[^8..]));

        house.Shop.Desk.Cancel(order);
        InStep(await house.Announced(order, "orders/cancelled"));
        var books = Books.Of(house.Odoo, order);
        Assert.Equal((total, total, total, total), (books.Invoiced, books.Credited, books.Paid, books.Repaid));
    }

    private IReadOnlyList<IReadOnlyDictionary<string, object?>> Notes(PracticeOrder order) =>
        [.. Books.Moves(house.Odoo, order).Where(move => (string?)move["move_type"] == "out_refund")];

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
