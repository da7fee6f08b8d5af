using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>Sets what is credited for goods that came back against what is invoiced for those that went out for them: Shopify moves only the difference.</summary>
public static class ExchangeFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var exchanges = view.Order.Returns.Where(back => back.ExchangeLines.Count > 0).ToList();
        if (exchanges.Count == 0 || view.Rules.Decisions is not { Payments.Invoice: not InvoiceWhen.Leave, Refunds.CreditNotes: true }) return FlowPlan.Nothing;
        var notes = view.Order.Refunds.Where(refund => exchanges.Any(back => back.Id == refund.Return)).Select(refund => RefundFlow.NoteOf(view, refund))
            .OfType<InvoiceReading>().Where(IsOpen).DistinctBy(note => note.Id).ToList();
        var invoices = view.Progress.Invoices.Where(invoice => invoice.Kind == InvoiceKind.Invoice && IsOpen(invoice)).ToList();
        return (invoices, notes) switch
        {
            ([.., var invoice], [var note, ..]) => FlowPlan.Do(new LifeStep.Net(invoice, note)),
            ([], []) => FlowPlan.Nothing,
            var (owed, due) => IsSettled(view, exchanges) ? FlowPlan.Wait(Unbalanced(view, exchanges, [.. owed, .. due])) : FlowPlan.Nothing,
        };
    }

    private static bool IsOpen(InvoiceReading document) => document is { State: InvoiceState.Posted, Residual: > 0m };

    /// <summary>Shopify says that nobody owes anything, and all that Odoo was to hold of it is there.</summary>
    private static bool IsSettled(LifeView view, List<ShopReturn> exchanges) =>
        view.Order.Outstanding is { IsZero: true } && view.Rules.Decisions is { Payments.Register: true, Refunds.Register: true }
        && view.Order.Lines.Where(line => exchanges.Any(back => back.ExchangeLines.Contains(line.Id))).All(line => LineUnits.Of(view, line) is var units && units.Invoiced >= units.Net)
        && new[] { PaymentFlow.In(view), PaymentFlow.Out(view), RefundFlow.Plan(view), InvoiceFlow.Plan(view) }.All(flow => flow is { Next: null, Blockers.Count: 0 });

    private static Blocker Unbalanced(LifeView view, List<ShopReturn> exchanges, List<InvoiceReading> open)
    {
        string Lines(IEnumerable<LineId> lines) => string.Join(", ", lines.Select(id => $"“{view.Order.Lines.FirstOrDefault(line => line.Id == id)?.Title ?? id.ToString()}”"));
        return new Blocker(
            BlockerCode.RefundDiffers, $"order {view.Order.Id}",
            $"The exchange on order {view.Order.Name} does not add up in Odoo: {Lines(exchanges.SelectMany(back => back.Lines).Select(line => line.Line).Distinct())} came back for {Lines(exchanges.SelectMany(back => back.ExchangeLines))}, and Shopify says that nothing is owed, but {string.Join(" and ", open.Select(document => $"{InvoiceFlow.Called(document)} has {new Money(document.Residual, document.Currency)} open"))}. Look in Shopify what was charged or given back for these lines, and settle the rest in Odoo by hand; Tandem books no balancing line.",
            Role.Finance, HealsWithTime: true);
    }
}
