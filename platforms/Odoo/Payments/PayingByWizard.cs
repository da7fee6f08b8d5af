using Tandem.Odoo.Invoices;
using System.Text.Json;
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
        if (draft.Invoice is not { } document) throw new ArgumentException("Odoo's wizard pays documents; what stays on an account is loaded.", nameof(draft));
        if (await finding.Find(draft, cancellation) is { } before) return before;
        var about = profile.Context.With("active_model", Invoice.Model).With("active_ids", new[] { document.Value });
        var wizard = await fence.Wizard(Wizard, Values(draft), about, cancellation);
        var (paid, now) = await fence.Run(Wizard, "action_create_payments", wizard, Told, stop => finding.Find(draft, stop), cancellation);
        return paid with { Now = now };
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
            ["payment_difference_handling"] = "open",
        };
        if (draft.Method is { } method) values["payment_method_line_id"] = method;
        return values;
    }
}
