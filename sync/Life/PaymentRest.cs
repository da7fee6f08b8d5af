using System.Globalization;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;

namespace Tandem.Sync.Life;

/// <summary>What the last payment of a document leaves open, or takes too much, that no other payment will settle: rounding in cash, and rates of other days.</summary>
/// <param name="moved">The successful transactions that belong to the document.</param>
/// <param name="settled">Shopify says that nothing more is to be paid, in the buyer's currency.</param>
internal sealed class PaymentRest(LifeView view, IReadOnlyList<ShopTransaction> moved, bool settled)
{
    private decimal Rounding => moved.Sum(transaction => transaction.Rounding?.In(view.Booking).Amount ?? 0m);

    private bool OtherCurrency => view.Booking == BookingCurrency.Shop && view.Order.ShopCurrency != view.Order.PresentmentCurrency;

    /// <summary>What is written off with a payment, or the decision that is missing for it; neither leaves the rest open for other payments.</summary>
    /// <param name="last">No other transaction is still to be registered.</param>
    public (WriteOff? WriteOff, Blocker? Blocker) Of(ShopTransaction transaction, InvoiceReading document, bool last)
    {
        if (transaction.Rounding is { IsZero: false } rounding && view.Rules.CashRounding is null) return (null, NoRoundingAccount(transaction, rounding.In(view.Booking)));
        var rest = document.Residual - transaction.Paid(view.Booking).Amount;
        if (!last || !settled || rest == 0m) return (null, null);
        if (Rounding != 0m && rest == -Rounding && view.Rules.CashRounding is { } till) return (Off(till, rest, "Cash rounding", transaction), null);
        if (!OtherCurrency || Math.Abs(rest) > Limit(document)) return (null, null);
        return view.Rules.RateDifference is { } rates ? (Off(rates, rest, "Exchange rate difference", transaction), null) : (null, NoRateAccount(transaction, document, rest));
    }

    /// <summary>What rates left open beyond the limit; null when nothing is.</summary>
    public Blocker? LeftOpen(InvoiceReading document) => !OtherCurrency || !settled || document.Residual == 0m ? null : new Blocker(
        BlockerCode.PaymentDiffers, $"order {view.Order.Id}",
        $"{new Money(document.Residual, document.Currency)} stay open on {document.Name} of order {view.Order.Name}, although Shopify was paid in full in {view.Order.PresentmentCurrency}: rates of other days differ by more than {view.Rules.Decisions.Payments.RateDifferenceLimit.ToString("0.##%", CultureInfo.InvariantCulture)} (payments.rateDifferenceLimit). Write the rest off in Odoo, or raise the limit before the next such order, then try again.",
        Role.Finance, HealsWithTime: true);

    /// <summary>A cent for each payment is rounding of the conversion, whatever the limit.</summary>
    private decimal Limit(InvoiceReading document) =>
        Math.Max(document.Currency.Round(document.Total * view.Rules.Decisions.Payments.RateDifferenceLimit), document.Currency.Unit * moved.Count) + Math.Abs(Rounding);

    private WriteOff Off(OdooId<Account> account, decimal rest, string why, ShopTransaction transaction) =>
        new(account, new Money(rest, view.Draft.Currency), $"{why}, {Traces.Of(view.Order, transaction)}");

    private Blocker NoRoundingAccount(ShopTransaction transaction, Money rounding) => new(
        BlockerCode.CashRoundingUnmapped, "cash rounding",
        $"The {Word(transaction)} of {transaction.Paid(view.Booking)} in cash for order {view.Order.Name} was not registered in Odoo: the till rounded it by {rounding}, and no account is decided for that. Choose one under payments.cashRounding; all payments that wait for it then go on.",
        Role.Finance, "payments.cashRounding");

    private Blocker NoRateAccount(ShopTransaction transaction, InvoiceReading document, decimal rest) => new(
        BlockerCode.RateDifferenceUnmapped, "rate difference",
        $"The {Word(transaction)} of {transaction.Paid(view.Booking)} for order {view.Order.Name} was not registered in Odoo: converted from {view.Order.PresentmentCurrency} it is {new Money(Math.Abs(rest), document.Currency)} {(rest > 0m ? "less" : "more")} than {document.Name} has left, and no account is decided for differences by exchange rates. Choose one under payments.rateDifference; all payments that wait for it then go on.",
        Role.Finance, "payments.rateDifference");

    private static string Word(ShopTransaction transaction) => transaction.Kind == TransactionKind.Refund ? "repayment" : "payment";
}
