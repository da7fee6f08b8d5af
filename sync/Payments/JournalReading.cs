namespace Tandem.Sync.Payments;

/// <summary>A journal that payments can be booked in (account.journal), with the ways of paying that it knows.</summary>
public sealed record JournalReading
{
    public required OdooId<Journal> Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Short code, such as <c>BNK1</c>.</summary>
    public required string Code { get; init; }

    public required JournalKind Kind { get; init; }
    public bool Active { get; init; } = true;
    public required OdooId<Company> Company { get; init; }

    /// <summary>Null keeps the company's currency.</summary>
    public Currency? Currency { get; init; }

    /// <summary>In Odoo's order: the first of a direction is the one that is taken where none is named.</summary>
    public IReadOnlyList<PaymentMethodReading> Methods { get; init; } = [];
}

public enum JournalKind
{
    Bank,
    Cash,
    CreditCard,
    Other,
}

/// <summary>A way of paying in one journal and direction (account.payment.method.line).</summary>
/// <param name="Code">Odoo's code of the method, such as <c>manual</c>.</param>
/// <param name="HasOutstandingAccount">
/// Payments are booked on an account of its own until the bank confirms them. Without one, Odoo's Accounting app and early releases of 18 call an invoice
/// paid although nothing was booked; without that app, later releases of 18 and 19 take the company's outstanding accounts.
/// </param>
public sealed record PaymentMethodReading(OdooId<PaymentMethodLine> Id, string Name, string Code, bool Inbound, bool HasOutstandingAccount);

/// <summary>When invoices are due (account.payment.term).</summary>
/// <param name="Company">Null when all companies share it.</param>
/// <param name="Days">After how many days all is due; null where it is not that simple, or was not asked for.</param>
public sealed record PaymentTermReading(OdooId<PaymentTerm> Id, string Name, bool Active, OdooId<Company>? Company, int? Days = null);
