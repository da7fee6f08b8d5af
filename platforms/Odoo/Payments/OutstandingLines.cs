using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Sync;

namespace Tandem.Odoo.Payments;

/// <summary>Matches what a payment or a credit note has left with what an invoice has; what is matched already is not matched again.</summary>
public sealed class OutstandingLines(IOdoo odoo, OdooContext context)
{
    private static readonly string[] Owed = ["asset_receivable", "liability_payable"];

    /// <summary>One without an entry has nothing to match; answers whether there was anything.</summary>
    public Task<bool> Match(OdooId<Payment> payment, OdooId<Invoice> invoice, CancellationToken cancellation) => Match("payment_id", payment.Value, invoice, cancellation);

    public Task<bool> Match(OdooId<Invoice> note, OdooId<Invoice> invoice, CancellationToken cancellation) => Match("move_id", note.Value, invoice, cancellation);

    private async Task<bool> Match(string field, int of, OdooId<Invoice> invoice, CancellationToken cancellation)
    {
        var domain = Domain.Where(field, "=", of).And("account_type", "in", Owed).And("reconciled", "=", false);
        var lines = await odoo.SearchRead(InvoiceLine.Model, domain, ["amount_residual"], context, cancellation, order: "id");
        foreach (var line in lines)
        {
            var call = new OdooCall(Invoice.Model, "js_assign_outstanding_line") { Ids = [invoice.Value], Arguments = [new("line_id", line.Id)], Positional = 1, Context = context };
            try
            {
                await odoo.Call(call, cancellation);
            }
            catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected)
            {
                // 18 says so where another call has just matched it.
                if ((await odoo.SearchRead(InvoiceLine.Model, domain, ["id"], context, cancellation)).Any(open => open.Id == line.Id)) throw;
            }
        }

        return lines.Count > 0;
    }
}
