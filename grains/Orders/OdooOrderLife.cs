using Tandem.Odoo.Invoices;
using Tandem.Odoo.Payments;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Decisions;
using Tandem.Sync.Invoices;
using Tandem.Sync.Life;
using Tandem.Sync.Payments;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>The life of one shop's orders in its Odoo.</summary>
internal sealed class OdooOrderLife(OdooSales sales, OdooDocuments documents, OdooTransfers transfers, TimeSpan settles) : IOrderLife
{
    public TimeSpan Settles => settles;

    public Task<SaleProgress?> Read(OdooId<SaleOrder> order, CancellationToken stop) => sales.Progress.Read(order, stop);

    public Task<IReadOnlyList<SaleProgress>> ReadAll(IReadOnlyCollection<OdooId<SaleOrder>> orders, CancellationToken stop) => sales.Progress.ReadAll(orders, stop);

    public Task<SaleProgress> RestoreDate(OdooId<SaleOrder> order, DateTimeOffset date, CancellationToken stop) => sales.Progress.RestoreDate(order, date, stop);

    public LineNames Names { get; } = new(sales.Edits);

    public async Task<SaleProgress?> ChangeLines(SaleProgress seen, IReadOnlyList<LineChange> changes, IReadOnlyList<SaleLineDraft> additions, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(seen);
        SaleProgress? after = null;
        if (changes.Count > 0)
        {
            var outcome = await sales.Lines.Change(seen, [.. changes.Select(change => new LineEdit(change.Line, change.Quantity, change.PriceUnit, change.Discount, change.Taxes, change.Name))], stop);
            Refused(outcome.Refusal);
            after = outcome.Progress;
        }

        if (additions.Count == 0) return after;
        if (await sales.Orders.LoadLines(seen.Order.Id, additions, stop) is Tandem.Odoo.Records.LoadOutcome.Refused refused) throw new RefusedByOdooException(refused.Messages);
        return null;
    }

    public async Task ChangePartners(OdooId<SaleOrder> order, OrderPartners partners, CancellationToken stop) =>
        Changed(await sales.Edits.Change(order, new OrderEdit { Partners = partners }, stop));

    public Task<string?> Note(OdooId<SaleOrder> order, CancellationToken stop) => sales.Edits.Note(order, stop);

    public async Task ChangeNote(OdooId<SaleOrder> order, string? note, CancellationToken stop) =>
        Changed(await sales.Edits.Change(order, new OrderEdit { Note = note ?? "" }, stop));

    public async Task Cancel(OdooId<SaleOrder> order, CancellationToken stop)
    {
        switch (await sales.Cancellation.Cancel(order, stop))
        {
            case CancelOutcome.Locked locked: throw new RefusedByOdooException([$"{locked.Name} is locked. Unlock it in Odoo."]);
            case CancelOutcome.Asked asked: throw new RefusedByOdooException([$"Odoo asks a person before it cancels {asked.Name}. Cancel it there by hand."]);
        }
    }

    public async Task CancelDraft(OdooId<Invoice> document, CancellationToken stop) => await documents.Posting.Cancel(document, stop);

    public async Task<InvoiceReading?> Invoice(SaleProgress progress, DocumentTerms terms, DocumentsThrough through, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(progress);
        // Each invoice of an order has an identity of its own, by how many there were before.
        var before = progress.Invoices.Count(invoice => invoice.Kind == InvoiceKind.Invoice);
        var name = $"invoice_{progress.Order.Id}{(before == 0 ? "" : $"_{before + 1}")}";
        var made = await (through == DocumentsThrough.Wizards ? documents.InvoicingByWizard : documents.InvoicingByLoad).Invoice(progress, name, stop);
        // What somebody else made is looked at before anything is written on it.
        return made is { Now: true, Invoices: [var draft] } ? await documents.Posting.Prepare(draft, terms, stop) : null;
    }

    public async Task Post(InvoiceReading draft, DocumentTerms terms, CancellationToken stop) => await documents.Posting.Post(draft, terms, stop);

    public async Task Pay(PaymentDraft payment, DocumentsThrough through, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(payment);
        // Only Odoo's wizard writes a difference off in the entry of the payment itself; it starts from a document, and money on an account is entered without one.
        var byWizard = payment.Invoice is not null && (through == DocumentsThrough.Wizards || payment.WriteOff is not null);
        var paid = await (byWizard ? documents.PayingByWizard : documents.PayingByLoad).Pay(payment, stop);
        if (byWizard && paid is { Now: false, State: "draft" or "in_process" })
            throw new RefusedByOdooException([$"The payment for {payment.Memo} is in Odoo, but pays nothing of the document: it is a draft, or was unmatched. Post and match it there, or delete it."]);
        if (paid.State is "canceled" or "rejected")
            throw new RefusedByOdooException([$"The payment for {payment.Memo} was made before and cancelled in Odoo by hand. Set it back to draft and post it there, or delete it."]);
    }

    public Task<IReadOnlyList<PaymentReading>> PaymentsOf(IReadOnlyCollection<string> memos, CancellationToken stop) => documents.Payments.Read(memos, stop);

    public async Task Settle(PaymentReading payment, InvoiceReading document, CancellationToken stop)
    {
        if (!await documents.Outstanding.Match(payment.Id, document.Id, stop))
            throw new RefusedByOdooException([$"{payment.Name ?? payment.Memo} is not matched in full, and has nothing left that could be set against {document.Name}. Match them there by hand."]);
    }

    public Task Net(OdooId<Invoice> invoice, OdooId<Invoice> note, CancellationToken stop) => documents.Outstanding.Match(note, invoice, stop);

    public Task<InvoiceReading> Credit(CreditNoteDraft note, InvoiceReading invoice, IReadOnlyList<InvoiceReading> made, DocumentsThrough through, CancellationToken stop) =>
        (through == DocumentsThrough.Wizards ? documents.CreditingByWizard : documents.CreditingByLoad).Credit(note, invoice, made, stop);

    public async Task<PickingReading> Return(
        PickingReading delivery, IReadOnlyList<PickingReading> made, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, string trace, OdooId<Warehouse>? to, CancellationToken stop)
    {
        var outcome = await transfers.Returns.Return(delivery, made, quantities, trace, transfers.Returns.PlaceOf(to), besideOthers: true, stop);
        return outcome switch
        {
            ReturnOutcome.Made now => now.Return,
            ReturnOutcome.Already already => already.Return,
            ReturnOutcome.TooMuch tooMuch => throw new RefusedByOdooException([$"More was taken back in Shopify than {tooMuch.Picking.Name} delivered and still has outside."]),
            ReturnOutcome.NotDelivered open => throw new RefusedByOdooException([$"{open.Picking.Name} was not delivered."]),
            ReturnOutcome.Gone => throw new RefusedByOdooException(["The delivery was deleted in Odoo."]),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }

    public Task CancelTransfer(OdooId<Picking> picking, CancellationToken stop) => transfers.Cancellation.Cancel(picking, stop);

    public async Task<string?> Validate(PickingReading picking, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(picking);
        return await transfers.Validation.Complete(picking, quantities, stop) ? null : Why(await transfers.Validation.Validate(picking.Id, quantities, stop));
    }

    public async Task WriteTracking(OdooId<Picking> picking, string number, CancellationToken stop) =>
        await transfers.Pickings.WriteTracking(picking, number, null, stop);

    private static string? Why(ValidationOutcome outcome) => outcome switch
    {
        ValidationOutcome.Done or ValidationOutcome.AlreadyDone => null,
        ValidationOutcome.Cancelled => "it was cancelled by hand.",
        ValidationOutcome.Gone => "it was deleted by hand.",
        ValidationOutcome.NotReady waiting => $"{string.Join(", ", waiting.First)} comes first.",
        ValidationOutcome.SerialNeeded serial => $"Odoo asks for the lot or serial number of {string.Join(", ", serial.Products.Select(product => product.Name))}.",
        ValidationOutcome.TooMuch => "it asks for less than was sent.",
        ValidationOutcome.Asked => "Odoo asks a person something first.",
        var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
    };

    private static void Changed(EditOutcome outcome) => Refused(outcome is EditOutcome.Changed ? null : outcome);

    private static void Refused(EditOutcome? refusal)
    {
        if (refusal is not null)
            throw new RefusedByOdooException([refusal switch
            {
                EditOutcome.Locked locked => $"{locked.Name} is locked. Unlock it in Odoo.",
                EditOutcome.Cancelled cancelled => $"{cancelled.Name} is cancelled.",
                EditOutcome.BelowDelivered below => $"More of {below.Name} was delivered than it is to have. Receive the goods back in Odoo first.",
                EditOutcome.LinesGone gone => $"Lines of {gone.Name} were removed in Odoo by hand.",
                _ => "The order was deleted in Odoo.",
            }]);
    }
}

/// <summary>An order and its lines in Odoo.</summary>
internal sealed record OdooSales(SaleOrders Orders, SaleProgressBook Progress, OrderEdits Edits, LineEdits Lines, Cancellation Cancellation);

/// <summary>Invoices, credit notes and payments in Odoo.</summary>
internal sealed record OdooDocuments(
    Posting Posting, IInvoicing InvoicingByWizard, IInvoicing InvoicingByLoad, ICrediting CreditingByWizard, ICrediting CreditingByLoad,
    IPaying PayingByWizard, IPaying PayingByLoad, PaymentsByMemo Payments, OutstandingLines Outstanding);

/// <summary>Transfers in Odoo.</summary>
internal sealed record OdooTransfers(Pickings Pickings, PickingValidation Validation, PickingCancellation Cancellation, Returns Returns);
