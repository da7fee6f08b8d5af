using Tandem.Sync.Decisions;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;

namespace Tandem.Sync.Life;

/// <summary>Finds for the shop's transactions the payments that stand for them in Odoo.</summary>
internal static class TransactionMatch
{
    public static List<InvoiceReading> Posted(LifeView view, InvoiceKind kind) =>
        [.. view.Progress.Invoices.Where(invoice => invoice.Kind == kind && invoice.State == InvoiceState.Posted)];

    /// <summary>Those that moved money, in the sequence in which they did.</summary>
    public static IEnumerable<ShopTransaction> Moved(IEnumerable<ShopTransaction> transactions, params TransactionKind[] kinds) =>
        transactions.Where(transaction => transaction.Status == TransactionStatus.Success && kinds.Contains(transaction.Kind) && transaction.Amount.Shop.Amount > 0m)
            .OrderBy(transaction => transaction.ProcessedAt).ThenBy(transaction => transaction.Id.Value);

    /// <summary>Payments of the documents, and of the order's transactions on no document.</summary>
    public static List<PaymentReading> Registered(LifeView view, IReadOnlyList<InvoiceReading> documents, bool inbound) =>
        [.. documents.SelectMany(document => document.Payments).Concat(view.OnAccount).Where(payment => payment.Inbound == inbound && IsAlive(payment) && !IsCutOff(view, payment)).DistinctBy(payment => payment.Id)];

    /// <summary>Written and not posted yet, which Odoo's wizard does at once: paying it again finds it and posts it.</summary>
    private static bool IsCutOff(LifeView view, PaymentReading payment) =>
        payment is { State: "draft", HasEntry: false } && IsOurs(payment) && view.Rules.Decisions.Payments.Through == DocumentsThrough.Directly;

    public static bool IsAlive(PaymentReading payment) => payment.State is not ("canceled" or "cancelled" or "rejected");

    /// <summary>Transactions without a payment, where one made by hand with the same amount, and no other trace, is taken for the same fact; and payments made by hand that are none of them.</summary>
    public static (List<ShopTransaction> Missing, List<PaymentReading> Strange) Missing(LifeView view, List<ShopTransaction> moved, List<PaymentReading> registered)
    {
        var free = registered.ToList();
        var missing = new List<ShopTransaction>();
        foreach (var transaction in moved)
            if (free.Find(payment => Traces.Carries(payment.Memo, Traces.Of(view.Order, transaction))) is { } own) free.Remove(own);
            else missing.Add(transaction);
        foreach (var transaction in missing.ToList())
            if (free.Find(payment => !IsOurs(payment) && (payment.Amount == transaction.Paid(view.Booking).Amount || payment.Amount == transaction.Amount.In(view.Booking).Amount)) is { } same)
            {
                free.Remove(same);
                missing.Remove(transaction);
            }

        return (missing, [.. free.Where(payment => !IsOurs(payment))]);
    }

    private static bool IsOurs(PaymentReading payment) => payment.Memo?.Contains(" transaction ", StringComparison.Ordinal) == true;
}
