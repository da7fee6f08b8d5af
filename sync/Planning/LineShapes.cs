using System.Globalization;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>All the ways to write a sold part as Odoo lines that come to its price, the most readable first.</summary>
/// <remarks>
/// First the part as it was sold, its discount as a percentage that rounds to the same amount; then the discount as a line of its own;
/// then the price that was paid; at last its units split over two lines at nearly one price. <see cref="ShapeChoice"/> picks.
/// </remarks>
public sealed class LineShapes(OrderRules rules, Currency currency)
{
    public PlannedPart Of(SoldPart part, OdooId<Product> product, IReadOnlyList<BookedTax> taxes)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(taxes);
        var planned = new PlannedPart(part, taxes, []);
        var line = new SaleLineDraft
        {
            ExternalId = part.Key,
            Role = part.Role,
            Product = product,
            Quantity = part.Quantity * part.Each,
            Each = part.Each,
            PriceUnit = part.UnitPrice / part.Each,
            Name = part.Title,
            Taxes = [.. taxes.Select(tax => tax.Tax.Id)],
            From = part.Title,
        };
        List<IReadOnlyList<SaleLineDraft>> shapes = [];
        if (planned.AsSold && Representable(line.PriceUnit) && line.PriceUnit * part.Each == part.UnitPrice) shapes.AddRange(AsSold(line, part));
        if (!planned.AsSold || part.Discount != 0m || shapes.Count == 0) shapes.AddRange(Paid(line, part, planned.Target));
        return planned with { Shapes = shapes };
    }

    private IEnumerable<IReadOnlyList<SaleLineDraft>> AsSold(SaleLineDraft line, SoldPart part)
    {
        if (part.Discount == 0m)
        {
            yield return [line];
            yield break;
        }

        foreach (var percent in Percentages(part))
            yield return [line with { Discount = percent, Name = $"{part.Title} (discount {Titles(part)})" }];
        if (rules.LineProducts.Discount is { } product)
            yield return
            [
                line,
                line with
                {
                    ExternalId = $"discount_{part.Key}",
                    Role = LineRole.Discount,
                    Product = product,
                    Quantity = 1,
                    Each = 1m,
                    PriceUnit = -part.Discount,
                    Name = $"Discount {Titles(part)}: {part.Title}",
                },
            ];
    }

    /// <summary>Percentages that come to the discount to the cent: the one the buyer saw before one worked out.</summary>
    private IEnumerable<decimal> Percentages(SoldPart part)
    {
        if (part.Gross == 0m) return [];
        var stated = part.Discounts is [{ Percentage: { } percentage }] ? percentage : (decimal?)null;
        var computed = part.Discount / part.Gross * 100m;
        return new[] { stated, computed }.OfType<decimal>()
            .Select(percent => Math.Round(percent, rules.Book.DiscountDigits, MidpointRounding.AwayFromZero)).Distinct()
            .Where(percent => currency.Round(part.Gross * (1 - percent / 100m)) == part.Net);
    }

    private IEnumerable<IReadOnlyList<SaleLineDraft>> Paid(SaleLineDraft line, SoldPart part, decimal target)
    {
        var named = part.Discount == 0m
            ? line
            : line with { Name = $"{part.Title} ({Text(part.Gross)} less {Text(part.Discount)} discount {Titles(part)})" };
        var even = target / line.Quantity;
        // A pack of whole units is parted at any of them; a weight only where one sold unit ends.
        var (pieces, size) = decimal.IsInteger(part.Each) ? ((int)line.Quantity, 1m) : (part.Quantity, part.Each);
        var splits = Splits(target, pieces, size).ToList();
        if (Representable(even)) yield return [named with { PriceUnit = even }];
        foreach (var (units, price, other) in splits)
            yield return
            [
                named with { Quantity = units * size, PriceUnit = price },
                named with { ExternalId = $"{part.Key}_2", Quantity = (pieces - units) * size, PriceUnit = other },
            ];
        if (!Representable(even) && splits.Count == 0) yield return [named with { PriceUnit = Math.Round(even, rules.Book.PriceDigits, MidpointRounding.AwayFromZero) }];
    }

    /// <summary>Two prices for some and for the other units that add up exactly, the nearest prices first: one smallest unit apart a person sees at once why.</summary>
    private IEnumerable<(int Units, decimal Price, decimal Other)> Splits(decimal target, int pieces, decimal size)
    {
        var step = Math.Max(currency.Unit, Step(rules.Book.PriceDigits));
        var low = Math.Floor(target / (pieces * size) / step) * step;
        return
            from price in new[] { low, low - step }
            from units in Enumerable.Range(1, pieces - 1)
            let other = (target - price * units * size) / ((pieces - units) * size)
            where other % step == 0m && other >= price
            orderby other - price
            select (units, price, other);
    }

    private bool Representable(decimal price) => Math.Round(price, rules.Book.PriceDigits) == price;

    private static decimal Step(int digits) => new(1, 0, 0, false, (byte)digits);

    private static string Titles(SoldPart part) => string.Join(", ", part.Discounts.Select(discount => discount.Title).Distinct());

    private static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
