using Tandem.Grains.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Invoices;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Pickings;
using Tandem.Sync.Planning;
using Tandem.Tests.Planning;
using Xunit;
using static Tandem.Tests.Life.BothSides;

namespace Tandem.Tests.Life;

/// <summary>A look at Odoo is left out only where a step's own answer says what it would show, and only for the step that follows from it.</summary>
public sealed class ForesightTests
{
    private static readonly ShopLine Shirt = Sold.Line("Shirt", 10m, 3, 1);
    private static readonly PickingReading Delivered = Transfer(1, PickingKind.Outgoing, PickingState.Done, "S00042", (1, 3m));

    [Fact]
    public void What_was_just_posted_is_paid_without_another_look()
    {
        var draft = Document(1, InvoiceKind.Invoice, InvoiceState.Draft);
        var view = View(Paid(), draft);

        var ahead = Foresight.Of(view, new LifeStep.Post(draft, On("#1001")))!;

        var next = Assert.IsType<LifeStep.Pay>(LifePlanning.Plan(ahead.View).Next);
        Assert.True(ahead.Covers(next));
        Assert.Equal((InvoiceState.Posted, "#1001"), (Assert.Single(ahead.View.Progress.Invoices).State, ahead.View.Progress.Invoices[0].Reference));
    }

    [Fact]
    public void Every_other_step_is_decided_from_a_new_look()
    {
        var draft = Document(1, InvoiceKind.Invoice, InvoiceState.Draft);
        var view = View(Paid(), draft);
        var afterPosting = Foresight.Of(view, new LifeStep.Post(draft, On("#1001")))!;
        var afterCredit = Foresight.Of(view, Document(2, InvoiceKind.CreditNote, InvoiceState.Draft));

        LifeStep[] others = [new LifeStep.MakeInvoice(On("#1001")), new LifeStep.CancelOrder(), new LifeStep.CancelDraft(draft), new LifeStep.Validate(Delivered, new Dictionary<OdooId<Move>, decimal>())];
        Assert.All(others, step => Assert.False(afterPosting.Covers(step) || afterCredit.Covers(step)));
        Assert.False(afterPosting.Covers(new LifeStep.Post(draft, On("#1001"))));
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(0, true)]
    public void A_credit_note_that_Odoo_sets_against_an_open_invoice_is_looked_at_first(int open, bool foreseen)
    {
        var note = Document(2, InvoiceKind.CreditNote, InvoiceState.Draft) with { Reverses = new OdooId<Invoice>(1) };

        var ahead = Foresight.Of(View(Paid(), Document(1, InvoiceKind.Invoice, InvoiceState.Posted) with { Residual = open }, note), new LifeStep.Post(note, On("#1001 refund 11")));

        Assert.Equal(foreseen, ahead is not null);
    }

    [Fact]
    public void A_credit_note_that_was_read_back_is_posted_and_no_other()
    {
        var note = Document(2, InvoiceKind.CreditNote, InvoiceState.Draft);
        var before = note with { Total = 99m };

        var ahead = Foresight.Of(View(Paid(), Document(1, InvoiceKind.Invoice, InvoiceState.Posted), before), note);

        Assert.True(ahead.Covers(new LifeStep.Post(note, On("#1001 refund 11"))));
        Assert.False(ahead.Covers(new LifeStep.Post(Document(3, InvoiceKind.CreditNote, InvoiceState.Draft), On("#1001 refund 12"))));
        Assert.Equal(30m, Assert.Single(ahead.View.Progress.Invoices, one => one.Kind == InvoiceKind.CreditNote).Total);
    }

    [Fact]
    public void An_invoice_that_was_just_made_is_posted_and_then_paid_without_another_look()
    {
        var view = View(Paid());
        view = view with { Progress = view.Progress with { Lines = [.. view.Progress.Lines.Select(line => line with { ToInvoice = line.Ordered })] } };
        var held = view.Progress.Order.Lines.First(line => line.Quantity == 3m);
        var draft = Document(1, InvoiceKind.Invoice, InvoiceState.Draft) with
        {
            Lines = [.. view.Progress.Order.Lines.Select(line => new InvoiceLineReading
            {
                Id = new(line.Id.Value), Product = line.Product, Quantity = line.Quantity, PriceUnit = line.PriceUnit, Discount = line.Discount, Name = line.Name, Taxes = line.Taxes, Subtotal = 0m, SaleLines = [line.Id],
            })],
        };
        Assert.IsType<LifeStep.MakeInvoice>(LifePlanning.Plan(view).Next);

        var ahead = Foresight.OfInvoice(view, draft);

        Assert.All(ahead.View.Progress.Lines, line => Assert.Equal(0m, line.ToInvoice));
        Assert.Equal(3m, ahead.View.ProgressOf(held.Id)!.Invoiced);
        var post = Assert.IsType<LifeStep.Post>(LifePlanning.Plan(ahead.View).Next);
        Assert.True(ahead.Covers(post));
        var pay = Assert.IsType<LifeStep.Pay>(LifePlanning.Plan(Foresight.Of(ahead.View, post)!.View).Next);
        Assert.False(ahead.Covers(pay));
    }

    [Fact]
    public void A_return_that_was_read_back_is_received_and_no_other()
    {
        var back = Transfer(2, PickingKind.Incoming, PickingState.Ready, "Return of WH/OUT/1 - #1001 refund 11", (1, 1m)) with { ReturnOf = Delivered.Id };
        var refund = new ShopRefund
        {
            Id = new RefundId(11), CreatedAt = Sold.Placed, TotalRefunded = Sold.Money(10m),
            Lines = [new ShopRefundLine(Shirt.Id, 1, Restock.Return, true, null, Sold.Money(10m), Sold.Money(0m))],
        };
        var view = new BothSides { Before = Sold.Order(Shirt), Now = Sold.Order(Shirt) with { Refunds = [refund] }, Rules = With(ReturnPolicy.Receive), Pickings = [Delivered] }.View();
        Assert.IsType<LifeStep.Return>(ReturnFlow.Plan(view).Next);

        var ahead = Foresight.Of(view, back);

        var received = Assert.IsType<LifeStep.Validate>(ReturnFlow.Plan(ahead.View).Next);
        Assert.True(ahead.Covers(received));
        Assert.False(ahead.Covers(received with { Picking = Delivered }));
    }

    private static ShopOrder Paid() => Sold.Order(Shirt) with
    {
        Transactions = [new ShopTransaction { Id = new TransactionId(7001), Kind = TransactionKind.Sale, Status = TransactionStatus.Success, Gateway = "card", Amount = Sold.Money(30m), ProcessedAt = Sold.Placed }],
    };

    private static LifeView View(ShopOrder order, params InvoiceReading[] documents)
    {
        var rules = Planning.Rules.All with
        {
            Decisions = Planning.Rules.All.Decisions with { Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment } },
            Gateways = [new MappedGateway(new GatewayDecision("card", null, new OdooReference("Bank", null)), new OdooId<Journal>(5))],
        };
        var view = new BothSides { Before = order, Rules = rules }.View();
        return view with { Progress = view.Progress with { Invoices = documents } };
    }

    private static InvoiceReading Document(int id, InvoiceKind kind, InvoiceState state) => new()
    {
        Id = new(id), Name = $"INV/{id}", Kind = kind, State = state, Currency = Sold.Usd, Company = new(1), Partner = new OdooId<Partner>(9), Untaxed = 30m, Tax = 0m, Total = 30m, Residual = 30m,
    };

    private static DocumentTerms On(string reference) => new() { Date = default, Reference = reference };
}
