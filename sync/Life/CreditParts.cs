using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Takes a refund apart into what is credited, as far as an invoice holds it.</summary>
public static class CreditParts
{
    public static IReadOnlyList<SoldPart> Of(LifeView view, ShopRefund refund)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(refund);
        var sold = SoldParts.Of(view.Order, view.Booking).DistinctBy(part => part.Key).ToDictionary(part => part.Key);
        var parts = new List<SoldPart>();
        foreach (var line in refund.Lines)
            if (OfLine(view, refund, line, sold) is { } part) parts.Add(part);
        parts.AddRange(refund.Shipping.Select(shipping => Whole(view, sold, $"shipping_{shipping.ShippingLine}", LineRole.Shipping, "Shipping", shipping.Subtotal, shipping.Tax)));
        parts.AddRange(refund.Duties.Select(duty => Whole(view, sold, $"duty_{duty.Duty}", LineRole.Duty, "Duty", duty.Amount, null)));
        parts.AddRange(refund.Adjustments.Where(adjustment => Credited(view, adjustment) != 0m).Select(adjustment => new SoldPart(
            LineRole.Custom, $"adjustment_{adjustment.Id}", Reason(adjustment), 1, Credited(view, adjustment), [], [], view.Order.TaxesIncluded)));
        return parts;
    }

    /// <summary>Shopify states an adjustment as what was kept of the lines' worth; money given beyond them is negative.</summary>
    private static decimal Credited(LifeView view, ShopRefundAdjustment adjustment) =>
        -(adjustment.Amount.In(view.Booking).Amount + adjustment.Tax.In(view.Booking).Amount);

    private static SoldPart? OfLine(LifeView view, ShopRefund refund, ShopRefundLine line, Dictionary<string, SoldPart> sold)
    {
        var shop = view.Order.Lines.FirstOrDefault(one => one.Id == line.Line);
        if (shop is null || line.Quantity == 0) return null;
        var units = Math.Min(line.Quantity, Uncredited(view, refund, shop));
        if (units <= 0) return null;
        decimal Share(MoneyBag bag) => view.Draft.Currency.Round(bag.In(view.Booking).Amount * units / line.Quantity);
        var was = sold.GetValueOrDefault($"line_{line.Line}");
        return new SoldPart(
            was?.Role ?? LineRole.Product, $"line_{line.Line}", was?.Title ?? shop.Title, units, Share(line.Subtotal) / units, [],
            Taxes(view, was?.Taxes ?? [], Share(line.Tax)), view.Order.TaxesIncluded, shop)
        {
            Each = view.EachOf(line.Line),
        };
    }

    /// <summary>Units of a line that an invoice holds and that neither a credit note nor an earlier refund of this order takes back.</summary>
    private static int Uncredited(LifeView view, ShopRefund refund, ShopLine line)
    {
        var units = LineUnits.Of(view, line);
        var before = view.Order.Refunds.TakeWhile(other => other.Id != refund.Id)
            .Where(other => RefundFlow.NoteOf(view, other) is not { State: Invoices.InvoiceState.Posted })
            .SelectMany(other => other.Lines).Where(other => other.Line == line.Id).Sum(other => other.Quantity);
        var drafted = RefundFlow.NoteOf(view, refund) is { State: Invoices.InvoiceState.Draft };
        return drafted ? int.MaxValue : (int)((units.ToCredit / view.EachOf(line.Id)) - before);
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
