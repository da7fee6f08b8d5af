using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>One thing on an order that has a price: a line, shipping, a tip, a duty or a fee, with amounts in the currency it is booked in.</summary>
/// <param name="Key">External id of its line in Odoo.</param>
/// <param name="Title">What a person calls it.</param>
/// <param name="UnitPrice">Before discounts; contains the taxes when <see cref="TaxesIncluded"/>.</param>
public sealed record SoldPart(
    LineRole Role, string Key, string Title, int Quantity, decimal UnitPrice,
    IReadOnlyList<SoldDiscount> Discounts, IReadOnlyList<SoldTax> Taxes, bool TaxesIncluded, ShopLine? Line = null)
{
    /// <summary>How much of its Odoo product one of it is: 6 for a pack of six.</summary>
    public decimal Each { get; init; } = 1m;

    /// <summary>A price that was divided, as a refund's is, comes back to the amount it was divided from.</summary>
    public decimal Gross => Math.Round(UnitPrice * Quantity, 12);

    public decimal Discount => Discounts.Sum(discount => discount.Amount);

    /// <summary>What the buyer pays for it, in the order's way of stating prices.</summary>
    public decimal Net => Gross - Discount;

    public decimal Tax => Taxes.Sum(tax => tax.Amount);

    public decimal Total => TaxesIncluded ? Net : Net + Tax;
}

/// <param name="Amount">Positive, for all units of the part.</param>
/// <param name="Percentage">As the buyer saw it: 10 for 10 %; null where the discount is no percentage.</param>
public sealed record SoldDiscount(string Title, decimal Amount, decimal? Percentage = null);

/// <param name="Rate">As a fraction: 0.2 for 20 %.</param>
/// <param name="ByChannel">The sales channel remits it, so it is no tax that the merchant owes.</param>
public sealed record SoldTax(string Title, decimal Rate, decimal Amount, bool ByChannel = false);

/// <summary>Takes an order apart into what was sold.</summary>
public static class SoldParts
{
    public static IReadOnlyList<SoldPart> Of(ShopOrder order, BookingCurrency booking)
    {
        ArgumentNullException.ThrowIfNull(order);
        var parts = new List<SoldPart>();
        foreach (var line in order.Lines)
        {
            if (OfLine(order, line, booking) is not { } part) continue;
            parts.Add(part);
            // Duties in the line's price are paid with it; a part of their own would be paid twice.
            if (!order.DutiesIncluded) parts.AddRange(line.Duties.Select(duty => new SoldPart(
                LineRole.Duty, $"duty_{duty.Id}", $"Duty on {line.Title}", 1, duty.Price.In(booking).Amount,
                [], Taxes(duty.Taxes, booking), order.TaxesIncluded)));
        }

        parts.AddRange(order.ShippingLines.Where(shipping => !shipping.Removed).Select(shipping => new SoldPart(
            LineRole.Shipping, ShippingKey(order, shipping), shipping.Title, 1, shipping.Price.In(booking).Amount,
            Discounts(shipping.Discounts, booking), Taxes(shipping.Taxes, booking), order.TaxesIncluded)));
        parts.AddRange(order.Fees.Select(fee => new SoldPart(
            LineRole.Fee, $"fee_{fee.Id}", fee.Name, 1, fee.Price.In(booking).Amount, [], Taxes(fee.Taxes, booking), order.TaxesIncluded)));
        if (!order.Tip.IsZero && !parts.Any(part => part.Role == LineRole.Tip))
            parts.Add(new SoldPart(LineRole.Tip, $"tip_{order.Id}", "Tip", 1, order.Tip.In(booking).Amount, [], [], order.TaxesIncluded));
        return parts;
    }

    private static SoldPart? OfLine(ShopOrder order, ShopLine line, BookingCurrency booking)
    {
        // Units that an edit took away were never sold, and nothing is owed for them; units that a refund gave back were sold.
        var units = line.CurrentQuantity + line.RefundedQuantity;
        if (units == 0) return null;
        decimal Share(decimal amount) => units == line.Quantity
            ? amount
            : line.UnitPrice.In(booking).Currency.Round(amount * units / line.Quantity);

        return new SoldPart(
            RoleOf(order, line), $"line_{line.Id}", line.VariantTitle is { Length: > 0 } variant ? $"{line.Title} – {variant}" : line.Title,
            units, line.UnitPrice.In(booking).Amount,
            [.. Discounts(line.Discounts, booking).Select(discount => discount with { Amount = Share(discount.Amount) })],
            [.. Taxes(line.Taxes, booking).Select(tax => tax with { Amount = Share(tax.Amount) })],
            order.TaxesIncluded, line);
    }

    /// <summary>Shipping that Shopify gives no id is numbered inside its order; the order's id makes it one of the whole shop.</summary>
    private static string ShippingKey(ShopOrder order, ShopShippingLine shipping) =>
        shipping.Id > 0 ? $"shipping_{shipping.Id}" : $"shipping_{order.Id}_{-shipping.Id}";

    private static LineRole RoleOf(ShopOrder order, ShopLine line) => line switch
    {
        { IsGiftCard: true } => LineRole.GiftCard,
        { Variant: not null } => LineRole.Product,
        // Some channels state the tip as a line as well; it is one tip all the same.
        { Title: "Tip", Sku: null or "", RequiresShipping: false } when !order.Tip.IsZero && line.UnitPrice.Shop == order.Tip.Shop => LineRole.Tip,
        { Sku: { Length: > 0 } } => LineRole.Product,
        _ => LineRole.Custom,
    };

    private static List<SoldDiscount> Discounts(IReadOnlyList<ShopDiscount> discounts, BookingCurrency booking) =>
        [.. discounts.Where(discount => !discount.Amount.IsZero).Select(discount => new SoldDiscount(discount.Title, discount.Amount.In(booking).Amount, discount.Percentage))];

    private static List<SoldTax> Taxes(IReadOnlyList<ShopTax> taxes, BookingCurrency booking) =>
        [.. taxes.Select(tax => new SoldTax(tax.Title, tax.Rate, tax.Amount.In(booking).Amount, tax.ChannelLiable == true))];
}
