using System.Globalization;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Makes and posts the invoice when the shop's policy says so: once, and never of a quantity that was refunded.</summary>
public static class InvoiceFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var policy = view.Rules.Decisions.Payments.Invoice;
        if (policy == InvoiceWhen.Leave || view.Progress.Order.State != SaleState.Sale || view.Order.CancelledAt is not null) return FlowPlan.Nothing;
        var invoices = view.Progress.Invoices.Where(invoice => invoice.Kind == InvoiceKind.Invoice).ToList();
        if (invoices.Find(invoice => invoice.State == InvoiceState.Draft) is { } draft)
            return Disagreement(view, draft) is { } differs ? FlowPlan.Wait(differs) : FlowPlan.Do(new LifeStep.Post(draft, Terms(view)));
        if (invoices.Where(invoice => invoice.State == InvoiceState.Posted).Select(invoice => Disagreement(view, invoice)).OfType<Blocker>().FirstOrDefault() is { } wrong)
            return FlowPlan.Wait(wrong);

        var open = view.Progress.Lines.Where(line => line.ToInvoice != 0m && !IsRefundOffered(view, line)).ToList();
        if (open.Count == 0) return FlowPlan.Nothing;
        if (Waiting(view, policy) is { } remark) return FlowPlan.Later(remark);
        if (view.Progress.Lines.Any(line => IsRefundOffered(view, line)))
            return FlowPlan.Wait(RefundOffered(view));
        if (invoices.Find(invoice => invoice.State == InvoiceState.Cancelled) is { } cancelled && !invoices.Exists(invoice => invoice.State == InvoiceState.Posted))
            return FlowPlan.Wait(Cancelled(view, cancelled));
        return FlowPlan.Do(new LifeStep.MakeInvoice(Terms(view)));
    }

    /// <summary>What an invoice says of lines that the order says otherwise; null when they agree.</summary>
    public static Blocker? Disagreement(LifeView view, InvoiceReading invoice)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(invoice);
        var held = view.Progress.Order.Lines.ToDictionary(line => line.Id);
        var wrong = invoice.Lines.Where(line => !Agrees(line, held)).Select(line => $"“{line.Name}” {Text(line)}").ToList();
        return wrong.Count == 0 ? null : new Blocker(
            BlockerCode.InvoiceDiffers, $"order {view.Order.Id}",
            $"The invoice {Called(invoice)} of order {view.Order.Name} does not say what {view.Progress.Order.Name} says: {string.Join("; ", wrong)}. It was changed by hand, or an addition to Odoo changed it: put it right in Odoo (reset to draft, or credit note and new invoice), then try again.",
            Role.Finance, HealsWithTime: true);
    }

    internal static string Called(InvoiceReading invoice) => invoice.Name.Length > 1 ? invoice.Name : $"(draft, id {invoice.Id})";

    private static bool Agrees(InvoiceLineReading line, Dictionary<OdooId<SaleOrderLine>, SaleLineReading> held) =>
        line.SaleLines is [var of, ..] && held.TryGetValue(of, out var sold)
        && sold.Product == line.Product && sold.PriceUnit == line.PriceUnit && sold.Discount == line.Discount && sold.Taxes.ToHashSet().SetEquals(line.Taxes);

    /// <summary>Odoo would invoice again what was invoiced and credited: units that were refunded and cannot leave the order because they were delivered.</summary>
    private static bool IsRefundOffered(LifeView view, SaleLineProgress line)
    {
        if (line.ToInvoice <= 0m) return false;
        decimal On(InvoiceKind kind) => view.Progress.Invoices.Where(invoice => invoice.Kind == kind && invoice.State != InvoiceState.Cancelled)
            .SelectMany(invoice => invoice.Lines).Where(one => one.SaleLines.Contains(line.Line)).Sum(one => one.Quantity);
        var invoiced = On(InvoiceKind.Invoice);
        return invoiced > 0m && On(InvoiceKind.CreditNote) > 0m && line.Ordered <= invoiced;
    }

    private static string? Waiting(LifeView view, InvoiceWhen policy) => policy switch
    {
        InvoiceWhen.OnPayment when !PaidInFull.Of(view.Order) =>
            $"{view.Progress.Order.Name} is invoiced once the order is paid in full; {PaidInFull.Said(view.Order)}.",
        InvoiceWhen.OnDelivery when view.Progress.Lines.Any(line => line.Delivers && !line.InvoicedWhenDelivered && line.Ordered > 0m)
            && view.Progress.Lines.Any(line => line.Delivers && line.Delivered < line.Ordered) =>
            $"{view.Progress.Order.Name} is invoiced once everything has left.",
        InvoiceWhen.OnDelivery when view.Progress.Lines.Any(line => line.Delivers && line.Ordered > 0m) && view.Progress.Lines.All(line => !line.Delivers || line.Delivered == 0m) =>
            $"{view.Progress.Order.Name} is invoiced once something has left.",
        _ => null,
    };

    private static DocumentTerms Terms(LifeView view)
    {
        var paid = PaidInFull.Of(view.Order);
        return new DocumentTerms
        {
            Date = DateOnly.FromDateTime(view.Order.ProcessedAt.UtcDateTime),
            Reference = CustomerReference.Of(view.Order, view.Rules),
            Due = view.Order.PaymentTerms is { DueAt: { } due } && !paid ? DateOnly.FromDateTime(due.UtcDateTime) : null,
            Term = paid ? null : view.Draft.Term,
        };
    }

    private static Blocker Cancelled(LifeView view, InvoiceReading cancelled) => new(
        BlockerCode.InvoiceCancelledInOdoo, $"order {view.Order.Id}",
        $"Order {view.Order.Name} is not invoiced: its invoice {Called(cancelled)} was cancelled in Odoo by hand. Reset it to draft and post it, or make another invoice of {view.Progress.Order.Name} in Odoo; Tandem makes no second one by itself.",
        Role.Finance, HealsWithTime: true);

    private static Blocker RefundOffered(LifeView view)
    {
        var offered = view.Progress.Lines.Where(line => IsRefundOffered(view, line)).ToList();
        var names = string.Join(", ", offered.Select(line => $"“{view.Progress.Order.Lines.FirstOrDefault(held => held.Id == line.Line)?.Name ?? $"line {line.Line}"}”"));
        var outside = offered.Exists(line => line is { Delivers: true, Delivered: > 0m });
        return new Blocker(
            BlockerCode.RefundedOffered, $"order {view.Order.Id}",
            $"Order {view.Order.Name} has something new to invoice, but Odoo would invoice again with it what was refunded of {view.Progress.Order.Name}: {names}. {(outside ? "Receive the return in Odoo where the goods came back; otherwise make" : "Make")} the invoice there by hand, and take these lines out of its draft before you post it. Then try again.",
            Role.Finance, HealsWithTime: true);
    }

    private static string Text(InvoiceLineReading line) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Quantity:0.##} × {line.PriceUnit:0.00##}{(line.Discount == 0m ? "" : $" −{line.Discount:0.##} %")}");
}
