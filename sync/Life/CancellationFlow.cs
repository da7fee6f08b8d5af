using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Cancels in Odoo what was cancelled in Shopify: never what left the warehouse, and never an invoice without its credit note.</summary>
public static class CancellationFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Order.CancelledAt is null || view.Progress.Order.State == SaleState.Cancelled) return FlowPlan.Nothing;
        if (view.Rules.Orders.Cancellations == Following.Tell)
            return FlowPlan.Wait(Told(view, $"Cancellations are told and not carried (orders.cancellations): cancel {view.Progress.Order.Name} in Odoo."));
        if (view.Progress.Lines.Any(line => line.Delivered > 0m))
            return FlowPlan.Wait(new Blocker(
                BlockerCode.CancelledAfterDelivery, $"order {view.Order.Id}",
                $"Order {view.Order.Name} was cancelled in Shopify, but goods of {view.Progress.Order.Name} have left in Odoo. Receive them back there (Return on the delivery), or fulfil the order after all; then try again. Nothing was cancelled in Odoo.",
                Role.Operations, HealsWithTime: true));
        if (view.Progress.Invoices.FirstOrDefault(invoice => invoice is { Kind: InvoiceKind.Invoice, State: InvoiceState.Draft }) is { } draft)
            return FlowPlan.Do(new LifeStep.CancelDraft(draft));
        return Remaining(view) is { Lines.Count: > 0 } note ? Credit(view, note) : FlowPlan.Do(new LifeStep.CancelOrder());
    }

    private static FlowPlan Credit(LifeView view, CreditNoteDraft note)
    {
        if (view.Rules.Decisions is not { Payments.Invoice: not InvoiceWhen.Leave, Refunds.CreditNotes: true })
            return FlowPlan.Wait(Told(view, $"{view.Progress.Order.Name} is invoiced in Odoo, and credit notes are left to people: credit the invoice there, then try again."));
        var made = view.Progress.Invoices.FirstOrDefault(one => one is { Kind: InvoiceKind.CreditNote, State: InvoiceState.Draft } && one.Reverses == note.Invoice && Traces.Carries(one.Reference, Traces.OfCancellation(view.Order)));
        return FlowPlan.Do(made is null || Traces.IsCopy(made.Reference, note.Reference) ? new LifeStep.Credit(note) : new LifeStep.Post(made, note.Terms));
    }

    /// <summary>What the first invoice that is not credited in full still holds after the credit notes of the order's refunds.</summary>
    private static CreditNoteDraft? Remaining(LifeView view)
    {
        var invoices = view.Progress.Invoices.Where(invoice => invoice is { Kind: InvoiceKind.Invoice, State: InvoiceState.Posted }).ToList();
        var credited = view.Progress.Invoices.Where(invoice => invoice is { Kind: InvoiceKind.CreditNote, State: InvoiceState.Posted }).ToList();
        if (invoices.Count == 0 || invoices.Sum(invoice => invoice.Total) <= credited.Sum(note => note.Total)) return null;
        return invoices.Select((invoice, index) => Left(view, invoice, index, invoices.Count, credited)).FirstOrDefault(note => note.Lines.Count > 0);
    }

    private static CreditNoteDraft Left(LifeView view, InvoiceReading invoice, int index, int of, List<InvoiceReading> credited)
    {
        // A credit note that names no invoice counts for each: too little credited is seen and mended, too much is not.
        var own = credited.Where(note => note.Reverses is null || note.Reverses == invoice.Id).ToList();
        // What certainly is this invoice's, money that was given back without units among it.
        var sure = credited.Where(note => note.Reverses == invoice.Id || (note.Reverses is null && of == 1)).ToList();
        return new CreditNoteDraft
        {
            ExternalId = $"cancellation_{view.Order.Id}{(index == 0 ? "" : $"_{index + 1}")}",
            Invoice = invoice.Id,
            Reference = Traces.Part(Traces.OfCancellation(view.Order), index + 1, of),
            Reason = "Cancelled in Shopify",
            Date = DateOnly.FromDateTime(view.Order.CancelledAt!.Value.UtcDateTime),
            Currency = view.Draft.Currency,
            Lines = invoice.Total <= sure.Sum(note => note.Total) ? [] : [.. invoice.Lines.Select(line => Left(line, own)).Concat(sure.SelectMany(note => note.Lines).Select(Given)).OfType<CreditLineDraft>()],
        };
    }

    /// <summary>Money that was credited without units before; units alone would credit it once more.</summary>
    private static CreditLineDraft? Given(InvoiceLineReading line) => line.SaleLines.Count > 0 || line.Product is not { } product ? null : new CreditLineDraft
    {
        Product = product,
        Quantity = -line.Quantity,
        PriceUnit = line.PriceUnit,
        Discount = line.Discount,
        Name = line.Name,
        Taxes = line.Taxes,
    };

    private static CreditLineDraft? Left(InvoiceLineReading line, List<InvoiceReading> credited)
    {
        var units = line.Quantity - credited.SelectMany(note => note.Lines).Where(one => one.SaleLines.Intersect(line.SaleLines).Any()).Sum(one => one.Quantity);
        return units <= 0m || line.Product is not { } product ? null : new CreditLineDraft
        {
            Product = product,
            Quantity = units,
            PriceUnit = line.PriceUnit,
            Discount = line.Discount,
            Name = line.Name,
            Taxes = line.Taxes,
            SaleLine = line.SaleLines.Count > 0 ? line.SaleLines[0] : null,
        };
    }

    private static Blocker Told(LifeView view, string why) => new(
        BlockerCode.ChangedInShopify, $"order {view.Order.Id}", $"Order {view.Order.Name} was cancelled in Shopify and {view.Progress.Order.Name} in Odoo was not. {why}", Role.Operations);
}
