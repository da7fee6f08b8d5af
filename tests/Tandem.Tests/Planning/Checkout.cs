using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Tests.Planning;

/// <summary>Shopify's own arithmetic, written without a look at the code under test: shares by cents, each tax of each line rounded half up.</summary>
internal static class Checkout
{
    private const decimal EuroRate = 0.92m;
    private const decimal YenRate = 151.37m;

    public static ShopOrder Order(Cart cart)
    {
        var buyer = new Currency(cart.BuyersCurrency ?? "USD");
        var till = new Register(buyer, buyer.Code switch { "EUR" => EuroRate, "JPY" => YenRate, _ => 1m }, cart);
        var shares = till.Shares();
        var lines = cart.Lines.Select((line, index) => till.Line(line, index, shares[index])).ToList();
        if (cart is { Tip: > 0m, TipIsALine: true })
            lines.Add(Sold.Line("Tip", 0m, id: 99) with { Variant = null, Sku = null, Barcode = null, RequiresShipping = false, UnitPrice = till.Catalogue(cart.Tip) });
        var order = Sold.Order() with
        {
            PresentmentCurrency = buyer,
            TaxesIncluded = cart.TaxesIncluded,
            TaxExempt = cart.Exempt,
            Lines = lines,
            ShippingLines = cart.Shipping is { } shipping ? [till.Shipping(shipping)] : [],
            Fees = cart.Fee is { } fee ? [new ShopFee(41, "Packaging", till.Catalogue(fee.Price), till.Taxes(fee.Taxes, till.Seen(fee.Price)))] : [],
            Tip = till.Catalogue(cart.Tip),
        };
        order = order.Totalled();
        return cart.Lines.Any(line => line.Refunded > 0)
            ? order with { Refunded = true, CurrentTotal = order.CurrentTotal - till.Catalogue(0.01m) }
            : order;
    }

    private sealed class Register(Currency buyer, decimal rate, Cart cart)
    {
        /// <summary>A price of the shop's catalogue, and what the buyer sees.</summary>
        public MoneyBag Catalogue(decimal price) => new(new Money(price, Sold.Usd), new Money(Seen(price), buyer));

        public decimal Seen(decimal price) => HalfUp(price * rate, buyer);

        /// <summary>What is computed for the buyer is converted back and rounded to the shop's cents.</summary>
        private MoneyBag Computed(decimal amount) => new(new Money(buyer == Sold.Usd ? amount : HalfUp(amount / rate, Sold.Usd), Sold.Usd), new Money(amount, buyer));

        public IReadOnlyList<ShopTax> Taxes(TaxSet set, decimal net)
        {
            if (cart.Exempt) return [];
            var all = set.Taxes.Sum(tax => tax.Rate);
            return [.. set.Taxes.Select(tax => new ShopTax(tax.Title, tax.Rate, Computed(HalfUp(cart.TaxesIncluded ? net * tax.Rate / (1 + all) : net * tax.Rate, buyer))))];
        }

        /// <summary>Each line's discounts: its own first, then its share of the order's.</summary>
        public List<(decimal Amount, string Title, decimal? Percent)>[] Shares()
        {
            var shares = cart.Lines.Select(line => Own(line).ToList()).ToArray();
            if (cart.OnOrder is not { } off) return shares;
            var rest = cart.Lines.Select((line, index) => line.Kind == CartKind.GiftCard ? 0m : Seen(line.Price) * line.Quantity - shares[index].Sum(share => share.Amount)).ToArray();
            var whole = Math.Min(rest.Sum(), off.Percent is { } percent ? HalfUp(rest.Sum() * percent / 100m, buyer) : Seen(off.Amount ?? 0m));
            foreach (var (index, amount) in Spread(whole, rest))
                shares[index].Add((amount, "ORDER", off.Percent));
            return shares;
        }

        private IEnumerable<(decimal Amount, string Title, decimal? Percent)> Own(CartLine line)
        {
            var gross = Seen(line.Price) * line.Quantity;
            var amount = line.Off switch
            {
                { Percent: { } percent } => HalfUp(gross * percent / 100m, buyer),
                { FreeUnits: { } free } => Seen(line.Price) * free,
                { Amount: { } each } => Math.Min(gross, Seen(each)),
                _ => 0m,
            };
            if (amount > 0m) yield return (amount, "LINE", line.Off!.Percent);
        }

        private IEnumerable<(int Index, decimal Amount)> Spread(decimal whole, decimal[] weights)
        {
            var (weight, left) = (weights.Sum(), whole);
            for (var i = 0; i < weights.Length && weight > 0m; i++)
            {
                var amount = Math.Min(weights[i], HalfUp(left * weights[i] / weight, buyer));
                (weight, left) = (weight - weights[i], left - amount);
                if (amount > 0m) yield return (i, amount);
            }
        }

        public ShopLine Line(CartLine line, int index, List<(decimal Amount, string Title, decimal? Percent)> shares) =>
            Sold.Line($"{line.Kind} {index + 1}", 0m, line.Quantity, index + 1) with
            {
                Variant = line.Kind == CartKind.Custom ? null : new VariantId(600 + index),
                Sku = line.Kind == CartKind.Custom ? null : $"SKU-{index + 1}",
                Barcode = null,
                IsGiftCard = line.Kind == CartKind.GiftCard,
                CurrentQuantity = line.Quantity - line.Refunded,
                RefundedQuantity = line.Refunded,
                UnitPrice = Catalogue(line.Price),
                Discounts = [.. shares.Select(share => new ShopDiscount(Discount(line, share.Amount), share.Title, share.Percent))],
                Taxes = Taxes(line.Taxes, Seen(line.Price) * line.Quantity - shares.Sum(share => share.Amount)),
                Duties = line.Duty is { } duty ? [new ShopDuty(31 + index, "6109", Catalogue(duty), Taxes(line.Taxes, Seen(duty)))] : [],
            };

        /// <summary>A discount is never more than the price, in neither currency.</summary>
        private MoneyBag Discount(CartLine line, decimal amount) => Computed(amount) is var bag && amount == Seen(line.Price) * line.Quantity
            ? bag with { Shop = new Money(line.Price * line.Quantity, Sold.Usd) }
            : bag;

        public ShopShippingLine Shipping(CartCharge charge)
        {
            var off = HalfUp(Seen(charge.Price) * (charge.PercentOff ?? 0m) / 100m, buyer);
            return new ShopShippingLine
            {
                Id = 9,
                Title = "Standard",
                Price = Catalogue(charge.Price),
                Discounts = off > 0m ? [new ShopDiscount(charge.PercentOff == 100m ? Catalogue(charge.Price) : Computed(off), "SHIP", charge.PercentOff)] : [],
                Taxes = Taxes(charge.Taxes, Seen(charge.Price) - off),
            };
        }

        private static decimal HalfUp(decimal amount, Currency currency)
        {
            var cents = amount / currency.Unit;
            var whole = decimal.Floor(cents);
            return (cents - whole >= 0.5m ? whole + 1m : whole) * currency.Unit;
        }
    }
}
