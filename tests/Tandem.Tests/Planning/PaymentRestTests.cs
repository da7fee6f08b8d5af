using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>What the last payment of an invoice takes with it: rounding in cash, and rates of other days.</summary>
public sealed class PaymentRestTests
{
    private static readonly Currency Eur = new("EUR");
    private static readonly OdooId<Account> Till = new(642);
    private static readonly OdooId<Account> Rates = new(641);

    [Theory]
    [InlineData(-2, 998)]
    [InlineData(3, 1003)]
    public void A_rounded_payment_is_what_was_handed_over_and_takes_the_rounding_with_it(int rounding, int paid)
    {
        var payment = Paid(View([Transaction(1, 10m) with { Rounding = Sold.Money(rounding / 100m) }]));

        Assert.Equal((paid / 100m, -rounding / 100m, Till), (payment.Amount.Amount, payment.WriteOff!.Amount.Amount, payment.WriteOff.Account));
        Assert.Contains("transaction 1", payment.WriteOff.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_payment_of_several_leaves_the_rest_open_for_the_others()
    {
        var payment = Paid(View([Transaction(1, 4m) with { Rounding = Sold.Money(-0.02m) }, Transaction(2, 6m)]));

        Assert.Equal((3.98m, (WriteOff?)null), (payment.Amount.Amount, payment.WriteOff));
    }

    [Fact]
    public void An_order_that_is_not_paid_in_full_keeps_its_rest() =>
        Assert.Null(Paid(View([Transaction(1, 4m) with { Rounding = Sold.Money(-0.02m) }], status: "PARTIALLY_PAID")).WriteOff);

    [Fact]
    public void What_no_rounding_explains_is_not_written_off() =>
        Assert.Null(Paid(View([Transaction(1, 9m) with { Rounding = Sold.Money(-0.02m) }])).WriteOff);

    [Fact]
    public void A_rounded_payment_waits_for_its_account()
    {
        var blocker = Assert.Single(PaymentFlow.In(View([Transaction(1, 10m) with { Rounding = Sold.Money(-0.02m) }], rules => rules with { CashRounding = null })).Blockers);

        Assert.Equal((BlockerCode.CashRoundingUnmapped, "payments.cashRounding"), (blocker.Code, blocker.Setting));
    }

    [Theory]
    [InlineData("9.90", "0.02", "0.10")]
    [InlineData("10.15", "0.02", "-0.15")]
    [InlineData("9.99", "0", "0.01")]
    [InlineData("9.50", "0.02", null)]
    [InlineData("9.98", "0", null)]
    public void Rates_of_another_day_are_written_off_within_the_limit_and_a_cent_in_any_case(string paid, string limit, string? off)
    {
        var payment = Paid(View([Transaction(1, Number(paid))], rules => Limited(rules, Number(limit)), foreign: true));

        Assert.Equal(off is null ? null : Number(off), payment.WriteOff?.Amount.Amount);
        if (off is not null) Assert.Equal(Rates, payment.WriteOff!.Account);
    }

    [Fact]
    public void A_payment_that_rates_moved_waits_for_its_account()
    {
        var blocker = Assert.Single(PaymentFlow.In(View([Transaction(1, 9.90m)], rules => rules with { RateDifference = null }, foreign: true)).Blockers);

        Assert.Equal((BlockerCode.RateDifferenceUnmapped, "payments.rateDifference"), (blocker.Code, blocker.Setting));
    }

    [Fact]
    public void In_one_currency_nothing_is_blamed_on_rates() => Assert.Null(Paid(View([Transaction(1, 9.90m)])).WriteOff);

    [Fact]
    public void A_journal_of_another_currency_takes_no_payment()
    {
        var flow = PaymentFlow.In(View([Transaction(1, 10m)], rules => rules with { Gateways = [rules.Gateways[0] with { Keeps = Eur }] }));

        Assert.Null(flow.Next);
        Assert.Contains("keeps EUR", Assert.Single(flow.Blockers).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", "10.00")]
    [InlineData("50", "50.00")]
    public void Change_is_no_payment_where_Shopify_counts_it_with_the_cash(string net, string registered)
    {
        var view = View([Transaction(1, 50m), Transaction(2, 40m) with { Kind = TransactionKind.Change, Parent = new TransactionId(1) }]);
        view = view with { Order = view.Order with { NetPayment = Sold.Money(Number(net)) } };

        Assert.Equal(Number(registered), Paid(view).Amount.Amount);
    }

    [Theory]
    [InlineData(DocumentsThrough.Directly, "draft", false, true)]
    [InlineData(DocumentsThrough.Directly, "draft", true, false)]
    [InlineData(DocumentsThrough.Directly, "in_process", true, false)]
    [InlineData(DocumentsThrough.Wizards, "draft", false, false)]
    public void A_payment_that_was_written_and_cut_off_before_it_was_posted_is_taken_up_again(DocumentsThrough through, string state, bool booked, bool again)
    {
        var view = View([Transaction(1, 10m)], rules => rules with { Decisions = rules.Decisions with { Payments = rules.Decisions.Payments with { Through = through } } });
        view = view with { OnAccount = [new PaymentReading { Id = new(7), Inbound = true, State = state, Amount = 10m, Currency = Sold.Usd, Memo = "#1001 transaction 1", HasEntry = booked, IsReconciled = true }] };

        Assert.Equal(again ? "payment_1" : null, (PaymentFlow.In(view).Next as LifeStep.Pay)?.Payment.ExternalId);
    }

    private static OrderRules Limited(OrderRules rules, decimal limit) =>
        rules with { Decisions = rules.Decisions with { Payments = rules.Decisions.Payments with { RateDifferenceLimit = limit } } };

    private static PaymentDraft Paid(LifeView view) => Assert.IsType<LifeStep.Pay>(PaymentFlow.In(view).Next).Payment;

    private static ShopTransaction Transaction(long id, decimal amount) => new()
    {
        Id = new TransactionId(id), Kind = TransactionKind.Sale, Status = TransactionStatus.Success, Gateway = "cash", Amount = Sold.Money(amount), ProcessedAt = Sold.Placed.AddSeconds(id),
    };

    /// <summary>An order of ten dollars with a posted invoice of which nothing is paid.</summary>
    private static LifeView View(ShopTransaction[] moved, Func<OrderRules, OrderRules>? change = null, string status = "PAID", bool foreign = false)
    {
        var order = Sold.Order(Sold.Line("Mug", 10m)) with { Transactions = moved, FinancialStatus = status };
        var draft = Rules.Ready(order).Draft;
        if (foreign) order = order with { PresentmentCurrency = Eur };
        var rules = Rules.All with
        {
            Decisions = Rules.All.Decisions with { Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment } },
            Gateways = [new MappedGateway(new GatewayDecision("cash", null, new OdooReference("Cash", null)), new OdooId<Journal>(5))],
            CashRounding = Till,
            RateDifference = Rates,
        };
        var invoice = new InvoiceReading
        {
            Id = new(1), Name = "INV/1", Kind = InvoiceKind.Invoice, State = InvoiceState.Posted, Currency = Sold.Usd, Company = new(1), Partner = new OdooId<Partner>(9),
            Untaxed = 10m, Tax = 0m, Total = 10m, Residual = 10m,
        };
        var held = new SaleOrderReading { Id = new(1), Name = "S1", State = SaleState.Sale, Currency = Sold.Usd, Company = new(1), Untaxed = 10m, Tax = 0m, Total = 10m };
        return new LifeView(
            order, draft, new SaleProgress { Order = held, Invoices = [invoice] }, new Dictionary<OdooId<SaleOrderLine>, string>(), LifeMemory.Nothing, change is null ? rules : change(rules));
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
