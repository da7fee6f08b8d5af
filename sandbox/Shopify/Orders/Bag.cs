using Tandem.Sync;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>One amount as the shop and as the buyer sees it.</summary>
public readonly record struct Bag(decimal Shop, decimal Presentment)
{
    public static Bag Zero => default;

    public static Bag operator +(Bag left, Bag right) => new(left.Shop + right.Shop, left.Presentment + right.Presentment);

    public static Bag operator -(Bag left, Bag right) => new(left.Shop - right.Shop, left.Presentment - right.Presentment);

    public static Bag operator -(Bag bag) => new(-bag.Shop, -bag.Presentment);

    public static Bag operator *(Bag bag, int times) => new(bag.Shop * times, bag.Presentment * times);

    public static Bag Sum(IEnumerable<Bag> bags) => bags.Aggregate(Zero, (sum, bag) => sum + bag);
}

/// <summary>The two currencies of one order and the rate between them.</summary>
/// <param name="Rate">Units of the presentment currency for one unit of the shop's.</param>
public sealed record Currencies(Currency Shop, Currency Presentment, decimal Rate)
{
    /// <summary>An amount computed in the buyer's currency, converted and rounded to the shop's.</summary>
    public Bag FromPresentment(decimal amount)
    {
        var rounded = Presentment.Round(amount);
        return new Bag(Shop == Presentment ? rounded : Shop.Round(rounded / Rate), rounded);
    }

    /// <summary>The same currencies at another day's rate; null keeps this one.</summary>
    public Currencies At(decimal? rate) => rate is { } other ? this with { Rate = other } : this;

    /// <summary>A price of the shop's catalogue as the buyer sees it.</summary>
    public Bag FromShop(decimal amount) => new(amount, Shop == Presentment ? amount : Presentment.Round(amount * Rate));

    /// <summary>The part of an amount that belongs to some of its units.</summary>
    public Bag Part(Bag bag, int units, int of) => of == 0 || units == 0
        ? Bag.Zero
        : units == of ? bag : new Bag(Shop.Round(bag.Shop * units / of), Presentment.Round(bag.Presentment * units / of));
}

/// <summary>Splits an amount so that the parts add up to it to the last cent.</summary>
public static class Split
{
    /// <summary>Proportional parts, rounded down; the cents left over go to the largest remainders, later ones first.</summary>
    public static decimal[] Proportionally(decimal total, IReadOnlyList<decimal> weights, decimal unit)
    {
        var sum = weights.Sum();
        var parts = new decimal[weights.Count];
        if (sum == 0m || total == 0m) return parts;
        var exact = weights.Select(w => total * w / sum).ToArray();
        for (var i = 0; i < parts.Length; i++) parts[i] = decimal.Floor(exact[i] / unit) * unit;
        var left = total - parts.Sum();
        foreach (var i in Enumerable.Range(0, parts.Length).Where(i => weights[i] != 0m).OrderByDescending(i => exact[i] - parts[i]).ThenByDescending(i => i))
        {
            if (left < unit) break;
            parts[i] += unit;
            left -= unit;
        }

        return parts;
    }
}
