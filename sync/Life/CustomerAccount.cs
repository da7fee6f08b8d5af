using Tandem.Sync.Decisions;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;

namespace Tandem.Sync.Life;

/// <summary>Money that no document of the order can take: it is registered on the customer's account, and found there again.</summary>
public static class CustomerAccount
{
    /// <summary>Memos of payments that no document shows and that may be on the account: none where one open invoice is all there is and no money went back.</summary>
    public static IReadOnlyList<string> ToLookFor(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Rules.Decisions.Payments is { Invoice: InvoiceWhen.Leave } or { Register: false }) return [];
        List<InvoiceReading> documents = [.. TransactionMatch.Posted(view, InvoiceKind.Invoice), .. TransactionMatch.Posted(view, InvoiceKind.CreditNote)];
        var back = TransactionMatch.Moved(view.Order.Refunds.SelectMany(refund => refund.Transactions), TransactionKind.Refund).ToList();
        if (documents.Count == 0 || (documents is [{ Residual: > 0m }] && back.Count == 0)) return [];
        var known = documents.SelectMany(document => document.Payments).Where(TransactionMatch.IsAlive).Select(payment => payment.Memo).ToList();
        return
        [
            .. TransactionMatch.Moved(view.Order.Transactions, TransactionKind.Sale, TransactionKind.Capture).Concat(back)
                .Select(transaction => Traces.Of(view.Order, transaction)).Where(trace => !known.Exists(memo => Traces.Carries(memo, trace))),
        ];
    }

    /// <summary>Something other than payments and credit notes settled the invoices, such as a bank statement: perhaps with the very money that a transaction tells of.</summary>
    internal static bool SettledByHand(LifeView view, List<InvoiceReading> invoices, List<PaymentReading> registered)
    {
        var settled = invoices.Sum(invoice => invoice.Total - invoice.Residual) - TransactionMatch.Posted(view, InvoiceKind.CreditNote).Sum(note => note.Total) - registered.Sum(payment => payment.Amount);
        // What Tandem itself writes off with a payment is no stranger's doing.
        var writtenOff = view.Order.Transactions.Sum(transaction => Math.Abs(transaction.Rounding?.In(view.Booking).Amount ?? 0m))
            + (view.Order.ShopCurrency == view.Order.PresentmentCurrency ? 0m : invoices.Sum(invoice => invoice.Total) * view.Rules.Decisions.Payments.RateDifferenceLimit);
        return settled > writtenOff;
    }

    /// <summary>What the buyer has paid beyond what the order costs.</summary>
    internal static FlowPlan Surplus(LifeView view)
    {
        if (view.Order.NetPayment is not { Presentment: var net }) return FlowPlan.Nothing;
        var surplus = net.Amount - view.Order.CurrentTotal.Presentment.Amount - Math.Abs(view.Order.CashRounding?.Presentment.Amount ?? 0m);
        return surplus <= 0m ? FlowPlan.Nothing : FlowPlan.Say(
            $"Shopify holds {new Money(surplus, net.Currency)} more than order {view.Order.Name} now costs; in Odoo the money is on the customer's account. Refund it in Shopify, or use it there for another invoice.");
    }
}
