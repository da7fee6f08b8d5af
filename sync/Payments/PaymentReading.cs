using Tandem.Sync.Invoices;

namespace Tandem.Sync.Payments;

/// <summary>A payment as Odoo holds it (account.payment).</summary>
public sealed record PaymentReading
{
    public required OdooId<Payment> Id { get; init; }
    public string? Name { get; init; }

    /// <summary>Money came in; false: it went out.</summary>
    public required bool Inbound { get; init; }

    /// <summary>Odoo's <c>state</c> as stated: <c>draft</c>, <c>in_process</c>, <c>paid</c>, <c>canceled</c>, <c>rejected</c>; <c>posted</c> on 17.</summary>
    public required string State { get; init; }

    public required decimal Amount { get; init; }
    public required Currency Currency { get; init; }
    public OdooId<Journal>? Journal { get; init; }
    public DateOnly? Date { get; init; }

    /// <summary>The day of its entry in the books; later than <see cref="Date"/> where that lies in a closed period, since Odoo moves it without a word.</summary>
    public DateOnly? BookedOn { get; init; }

    /// <summary>What it is for; carries the transaction's number (<c>memo</c>, <c>ref</c> on 17).</summary>
    public string? Memo { get; init; }

    /// <summary>It made an entry in the books; without one Odoo calls an invoice paid although nothing was booked.</summary>
    public required bool HasEntry { get; init; }

    /// <summary>All of it is set against documents (<c>is_reconciled</c>).</summary>
    public bool IsReconciled { get; init; }
}

/// <summary>What a Shopify transaction becomes in Odoo, before it is written.</summary>
public sealed record PaymentDraft
{
    /// <summary>External id inside the shop's module, <c>payment_&lt;transaction&gt;</c>.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The posted invoice (money in) or credit note (money out) that it pays; null leaves it on the customer's account.</summary>
    public required OdooId<Invoice>? Invoice { get; init; }

    public required bool Inbound { get; init; }
    public required OdooId<Journal> Journal { get; init; }

    /// <summary>Null takes the journal's first method for that direction.</summary>
    public OdooId<PaymentMethodLine>? Method { get; init; }

    /// <summary>Positive.</summary>
    public required Money Amount { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Names the transaction, such as <c>#1001 transaction 7001</c>; what the payment is recognised by.</summary>
    public required string Memo { get; init; }

    public required OdooId<Partner> Partner { get; init; }

    /// <summary>What the payment leaves open, or takes too much, that is written off with it; null leaves a rest open.</summary>
    public WriteOff? WriteOff { get; init; }
}

/// <summary>A small difference that Odoo books elsewhere, so that the document is paid.</summary>
/// <param name="Amount">What the document has left less what was paid: negative where more was paid.</param>
/// <param name="Label">What the line in the books says.</param>
public sealed record WriteOff(OdooId<Account> Account, Money Amount, string Label);
