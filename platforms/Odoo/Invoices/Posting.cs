using System.Text.Json;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Invoices;

namespace Tandem.Odoo.Invoices;

/// <summary>What came of posting.</summary>
public enum Posted
{
    Now,

    /// <summary>It was posted before, by an earlier attempt or by a person; nothing was written.</summary>
    Already,
}

/// <summary>What came of cancelling a draft.</summary>
public enum DraftCancelled
{
    Now,
    Already,

    /// <summary>It is in the books: nothing was done, since Odoo would cancel it all the same.</summary>
    Posted,
}

/// <summary>Posts and cancels invoices and credit notes, fenced by their state.</summary>
public sealed class Posting(IOdoo odoo, OdooContext context, OdooOptions options, TimeProvider time)
{
    private readonly OdooInvoices invoices = new(odoo, context);
    private readonly DocumentFence fence = new(odoo, context, options, time);

    /// <summary>Gives a draft what it is to be posted with, and reads it back; null when it was posted meanwhile.</summary>
    public async Task<InvoiceReading?> Prepare(OdooId<Invoice> draft, DocumentTerms terms, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terms);
        try
        {
            return await invoices.Save(draft, Values(terms), cancellation);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected)
        {
            // Odoo lets nobody date a posted document; the state says it without words.
            if (await invoices.State(draft, cancellation) == InvoiceState.Posted) return null;
            throw;
        }
    }

    /// <summary>Posts a draft that was just read; dates it first, where it does not say so already.</summary>
    /// <exception cref="OdooException">As <see cref="Post(OdooId{Invoice}, DocumentTerms, CancellationToken)"/>.</exception>
    public async Task<Posted> Post(InvoiceReading draft, DocumentTerms terms, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(terms);
        return terms.AreThoseOf(draft) ? await Press(draft.Id, cancellation) : await Post(draft.Id, terms, cancellation);
    }

    /// <summary>Dates and posts a draft.</summary>
    /// <remarks>Odoo refuses no closed period here: it books the document on the first open day, which <see cref="InvoiceReading.BookedOn"/> tells.</remarks>
    /// <exception cref="OdooException">Odoo rejected it; or the outcome is unknown, and the failure says from when on to read again.</exception>
    public async Task<Posted> Post(OdooId<Invoice> id, DocumentTerms terms, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terms);
        try
        {
            await odoo.Write(Invoice.Model, [id.Value], Values(terms), context.With("tracking_disable", true), cancellation);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected)
        {
            // Odoo lets nobody date a posted document; the state says it without words.
            if (await invoices.State(id, cancellation) == InvoiceState.Posted) return Posted.Already;
            throw;
        }

        return await Press(id, cancellation);
    }

    /// <summary>Cancels a draft; never what is posted.</summary>
    public async Task<DraftCancelled> Cancel(OdooId<Invoice> invoice, CancellationToken cancellation)
    {
        var state = await invoices.State(invoice, cancellation);
        if (state == InvoiceState.Posted) return DraftCancelled.Posted;
        if (state is null or InvoiceState.Cancelled) return DraftCancelled.Already;
        var (_, now) = await fence.Run(Invoice.Model, "button_cancel", invoice.Value, Done, stop => If(invoice, InvoiceState.Cancelled, stop), cancellation);
        return now ? DraftCancelled.Now : DraftCancelled.Already;
    }

    private async Task<Posted> Press(OdooId<Invoice> id, CancellationToken cancellation)
    {
        var (_, now) = await fence.Run(Invoice.Model, "action_post", id.Value, Done, stop => If(id, InvoiceState.Posted, stop), cancellation);
        return now ? Posted.Now : Posted.Already;
    }

    /// <summary>Odoo answers false or nothing; an action asks a person for something first.</summary>
    private static object? Done(JsonElement answer) => answer.ValueKind == JsonValueKind.Object ? null : "done";

    private async Task<object?> If(OdooId<Invoice> invoice, InvoiceState wanted, CancellationToken cancellation) =>
        await invoices.State(invoice, cancellation) == wanted ? wanted : null;

    internal static Dictionary<string, object?> Values(DocumentTerms terms)
    {
        var values = new Dictionary<string, object?>
        {
            ["invoice_date"] = OdooJson.Text(terms.Date),
            ["ref"] = terms.Reference,
            ["invoice_payment_term_id"] = terms.Term is { } term ? term.Value : false,
        };
        if (terms.PaymentReference is { } reference) values["payment_reference"] = reference;
        // Without a term Odoo keeps the due date of the day on which the draft was made.
        if (terms.Term is null) values["invoice_date_due"] = OdooJson.Text(terms.Due ?? terms.Date);
        return values;
    }
}
