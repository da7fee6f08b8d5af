namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>Allocates an order's discounts: those on lines first, then those on the whole order, then those on shipping.</summary>
internal sealed class DiscountShares
{
    private readonly OrderDescription order;
    private readonly Currencies currencies;
    private readonly decimal[] left;
    private readonly decimal[] shippingLeft;
    private readonly List<DiscountShare>[] lines;
    private readonly List<DiscountShare>[] shipping;

    public DiscountShares(OrderDescription order, Currencies currencies)
    {
        this.order = order;
        this.currencies = currencies;
        left = [.. order.Lines.Select(l => UnitPrice(l) * l.Quantity)];
        shippingLeft = [.. order.Shipping.Select(s => s.PresentmentPrice ?? currencies.FromShop(s.Price).Presentment)];
        lines = [.. order.Lines.Select(_ => new List<DiscountShare>())];
        shipping = [.. order.Shipping.Select(_ => new List<DiscountShare>())];
        foreach (var target in new[] { DiscountTarget.Lines, DiscountTarget.Order, DiscountTarget.Shipping })
        {
            for (var i = 0; i < order.Discounts.Count; i++)
                if (order.Discounts[i].Target == target) Allocate(i, order.Discounts[i]);
        }
    }

    public IReadOnlyList<DiscountShare> OfLine(int line) => lines[line];

    public IReadOnlyList<DiscountShare> OfShipping(int line) => shipping[line];

    private decimal Unit => currencies.Presentment.Unit;

    private void Allocate(int index, DiscountDescription discount)
    {
        switch (discount.Target)
        {
            case DiscountTarget.Shipping:
                Give(index, Spread(discount, shippingLeft, [.. Enumerable.Range(0, shippingLeft.Length)]), shippingLeft, shipping);
                break;
            case DiscountTarget.Order:
                Give(index, Spread(discount, left, Eligible(discount)), left, lines);
                break;
            default:
                Give(index, PerLine(discount), left, lines);
                break;
        }
    }

    /// <summary>Gift cards are never discounted.</summary>
    private List<int> Eligible(DiscountDescription discount) =>
        [.. Enumerable.Range(0, left.Length).Where(i => !order.Lines[i].GiftCard && (discount.Lines.Count == 0 || discount.Lines.Contains(i)))];

    private decimal[] PerLine(DiscountDescription discount)
    {
        var eligible = Eligible(discount);
        if (discount is { Amount: not null, Each: false }) return Spread(discount, left, eligible);
        var amounts = new decimal[left.Length];
        foreach (var i in eligible)
        {
            var line = order.Lines[i];
            var units = Math.Min(discount.Units ?? line.Quantity, line.Quantity);
            if (line.Quantity == 0) continue;
            amounts[i] = discount.Percentage is { } percentage
                ? currencies.Presentment.Round(left[i] * units / line.Quantity * percentage / 100m)
                : (discount.Amount ?? 0m) * units;
        }

        return amounts;
    }

    private decimal[] Spread(DiscountDescription discount, decimal[] prices, IReadOnlyList<int> eligible)
    {
        var weights = new decimal[prices.Length];
        foreach (var i in eligible) weights[i] = prices[i];
        var sum = weights.Sum();
        var total = discount.Percentage is { } percentage ? currencies.Presentment.Round(sum * percentage / 100m) : discount.Amount ?? 0m;
        return Split.Proportionally(Math.Min(total, sum), weights, Unit);
    }

    private void Give(int index, decimal[] amounts, decimal[] prices, List<DiscountShare>[] shares)
    {
        for (var i = 0; i < amounts.Length; i++)
        {
            var amount = Math.Min(amounts[i], prices[i]);
            if (amount <= 0m) continue;
            prices[i] -= amount;
            shares[i].Add(new DiscountShare(index, currencies.FromPresentment(amount)));
        }
    }

    private decimal UnitPrice(LineDescription line) => line.PresentmentPrice ?? currencies.FromShop(line.Price).Presentment;
}
