namespace Tandem.Sync.Sales;

/// <summary>The amounts that Odoo will compute for lines, before they are written (account.tax of 18 and 19).</summary>
/// <remarks>
/// Only plain percentages; taxes of one line are either all price-included or none is. Odoo computes in binary fractions and pushes what is
/// all but half a cent up; <see cref="Settled"/> takes such a half for what it is, although dividing by a tax factor leaves it a hair below.
/// </remarks>
public static class SaleArithmetic
{
    private const int HairDigits = 12;

    public static SaleAmounts Amounts(
        IEnumerable<SaleLineDraft> lines, IReadOnlyDictionary<OdooId<Tax>, OdooTax> taxes, BookRules rules, Currency currency)
    {
        var untaxed = 0m;
        var total = 0m;
        var anyExcluded = false;
        // Odoo sums and rounds each child of a group of taxes by itself.
        var byPart = new Dictionary<OdooId<Tax>, (OdooId<Tax> Of, decimal Amount)>();
        foreach (var line in lines)
        {
            var lineTaxes = line.Taxes.Select(id => taxes[id]).ToList();
            var amounts = OfLine(line, lineTaxes, rules, currency);
            untaxed += amounts.Untaxed;
            total += amounts.Untaxed + amounts.Parts.Sum(part => part.Amount);
            anyExcluded |= lineTaxes.Any(tax => !tax.Parts[0].PriceIncluded);
            foreach (var (of, part, amount) in amounts.Parts)
                byPart[part] = (of, byPart.GetValueOrDefault(part).Amount + amount);
        }

        var byTax = byPart.Values.GroupBy(part => part.Of).ToDictionary(tax => tax.Key, tax => tax.Sum(part => Settled(part.Amount, currency)));
        var tax = byTax.Values.Sum();
        return rules.Rounding == TaxRounding.Globally && rules.RoundsIncludedTotalFirst && !anyExcluded
            ? new SaleAmounts(Settled(total, currency) - tax, byTax, Settled(total, currency))
            : new SaleAmounts(Settled(untaxed, currency), byTax, Settled(untaxed, currency) + tax);
    }

    /// <summary>One line's untaxed amount and the amount of each part of each tax: rounded when the company rounds per line, raw when globally.</summary>
    public static LineAmounts OfLine(SaleLineDraft line, IReadOnlyList<OdooTax> taxes, BookRules rules, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(taxes);
        ArgumentNullException.ThrowIfNull(rules);
        decimal Rounded(decimal amount) => rules.Rounding == TaxRounding.PerLine ? Settled(amount, currency) : amount;

        var price = Math.Round(line.PriceUnit, rules.PriceDigits, MidpointRounding.AwayFromZero);
        var raw = Rounded(price * (1 - line.Discount / 100m) * line.Quantity);
        var parts = taxes.SelectMany(tax => tax.Parts.Select(part => (Of: tax.Id, Part: part))).ToList();
        if (parts.Count == 0) return new LineAmounts(raw, []);

        var included = parts[0].Part.PriceIncluded;
        var whole = included ? 100m + parts.Sum(part => part.Part.Percent) : 100m;
        var amounts = parts.Select(part => (part.Of, part.Part.Id, whole == 0m ? 0m : Rounded(raw * part.Part.Percent / whole))).ToList();
        return new LineAmounts(included ? raw - amounts.Sum(part => part.Item3) : raw, amounts);
    }

    private static decimal Settled(decimal amount, Currency currency) => currency.Round(Math.Round(amount, HairDigits, MidpointRounding.AwayFromZero));
}

/// <summary>What Odoo computes for one line.</summary>
/// <param name="Parts">Amount of each percent tax, with the tax on the line that it is a part of.</param>
public sealed record LineAmounts(decimal Untaxed, IReadOnlyList<(OdooId<Tax> Of, OdooId<Tax> Part, decimal Amount)> Parts)
{
    public decimal Of(OdooId<Tax> tax) => Parts.Where(part => part.Of == tax).Sum(part => part.Amount);
}
