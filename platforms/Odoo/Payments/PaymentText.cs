using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Payments;

namespace Tandem.Odoo.Payments;

/// <summary>What is read of a payment, and how the answer becomes a <see cref="PaymentReading"/>.</summary>
internal static class PaymentText
{
    public static readonly string[] Fields = ["name", "payment_type", "state", "amount", "journal_id", "date", "memo", "is_reconciled"];

    public static Specification Specification() => Records.Specification
        .Of(Fields)
        .With("currency_id", Records.Specification.Of("name"))
        .With("move_id", Records.Specification.Of("date"));

    public static PaymentReading Read(OdooRecord payment)
    {
        var currency = new Currency(payment.Nested("currency_id")?.Text("name") ?? payment.Link("currency_id")!.Value.Name!);
        return new PaymentReading
        {
            Id = payment.IdOf<Payment>(),
            Name = payment.Text("name"),
            Inbound = payment.Text("payment_type") == "inbound",
            State = payment.Text("state") ?? "",
            Amount = currency.Round(payment.Amount("amount")),
            Currency = currency,
            Journal = payment.Link<Journal>("journal_id"),
            Date = payment.Day("date"),
            Memo = payment.Text("memo"),
            BookedOn = payment.Nested("move_id")?.Day("date"),
            HasEntry = payment.Link("move_id") is not null,
            IsReconciled = payment.Flag("is_reconciled"),
        };
    }
}
