using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Life;
using Tandem.Sync.Sales;
using Tandem.Tests.Planning;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>What Odoo offers for invoicing is not always to be invoiced.</summary>
public sealed class InvoiceFlowTests
{
    [Fact]
    public void Refunded_units_that_Odoo_offers_again_are_never_invoiced_and_are_said_where_something_new_waits()
    {
        var offered = View(again: 1m, fresh: 0m);
        Assert.Null(InvoiceFlow.Plan(offered).Next);
        Assert.Empty(InvoiceFlow.Plan(offered).Blockers);

        var plan = InvoiceFlow.Plan(View(again: 1m, fresh: 1m));
        Assert.Null(plan.Next);
        var blocker = Assert.Single(plan.Blockers);
        Assert.Equal(BlockerCode.RefundedOffered, blocker.Code);
        Assert.Contains("Odoo would invoice again with it what was refunded of S00042: “Shirt", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains("Receive the return in Odoo where the goods came back; otherwise make the invoice there by hand, and take these lines out of its draft", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_new_alone_is_invoiced() => Assert.IsType<LifeStep.MakeInvoice>(InvoiceFlow.Plan(View(again: 0m, fresh: 1m)).Next);

    /// <summary>Two lines: one invoiced, delivered, credited and perhaps offered again, the other not invoiced.</summary>
    private static LifeView View(decimal again, decimal fresh)
    {
        var rules = Planning.Rules.All with { Decisions = Planning.Rules.All.Decisions with { Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment } } };
        var view = new BothSides { Before = Sold.Order(Sold.Line("Shirt", 10m, 1, 1), Sold.Line("Mug", 5m, 1, 2)), Rules = rules }.View();
        var (shirt, mug) = (view.Progress.Order.Lines[0], view.Progress.Order.Lines[1]);
        return view with
        {
            Progress = view.Progress with
            {
                Lines = [new SaleLineProgress(shirt.Id, 1m, 1m, 1m - again, again, false, true), new SaleLineProgress(mug.Id, 1m, 0m, 1m - fresh, fresh, false, true)],
                Invoices = [Document(1, InvoiceKind.Invoice, shirt), Document(2, InvoiceKind.CreditNote, shirt)],
            },
        };
    }

    private static InvoiceReading Document(int id, InvoiceKind kind, SaleLineReading of) => new()
    {
        Id = new(id), Name = $"INV/{id}", Kind = kind, State = InvoiceState.Posted, Currency = Sold.Usd, Company = new(1), Untaxed = 10m, Tax = 0m, Total = 10m, Residual = 0m,
        Lines = [new InvoiceLineReading { Id = new(id), Subtotal = 10m, Product = of.Product, Quantity = 1m, PriceUnit = of.PriceUnit, Discount = of.Discount, Name = of.Name, Taxes = of.Taxes, SaleLines = [of.Id] }],
    };
}
