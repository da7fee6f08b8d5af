using Tandem.Sync;
using Tandem.Sync.Payments;

namespace Tandem.Odoo.Payments;

/// <summary>Makes one payment of one transaction, once; recognised by its memo.</summary>
public interface IPaying
{
    /// <summary>Pays an invoice or credit note that was just read as posted: Odoo 18 takes payments of cancelled ones too.</summary>
    /// <exception cref="Failures.OdooException">Odoo rejected it; or the outcome is unknown, and the failure says from when on to read again.</exception>
    Task<Paid> Pay(PaymentDraft draft, CancellationToken cancellation);
}

/// <summary>A transaction's payment.</summary>
/// <param name="State">As Odoo stated it when it was found: <c>canceled</c> is a person's doing and is left so; null for one made now.</param>
/// <param name="Now">Made by this call; false: it was there before.</param>
public sealed record Paid(OdooId<Payment> Payment, string? State, bool Now);
