using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Part of a refund that is credited on one invoice.</summary>
public sealed record CreditPart(OdooId<Invoice> Invoice, SoldPart Part);

/// <summary>Takes a refund apart into what is credited, as far as invoices hold it, and on which of them.</summary>
public static class CreditParts
{
    public static IReadOnlyList<CreditPart> Of(LifeView view, ShopRefund refund)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(refund);
        if (RefundFlow.Invoices(view) is not [.., var last]) return [];
        var sold = SoldParts.Of(Invoiced(view.Order), view.Booking).DistinctBy(part => part.Key).ToDictionary(part => part.Key);
        var invoiced = new InvoicedUnits(view, refund);
        var parts = OfLines(view, refund, invoiced, sold).ToList();
        var most = parts.Count == 0 ? last.Id : parts.MaxBy(part => part.Part.Total)!.Invoice;
        CreditPart On(SoldPart part) => new(invoiced.Holding(part.Key) ?? most, part);
        parts.AddRange(refund.Shipping.Select(shipping => On(Whole(view, sold, $"shipping_{shipping.ShippingLine}", LineRole.Shipping, "Shipping", shipping.Subtotal, shipping.Tax))));
        parts.AddRange(refund.Duties.Select(duty => On(Whole(view, sold, $"duty_{duty.Duty}", LineRole.Duty, "Duty", duty.Amount, null))));
        parts.AddRange(new FailedRepayments(view).Adjustments(refund).Select(one => new CreditPart(most, new SoldPart(
            LineRole.Custom, $"adjustment_{one.Adjustment.Id}", Reason(one.Adjustment), 1, one.Credited, [], [], view.Order.TaxesIncluded))));
        if (Beyond(view, refund, parts) is var beyond and > 0m)
            parts.Add(new CreditPart(most, new SoldPart(LineRole.Custom, $"adjustment_{refund.Id}", "Given back without lines", 1, -beyond, [], [], view.Order.TaxesIncluded)));
        return parts;
    }

    /// <summary>With all units of each line: those that left without money, by an edit or a cancellation, were never owed, but an invoice may hold them, with their taxes.</summary>
    private static ShopOrder Invoiced(ShopOrder order) =>
        order with { Lines = [.. order.Lines.Select(line => line with { RefundedQuantity = line.Quantity - line.CurrentQuantity })] };

    /// <summary>
    /// What a cancelled order's refund would credit beyond its invoices: money that was given without lines, before the lines were, or of what the buyer paid beyond the order.
    /// Nothing is owed for a cancelled order, so its invoices are credited once, whether or not Shopify states an adjustment that takes the money back.
    /// </summary>
    private static decimal Beyond(LifeView view, ShopRefund refund, List<CreditPart> parts)
    {
        if (view.Order.CancelledAt is null) return 0m;
        var own = RefundFlow.NotesOf(view, refund).Select(note => note.Id).ToHashSet();
        var left = view.Progress.Invoices.Where(invoice => invoice.State == InvoiceState.Posted && !own.Contains(invoice.Id))
            .Sum(invoice => invoice.Kind == InvoiceKind.Invoice ? invoice.Total : -invoice.Total);
        var given = view.Order.Refunds.SelectMany(new FailedRepayments(view).Adjustments).Sum(one => Math.Max(0m, one.Credited));
        return Math.Clamp(parts.Sum(part => part.Part.Total) - left, 0m, given);
    }

    private static IEnumerable<CreditPart> OfLines(LifeView view, ShopRefund refund, InvoicedUnits invoiced, Dictionary<string, SoldPart> sold)
    {
        var taken = new List<(ShopRefundLine Line, ShopLine Sold, int Units)>();
        foreach (var line in refund.Lines.Where(line => line.Quantity > 0))
        {
            if (view.Order.Lines.FirstOrDefault(one => one.Id == line.Line) is not { } shop) continue;
            var units = Math.Min(line.Quantity, Uncredited(view, refund, shop) - taken.Where(one => one.Sold == shop).Sum(one => one.Units));
            if (units > 0) taken.Add((line, shop, units));
        }

        foreach (var group in invoiced.Of([.. taken.Select(one => (one.Line.Line, one.Units))]).GroupBy(here => here.Part))
        {
            var (line, shop, left) = taken[group.Key];
            var (price, tax) = (Share(view, line.Subtotal, line, left), Share(view, line.Tax, line, left));
            foreach (var (_, invoice, here) in group)
            {
                // The last invoice takes what rounding leaves.
                var (net, of) = here == left ? (price, tax) : (Share(view, line.Subtotal, line, here), Share(view, line.Tax, line, here));
                (left, price, tax) = (left - here, price - net, tax - of);
                var was = sold.GetValueOrDefault($"line_{line.Line}");
                yield return new CreditPart(invoice, new SoldPart(
                    was?.Role ?? LineRole.Product, $"line_{line.Line}", was?.Title ?? shop.Title, here, net / here, [],
                    Taxes(view, was?.Taxes ?? [], of), view.Order.TaxesIncluded, shop)
                {
                    Each = view.EachOf(line.Line),
                });
            }
        }
    }

    private static decimal Share(LifeView view, MoneyBag bag, ShopRefundLine line, int units) =>
        view.Draft.Currency.Round(bag.In(view.Booking).Amount * units / line.Quantity);

    /// <summary>Units of a line that invoices hold and that neither another credit note nor an earlier refund of this order takes back.</summary>
    private static int Uncredited(LifeView view, ShopRefund refund, ShopLine line)
    {
        var units = LineUnits.Of(view, line, RefundFlow.NotesOf(view, refund));
        var before = view.Order.Refunds.TakeWhile(other => other.Id != refund.Id)
            .Where(other => !RefundFlow.IsPosted(view, other))
            .SelectMany(other => other.Lines).Where(other => other.Line == line.Id).Sum(other => other.Quantity);
        return (int)((units.ToCredit / view.EachOf(line.Id)) - before);
    }

    private static SoldPart Whole(LifeView view, Dictionary<string, SoldPart> sold, string key, LineRole role, string title, MoneyBag subtotal, MoneyBag? tax)
    {
        var was = sold.GetValueOrDefault(key) ?? sold.Values.FirstOrDefault(part => part.Role == role);
        return new SoldPart(
            role, was?.Key ?? key, was?.Title ?? title, 1, subtotal.In(view.Booking).Amount, [],
            Taxes(view, was?.Taxes ?? [], tax?.In(view.Booking).Amount ?? 0m), view.Order.TaxesIncluded);
    }

    /// <summary>Divides a refund's tax over the taxes of what was sold as they stood to one another; the last takes what rounding leaves.</summary>
    private static List<SoldTax> Taxes(LifeView view, IReadOnlyList<SoldTax> sold, decimal tax)
    {
        var all = sold.Sum(one => one.Amount);
        if (all == 0m) return [.. sold.Select(one => one with { Amount = 0m })];
        var left = tax;
        var taxes = new List<SoldTax>();
        foreach (var (index, one) in sold.Index())
        {
            var share = index == sold.Count - 1 ? left : view.Draft.Currency.Round(tax * one.Amount / all);
            left -= share;
            taxes.Add(one with { Amount = share });
        }

        return taxes;
    }

    private static string Reason(ShopRefundAdjustment adjustment) =>
        adjustment.Reason is { Length: > 0 } reason ? $"Refund adjustment ({reason.ToLowerInvariant().Replace('_', ' ')})" : "Refund adjustment";
}
