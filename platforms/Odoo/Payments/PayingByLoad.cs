using System.Globalization;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Payments;

namespace Tandem.Odoo.Payments;

/// <summary>Writes the payment itself under an identity of its own, posts it and matches it; skips what hangs on Odoo's wizard.</summary>
/// <remarks>Each of its calls may be repeated: posting again does nothing, and what is matched is not matched again.</remarks>
/// <param name="module">The shop's module for external ids.</param>
public sealed class PayingByLoad(IOdoo odoo, OdooProfile profile, string module) : IPaying
{
    private readonly OutstandingLines outstanding = new(odoo, profile.Context);
    private readonly PaymentFinding finding = new(odoo, profile.Context);

    public async Task<Paid> Pay(PaymentDraft draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var before = await finding.Find(draft, cancellation);
        // Standing for itself, or withdrawn by a person; a draft is one whose posting was cut off.
        if (before is { State: not "draft" and not "in_process" }) return before;
        var payment = before?.Payment ?? await Load(draft, cancellation);
        if (before is not { State: "in_process" })
            await odoo.Call(new OdooCall(Payment.Model, "action_post") { Ids = [payment.Value], Context = profile.Context, Repeatable = true }, cancellation);
        await outstanding.Match(payment, draft.Invoice, cancellation);
        return before ?? new Paid(payment, null, Now: true);
    }

    private async Task<OdooId<Payment>> Load(PaymentDraft draft, CancellationToken cancellation)
    {
        var cells = Cells(draft).ToList();
        var table = new LoadTable([.. cells.Select(cell => cell.Column)], [[.. cells.Select(cell => cell.Value)]]);
        return new((await odoo.Load(Payment.Model, table, profile.Context.Identity(module), cancellation)).OrThrow($"{Payment.Model}.load")[0]);
    }

    private IEnumerable<(string Column, string Value)> Cells(PaymentDraft draft)
    {
        yield return ("id", draft.ExternalId);
        yield return ("company_id/.id", profile.Company.Id.ToString());
        yield return ("payment_type", draft.Inbound ? "inbound" : "outbound");
        yield return ("partner_type", "customer");
        yield return ("partner_id/.id", draft.Partner.ToString());
        yield return ("amount", draft.Amount.Amount.ToString(CultureInfo.InvariantCulture));
        yield return ("currency_id/.id", profile.IdOf(draft.Amount.Currency).ToString(CultureInfo.InvariantCulture));
        yield return ("journal_id/.id", draft.Journal.ToString());
        if (draft.Method is { } method) yield return ("payment_method_line_id/.id", method.ToString());
        yield return ("date", OdooJson.Text(draft.Date));
        yield return ("memo", draft.Memo);
        yield return ("invoice_ids/.id", draft.Invoice.ToString());
    }
}
