using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Payments;

namespace Tandem.Odoo.Payments;

/// <summary>Reads payments by what they say they are for: those on a customer's account hang on no document.</summary>
public sealed class PaymentsByMemo(IOdoo odoo, OdooContext context)
{
    private static readonly string[] Fields = [.. PaymentText.Fields, "currency_id", "move_id"];

    public async Task<IReadOnlyList<PaymentReading>> Read(IReadOnlyCollection<string> memos, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(memos);
        var found = await odoo.SearchRead(Payment.Model, Domain.Where("memo", "in", memos.ToArray()), Fields, context, cancellation, order: "id");
        return [.. found.Select(PaymentText.Read)];
    }
}
