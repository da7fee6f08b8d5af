using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Payments;

namespace Tandem.Odoo.Payments;

/// <summary>Finds the payment of a transaction by the memo that names it.</summary>
internal sealed class PaymentFinding(IOdoo odoo, OdooContext context)
{
    private const int EnoughToChoose = 10;
    private static readonly string[] Withdrawn = ["canceled", "cancelled", "rejected"];

    /// <summary>One that stands before one that was withdrawn; null when there is none.</summary>
    public async Task<Paid?> Find(PaymentDraft draft, CancellationToken cancellation)
    {
        var domain = Domain.Where("memo", "=", draft.Memo).And("payment_type", "=", draft.Inbound ? "inbound" : "outbound");
        var found = await odoo.SearchRead(Payment.Model, domain, ["state"], context, cancellation, EnoughToChoose, "id");
        var best = found.OrderBy(payment => Withdrawn.Contains(payment.Text("state"))).Select(payment => (OdooRecord?)payment).FirstOrDefault();
        return best is { } payment ? new Paid(payment.IdOf<Payment>(), payment.Text("state"), Now: false) : null;
    }
}
