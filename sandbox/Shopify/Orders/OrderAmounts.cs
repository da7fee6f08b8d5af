using Tandem.Sync;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>A tax with its amount.</summary>
public sealed record TaxAmount(TaxDescription Tax, Bag Amount);

/// <summary>A discount's share, with the discount's index in the order.</summary>
public sealed record DiscountShare(int Discount, Bag Amount);

/// <summary>A duty or a fee with its taxes.</summary>
public sealed record ChargeAmounts(Bag Price, IReadOnlyList<TaxAmount> Taxes)
{
    public Bag Tax => Bag.Sum(Taxes.Select(t => t.Amount));
}

/// <summary>The amounts of one line, for all units bought; <see cref="Current"/> units are left.</summary>
public sealed record LineAmounts(Bag Unit, Bag Original, IReadOnlyList<DiscountShare> Discounts, IReadOnlyList<TaxAmount> Taxes, IReadOnlyList<ChargeAmounts> Duties)
{
    private Bag? cachedDiscount;
    private Bag? cachedTax;

    public required int Quantity { get; init; }
    public required int Removed { get; init; }
    public required int Refunded { get; init; }

    public int Current => Quantity - Removed - Refunded;

    public Bag Discount => cachedDiscount ??= Bag.Sum(Discounts.Select(d => d.Amount));

    public Bag Discounted => Original - Discount;

    public Bag Tax => cachedTax ??= Bag.Sum(Taxes.Select(t => t.Amount));

    public Bag Duty => Bag.Sum(Duties.Select(d => d.Price));

    public Bag DutyTax => Bag.Sum(Duties.Select(d => d.Tax));
}

/// <summary>The amounts of one shipping line.</summary>
public sealed record ShippingAmounts(Bag Original, IReadOnlyList<DiscountShare> Discounts, IReadOnlyList<TaxAmount> Taxes, bool Removed)
{
    public Bag Discount => Bag.Sum(Discounts.Select(d => d.Amount));

    public Bag Discounted => Original - Discount;

    public Bag Tax => Bag.Sum(Taxes.Select(t => t.Amount));
}

/// <summary>All amounts of one order, computed as Shopify's checkout does: in the buyer's currency, each share rounded to its cents.</summary>
public sealed record OrderAmounts(Currencies Currencies, IReadOnlyList<LineAmounts> Lines, IReadOnlyList<ShippingAmounts> Shipping, IReadOnlyList<ChargeAmounts> Fees)
{
    private Bag? cachedSubtotal;
    private Bag? cachedShippingTotal;
    private Bag? cachedDiscounts;
    private Bag? cachedDuties;
    private Bag? cachedTotal;
    private Bag? cachedTax;

    public required Bag Tip { get; init; }
    public required bool TaxesIncluded { get; init; }
    public required bool DutiesIncluded { get; init; }

    public Bag Subtotal => cachedSubtotal ??= Bag.Sum(Lines.Select(l => l.Discounted));

    public Bag ShippingTotal => cachedShippingTotal ??= Bag.Sum(Shipping.Select(s => s.Discounted));

    public Bag Discounts => cachedDiscounts ??= (Bag.Sum(Lines.Select(l => l.Discount)) + Bag.Sum(Shipping.Select(s => s.Discount)));

    public Bag Duties => cachedDuties ??= Bag.Sum(Lines.Select(l => l.Duty));

    public Bag FeeTotal => Bag.Sum(Fees.Select(f => f.Price));

    public Bag Tax => cachedTax ??= (Bag.Sum(Lines.Select(l => l.Tax + l.DutyTax)) + Bag.Sum(Shipping.Select(s => s.Tax)) + Bag.Sum(Fees.Select(f => f.Tax)));

    public Bag Total => cachedTotal ??= (Subtotal + ShippingTotal + FeeTotal + Tip
        + (DutiesIncluded ? Bag.Zero : Duties) + (TaxesIncluded ? Bag.Zero : Tax));

    public static OrderAmounts Of(OrderDescription order, Currency shopCurrency)
    {
        var currencies = new Currencies(shopCurrency, order.PresentmentCurrency is { } buyer ? new Currency(buyer) : shopCurrency, order.ExchangeRate);
        var shares = new DiscountShares(order, currencies);
        var taxes = new Taxation(order, currencies);
        var refunded = order.Refunds.Where(r => !r.Deleted).SelectMany(r => r.Lines).GroupBy(l => l.Line).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        return new OrderAmounts(
            currencies,
            [.. order.Lines.Select((line, i) => LineOf(line, shares.OfLine(i), taxes, currencies, refunded.GetValueOrDefault(i)))],
            [.. order.Shipping.Select((line, i) => ShippingOf(line, shares.OfShipping(i), taxes, currencies))],
            [.. order.Fees.Select(f => new ChargeAmounts(currencies.FromPresentment(f.Amount), taxes.On(f.Amount, f.Taxes)))])
        {
            Tip = currencies.FromPresentment(order.Tip),
            TaxesIncluded = order.TaxesIncluded,
            DutiesIncluded = order.DutiesIncluded,
        };
    }

    private static LineAmounts LineOf(LineDescription line, IReadOnlyList<DiscountShare> discounts, Taxation taxes, Currencies currencies, int refunded)
    {
        var unit = Unit(line.Price, line.PresentmentPrice, currencies);
        var original = unit * line.Quantity;
        var net = original.Presentment - discounts.Sum(d => d.Amount.Presentment);
        return new LineAmounts(unit, original, discounts,
            line.Taxable && !line.GiftCard ? taxes.On(net, line.Taxes) : [],
            [.. line.Duties.Select(d => new ChargeAmounts(currencies.FromPresentment(d.Amount), taxes.On(d.Amount, d.Taxes)))])
        {
            Quantity = line.Quantity,
            Removed = line.RemovedQuantity,
            Refunded = refunded,
        };
    }

    private static ShippingAmounts ShippingOf(ShippingDescription line, IReadOnlyList<DiscountShare> discounts, Taxation taxes, Currencies currencies)
    {
        var price = Unit(line.Price, line.PresentmentPrice, currencies);
        return new ShippingAmounts(price, discounts, taxes.On(price.Presentment - discounts.Sum(d => d.Amount.Presentment), line.Taxes), line.Removed);
    }

    private static Bag Unit(decimal price, decimal? presentment, Currencies currencies) =>
        presentment is { } stated ? new Bag(price, stated) : currencies.FromShop(price);
}
