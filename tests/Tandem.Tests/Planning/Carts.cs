using FsCheck;
using FsCheck.Fluent;
using Make = FsCheck.Fluent.Gen;

namespace Tandem.Tests.Planning;

/// <summary>Generates and shrinks carts of all kinds.</summary>
internal static class Carts
{
    public static Arbitrary<Cart> Any => Arb.From(Whole, Shrink);

    private static Gen<Cart> Whole =>
        from included in Make.Elements(true, false)
        from exempt in OneIn(12)
        from foreign in OneIn(8)
        from buyer in Make.Elements("EUR", "JPY")
        from place in Make.Elements(TaxSet.All)
        from other in Make.Elements(TaxSet.All)
        from count in Make.Choose(1, 10)
        from lines in Line(place, other).ListOf(count)
        from shipping in Charge(place)
        from hasShipping in OneIn(2)
        from fee in Charge(place)
        from hasFee in OneIn(10)
        from tip in Cents(1, 2000)
        from hasTip in OneIn(8)
        from tipIsALine in OneIn(3)
        from off in Reduced
        from hasOff in OneIn(4)
        select new Cart
        {
            TaxesIncluded = included,
            Exempt = exempt,
            BuyersCurrency = foreign ? buyer : null,
            Lines = [.. lines],
            Shipping = hasShipping ? shipping : null,
            Fee = hasFee ? fee with { PercentOff = null } : null,
            Tip = hasTip ? tip : 0m,
            TipIsALine = hasTip && tipIsALine,
            OnOrder = hasOff ? off : null,
        };

    private static Gen<CartLine> Line(TaxSet place, TaxSet other) =>
        from kind in Make.Frequency((8, Make.Constant(CartKind.Product)), (1, Make.Constant(CartKind.Custom)), (1, Make.Constant(CartKind.GiftCard)))
        from price in Make.Frequency((1, Make.Constant(0m)), (8, Cents(1, 500)), (12, Nines), (12, Cents(1, 20000)), (2, Cents(1, 2000000)))
        from quantity in Make.Frequency((3, Make.Constant(1)), (2, Make.Choose(2, 4)), (1, Make.Choose(1, 20)))
        from taxes in Make.Frequency((8, Make.Constant(place)), (1, Make.Constant(other)), (1, Make.Constant(TaxSet.All[0])))
        from off in Reduced
        from hasOff in OneIn(3)
        from free in OneIn(12)
        from duty in Cents(1, 3000)
        from hasDuty in OneIn(15)
        from refunded in OneIn(20)
        select new CartLine(kind, price, quantity, kind == CartKind.GiftCard ? TaxSet.All[0] : taxes)
        {
            Off = free && quantity > 1 ? new Reduction(FreeUnits: quantity / 2) : hasOff ? off : null,
            Duty = hasDuty && kind == CartKind.Product ? duty : null,
            Refunded = refunded ? 1 : 0,
        };

    private static Gen<CartCharge> Charge(TaxSet place) =>
        from price in Make.OneOf(Nines, Cents(0, 5000))
        from off in Make.Elements<decimal?>(null, null, null, 50m, 100m, 15m)
        select new CartCharge(price, place, off);

    private static Gen<Reduction> Reduced => Make.OneOf(
        Make.Elements(5m, 10m, 15m, 20m, 25m, 30m, 33.33m, 50m, 100m, 12.5m).Select(percent => new Reduction(Percent: percent)),
        Make.Choose(1, 10000).Select(percent => new Reduction(Percent: percent / 100m)),
        Cents(1, 3000).Select(amount => new Reduction(Amount: amount)));

    private static Gen<decimal> Cents(int from, int to) => Make.Choose(from, to).Select(cents => cents / 100m);

    private static Gen<decimal> Nines => Make.Choose(1, 150).Select(whole => whole - 0.01m);

    private static Gen<bool> OneIn(int many) => Make.Choose(1, many).Select(number => number == 1);

    private static IEnumerable<Cart> Shrink(Cart cart)
    {
        for (var i = 0; i < cart.Lines.Count && cart.Lines.Count > 1; i++) yield return cart with { Lines = [.. cart.Lines.Where((_, index) => index != i)] };
        if (cart.Shipping is not null) yield return cart with { Shipping = null };
        if (cart.Fee is not null) yield return cart with { Fee = null };
        if (cart.Tip != 0m) yield return cart with { Tip = 0m, TipIsALine = false };
        if (cart.OnOrder is not null) yield return cart with { OnOrder = null };
        if (cart.BuyersCurrency is not null) yield return cart with { BuyersCurrency = null };
        for (var i = 0; i < cart.Lines.Count; i++)
            foreach (var smaller in Shrink(cart.Lines[i]))
                yield return cart with { Lines = [.. cart.Lines.Select((line, index) => index == i ? smaller : line)] };
    }

    private static IEnumerable<CartLine> Shrink(CartLine line)
    {
        if (line.Duty is not null) yield return line with { Duty = null };
        if (line.Off is not null) yield return line with { Off = null };
        if (line.Refunded > 0) yield return line with { Refunded = 0 };
        if (line.Quantity > 1 && line.Off?.FreeUnits is null) yield return line with { Quantity = line.Quantity / 2 };
        if (line.Price > 1m) yield return line with { Price = Math.Round(line.Price / 2, 2) };
    }
}
