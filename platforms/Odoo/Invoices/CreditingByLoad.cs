using System.Globalization;
using System.Net;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Invoices;

namespace Tandem.Odoo.Invoices;

/// <summary>Writes the credit note itself under an identity of its own; skips what hangs on Odoo's wizard.</summary>
/// <param name="module">The shop's module for external ids.</param>
public sealed class CreditingByLoad(IOdoo odoo, OdooProfile profile, string module) : ICrediting
{
    private readonly OdooInvoices invoices = new(odoo, profile.Context);
    private readonly CreditNoteFinding finding = new(odoo, profile.Context);

    public async Task<InvoiceReading> Credit(CreditNoteDraft draft, InvoiceReading invoice, IReadOnlyList<InvoiceReading>? made, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(invoice);
        // One that the wizard began counts too: a shop may have changed the way between.
        var found = made is null ? await finding.Find(draft, cancellation) : CreditNoteFinding.Among(made, draft);
        if (found is { State: InvoiceState.Draft, Complete: false }) return await invoices.Save(found.Id, MoveRows.Completing(draft), cancellation);
        var id = found?.Id ?? await Load(draft, invoice, cancellation);
        return await invoices.Read(id, cancellation) ?? throw new OdooException(new OdooFailure.RecordMissing($"{Invoice.Model}.web_read({id})", $"{Invoice.Model}({id})"));
    }

    private async Task<OdooId<Invoice>> Load(CreditNoteDraft draft, InvoiceReading invoice, CancellationToken cancellation)
    {
        var table = MoveRows.Of([.. Header(draft, invoice)], draft.Lines);
        return new((await odoo.Load(Invoice.Model, table, profile.Context.Identity(module), cancellation)).OrThrow($"{Invoice.Model}.load")[0]);
    }

    private IEnumerable<(string Column, string Value)> Header(CreditNoteDraft draft, InvoiceReading invoice)
    {
        yield return ("id", draft.ExternalId);
        yield return ("move_type", "out_refund");
        yield return ("company_id/.id", invoice.Company.ToString());
        yield return ("currency_id/.id", profile.IdOf(draft.Currency).ToString(CultureInfo.InvariantCulture));
        if (invoice.Journal is { } journal) yield return ("journal_id/.id", journal.ToString());
        yield return ("partner_id/.id", invoice.Partner!.Value.ToString());
        yield return ("invoice_date", OdooJson.Text(draft.Date));
        yield return ("ref", draft.Reference);
        yield return ("invoice_origin", invoice.Origin ?? "");
        yield return ("reversed_entry_id/.id", draft.Invoice.ToString());
        if (draft.Reason is { } reason) yield return ("narration", WebUtility.HtmlEncode(reason));
    }
}
