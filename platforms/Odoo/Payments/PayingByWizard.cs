using Tandem.Odoo.Invoices;
using System.Text.Json;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Payments;

namespace Tandem.Odoo.Payments;

/// <summary>Pays as a person does: through Odoo's wizard, which reconciles too; fenced by the payments that carry the transaction's memo.</summary>
public sealed class PayingByWizard(IOdoo odoo, OdooProfile profile, OdooOptions options, TimeProvider time) : IPaying
{
    private const string Wizard = "account.payment.register";
    private readonly DocumentFence fence = new(odoo, profile.Context, options, time);
    private readonly PaymentFinding finding = new(odoo, profile.Context);

    public async Task<Paid> Pay(PaymentDraft draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (await finding.Find(draft, cancellation) is { } before) return before;
        var about = profile.Context.With("active_model", Invoice.Model).With("active_ids", new[] { draft.Invoice.Value });
        var wizard = await fence.Wizard(Wizard, Values(draft), about, cancellation);
        if (draft.WriteOff is { } off) await Agree(wizard, off, about, cancellation);
        var (paid, now) = await fence.Run(Wizard, "action_create_payments", wizard, Told, stop => finding.Find(draft, stop), cancellation);
        return paid with { Now = now };
    }

    /// <summary>Odoo writes off whatever the document has left by then, or the part that is due first; nothing but the planned difference may go.</summary>
    private async Task Agree(int wizard, WriteOff planned, OdooContext about, CancellationToken cancellation)
    {
        var found = (await odoo.Read(Wizard, [wizard], ["payment_difference"], about, cancellation))[0].Amount("payment_difference");
        if (planned.Amount.Currency.Round(found) != planned.Amount.Amount)
            throw new OdooException(new OdooFailure.Rejected(
                $"{Wizard}({wizard})", $"A difference of {planned.Amount} was to be written off, and Odoo would write off {new Money(planned.Amount.Currency.Round(found), planned.Amount.Currency)}."));
    }

    private static Paid? Told(JsonElement answer) => DocumentFence.Opened(answer) is { } id ? new Paid(new OdooId<Payment>(id), null, Now: true) : null;

    private Dictionary<string, object?> Values(PaymentDraft draft)
    {
        var values = new Dictionary<string, object?>
        {
            ["journal_id"] = draft.Journal,
            // Stated: Odoo would take the journal's own.
            ["currency_id"] = profile.IdOf(draft.Amount.Currency),
            ["amount"] = draft.Amount.Amount,
            ["payment_date"] = OdooJson.Text(draft.Date),
            ["communication"] = draft.Memo,
            ["payment_difference_handling"] = draft.WriteOff is null ? "open" : "reconcile",
        };
        if (draft.WriteOff is { } off)
        {
            values["writeoff_account_id"] = off.Account.Value;
            values["writeoff_label"] = off.Label;
        }

        if (draft.Method is { } method) values["payment_method_line_id"] = method;
        return values;
    }
}
