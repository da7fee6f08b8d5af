using System.Text.Json;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Invoices;

namespace Tandem.Odoo.Invoices;

/// <summary>Credits as a person does: Odoo's wizard copies the invoice, then the copy's lines become the refund's.</summary>
public sealed class CreditingByWizard(IOdoo odoo, OdooContext context, OdooOptions options, TimeProvider time) : ICrediting
{
    private const string Wizard = "account.move.reversal";
    private readonly DocumentFence fence = new(odoo, context, options, time);
    private readonly OdooInvoices invoices = new(odoo, context);
    private readonly CreditNoteFinding finding = new(odoo, context);

    public async Task<InvoiceReading> Credit(CreditNoteDraft draft, InvoiceReading invoice, IReadOnlyList<InvoiceReading>? made, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(invoice);
        var note = (made is null ? await finding.Find(draft, cancellation) : CreditNoteFinding.Among(made, draft)) ?? await Reverse(draft, invoice, cancellation);
        if (note is { State: InvoiceState.Draft, Complete: false }) return await invoices.Save(note.Id, MoveRows.Completing(draft), cancellation);
        return await invoices.Read(note.Id, cancellation)
            ?? throw new OdooException(new OdooFailure.RecordMissing($"{Invoice.Model}.web_read({note.Id})", $"{Invoice.Model}({note.Id})"));
    }

    private async Task<CreditNoteFound> Reverse(CreditNoteDraft draft, InvoiceReading invoice, CancellationToken cancellation)
    {
        var values = new Dictionary<string, object?>
        {
            ["move_ids"] = new object[] { new object[] { 6, 0, new[] { draft.Invoice.Value } } },
            ["date"] = OdooJson.Text(draft.Date),
            ["reason"] = draft.Reference,
        };
        if (invoice.Journal is { } journal) values["journal_id"] = journal;
        var about = context.With("active_model", Invoice.Model).With("active_ids", new[] { draft.Invoice.Value });
        var wizard = await fence.Wizard(Wizard, values, about, cancellation);
        return (await fence.Run(Wizard, "refund_moves", wizard, Told, stop => finding.Find(draft, stop), cancellation)).Found;
    }

    private static CreditNoteFound? Told(JsonElement answer) =>
        DocumentFence.Opened(answer) is { } id ? new CreditNoteFound(new OdooId<Invoice>(id), InvoiceState.Draft, Complete: false) : null;
}
