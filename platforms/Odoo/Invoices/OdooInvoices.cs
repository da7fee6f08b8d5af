using Tandem.Odoo.Payments;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Invoices;
using Tandem.Sync.Payments;

namespace Tandem.Odoo.Invoices;

/// <summary>Reads invoices and credit notes of one Odoo company (account.move).</summary>
public sealed class OdooInvoices(IOdoo odoo, OdooContext context)
{
    private readonly Specification specification = InvoiceText.Specification();
    private readonly Specification payments = PaymentText.Specification();

    /// <summary>Null when it is gone.</summary>
    public async Task<InvoiceReading?> Read(OdooId<Invoice> invoice, CancellationToken cancellation) =>
        (await All(await odoo.WebRead(Invoice.Model, [invoice.Value], specification, context, cancellation), cancellation)).SingleOrDefault();

    /// <summary>Only the state, which fences decide by; null when it is gone.</summary>
    public async Task<InvoiceState?> State(OdooId<Invoice> invoice, CancellationToken cancellation)
    {
        var found = await odoo.Read(Invoice.Model, [invoice.Value], ["state"], context, cancellation);
        return found.Count == 0 ? null : InvoiceText.State(found[0].Text("state"));
    }

    /// <summary>Writes a draft and reads it back in one call.</summary>
    /// <param name="values">Such that writing them twice is the same as once.</param>
    internal async Task<InvoiceReading> Save(OdooId<Invoice> invoice, IReadOnlyDictionary<string, object?> values, CancellationToken cancellation) =>
        (await All([await odoo.WebSave(Invoice.Model, invoice.Value, values, specification, context.With("tracking_disable", true), cancellation)], cancellation))[0];

    /// <summary>Readings of moves as <c>web_read</c> answered them, oldest first; a second call only where payments were matched by hand.</summary>
    internal async Task<IReadOnlyList<InvoiceReading>> All(IReadOnlyList<OdooRecord> moves, CancellationToken cancellation)
    {
        var ours = moves.Where(InvoiceText.IsOurs).OrderBy(move => move.Id).ToList();
        var byHand = ours.SelectMany(InvoiceText.MatchedByHand).Distinct().ToArray();
        var others = byHand.Length == 0 ? [] : await Payments(byHand, cancellation);
        return
        [
            .. ours.Select(move =>
            {
                var reading = InvoiceText.Read(move);
                var more = InvoiceText.MatchedByHand(move).Where(others.ContainsKey).Select(id => others[id]).ToList();
                return more.Count == 0 ? reading : reading with { Payments = [.. reading.Payments.Concat(more).OrderBy(payment => payment.Id.Value)] };
            }),
        ];
    }

    private async Task<Dictionary<int, PaymentReading>> Payments(int[] ids, CancellationToken cancellation) =>
        (await odoo.WebRead(Payment.Model, ids, payments, context, cancellation)).ToDictionary(payment => payment.Id, PaymentText.Read);
}
