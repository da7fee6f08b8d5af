using Tandem.Sync.Failures;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>Repayments that failed, of which Shopify counts the money as still received, and the later ones without lines that made up for them.</summary>
internal sealed class FailedRepayments
{
    private readonly LifeView view;
    private readonly Dictionary<RefundId, decimal> open = [];
    private readonly Dictionary<RefundId, decimal> madeUp = [];

    public FailedRepayments(LifeView view)
    {
        this.view = view;
        foreach (var refund in view.Order.Refunds)
        {
            var given = Math.Max(0m, -Kept(refund));
            foreach (var (failed, amount) in open.Where(failed => failed.Value <= given).ToList())
            {
                if (amount > given) continue;
                (madeUp[failed], madeUp[refund.Id]) = (amount, madeUp.GetValueOrDefault(refund.Id) - amount);
                open.Remove(failed);
                given -= amount;
            }

            if (Failed(refund) is var missing and > 0m) open[refund.Id] = missing;
        }

        if (view.Order.CancelledAt is null) return;
        // Nothing is owed for a cancelled order: all of it is credited, whether the money went back or not.
        foreach (var (failed, amount) in open) madeUp[failed] = amount;
        open.Clear();
    }

    /// <summary>What is credited without lines: what Shopify states, less what a failed repayment kept and a later one gave back for it.</summary>
    public IEnumerable<(ShopRefundAdjustment Adjustment, decimal Credited)> Adjustments(ShopRefund refund)
    {
        var left = madeUp.GetValueOrDefault(refund.Id);
        foreach (var adjustment in refund.Adjustments)
        {
            var credited = -Kept(adjustment);
            var taken = left > 0m ? Math.Min(left, Math.Max(0m, -credited)) : Math.Max(left, -Math.Max(0m, credited));
            left -= taken;
            if (credited + taken != 0m) yield return (adjustment, credited + taken);
        }
    }

    /// <summary>What stands in the way of a credit note for goods whose money never went back; null when nothing does.</summary>
    public Blocker? Of(ShopRefund refund)
    {
        if (refund.Lines.Count == 0 || !open.TryGetValue(refund.Id, out var amount)) return null;
        var (order, name, failed) = (view.Order.Name, view.Progress.Order.Name, refund.Transactions.First(one => one.Status == TransactionStatus.Failed));
        return new Blocker(
            BlockerCode.RefundDiffers, $"order {view.Order.Id}",
            $"{Units(refund)} of order {order} {(refund.Lines.Sum(line => line.Quantity) == 1 ? "is" : "are")} refunded in Shopify, but the repayment of {new Money(amount, view.Draft.Currency)} through {failed.Gateway} failed: the buyer has no money back, and Odoo has no credit note. Give the amount back in Shopify again, without items; the credit note then follows by itself. If the buyer got it in another way, make the credit note in Odoo by hand with “{Traces.Of(view.Order, refund)}” as its reference. What is refunded stands on {name} until then: do not send it.",
            Role.Finance, HealsWithTime: true);
    }

    /// <summary>The same of money without goods: nothing is to be credited for it.</summary>
    public string? Remark(ShopRefund refund) => refund.Lines.Count > 0 || !open.TryGetValue(refund.Id, out var amount) ? null
        : $"A repayment of {new Money(amount, view.Draft.Currency)} on order {view.Order.Name} failed in Shopify: the buyer has no money back, and nothing was credited.";

    private string Units(ShopRefund refund) => string.Join(", ", refund.Lines.GroupBy(line => line.Line)
        .Select(line => $"{line.Sum(one => one.Quantity)} × “{view.Order.Lines.FirstOrDefault(one => one.Id == line.Key)?.Title ?? line.Key.ToString()}”"));

    /// <summary>What never went back of the worth of goods, or of money alone; a second try in the same refund that succeeded leaves nothing.</summary>
    private decimal Failed(ShopRefund refund)
    {
        var tried = refund.Transactions.Where(transaction => transaction.Kind == TransactionKind.Refund).ToList();
        var failed = tried.Where(transaction => transaction.Status == TransactionStatus.Failed).Sum(transaction => transaction.Amount.In(view.Booking).Amount);
        return refund.Lines.Count > 0 ? Math.Min(Math.Max(0m, Kept(refund)), failed) : tried.TrueForAll(transaction => transaction.Status == TransactionStatus.Failed) ? failed : 0m;
    }

    private decimal Kept(ShopRefund refund) => refund.Adjustments.Sum(Kept);

    /// <summary>Shopify states an adjustment as what was kept of the lines' worth; money given beyond them is negative.</summary>
    private decimal Kept(ShopRefundAdjustment adjustment) => adjustment.Amount.In(view.Booking).Amount + adjustment.Tax.In(view.Booking).Amount;
}
