using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>Picks for each part the most readable lines with which Odoo's own arithmetic comes to Shopify's amounts.</summary>
public sealed class ShapeChoice(OrderRules rules, Currency currency)
{
    /// <returns>The lines of each part, in the parts' order.</returns>
    public IReadOnlyList<SaleLineDraft> Choose(IReadOnlyList<PlannedPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        // Rounding per line, every part stands for itself; rounding globally, only the whole order can be compared.
        return rules.Book.Rounding == TaxRounding.PerLine ? [.. parts.SelectMany(Nearest)] : OfOrder(parts);
    }

    /// <summary>What the order must come to, from Shopify's stated amounts.</summary>
    public static SaleAmounts Expected(IEnumerable<PlannedPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var all = parts.ToList();
        var taxes = all.SelectMany(part => part.Taxes).GroupBy(tax => tax.Tax.Id).ToDictionary(tax => tax.Key, tax => tax.Sum(booked => booked.Amount));
        var untaxed = all.Sum(part => part.Untaxed);
        return new SaleAmounts(untaxed, taxes, untaxed + taxes.Values.Sum());
    }

    private IReadOnlyList<SaleLineDraft> Nearest(PlannedPart part)
    {
        var (nearest, least) = (part.Shapes[0], decimal.MaxValue);
        foreach (var shape in part.Shapes)
        {
            var miss = Miss(shape, [part]);
            if (miss < least) (nearest, least) = (shape, miss);
            if (miss == 0m) break;
        }

        return nearest;
    }

    private List<SaleLineDraft> OfOrder(IReadOnlyList<PlannedPart> parts)
    {
        List<SaleLineDraft> readable = [.. parts.SelectMany(part => part.Shapes[0])];
        List<SaleLineDraft> exact = [.. parts.SelectMany(part => part.Shapes.FirstOrDefault(shape => Raw(shape) == part.Target) ?? part.Shapes[^1])];
        return Miss(readable, parts) is var miss && (miss == 0m || miss < Miss(exact, parts)) ? readable : exact;
    }

    /// <summary>By how much Odoo's amounts for the lines miss what is stated; nothing when they agree.</summary>
    private decimal Miss(IReadOnlyList<SaleLineDraft> lines, IReadOnlyList<PlannedPart> parts)
    {
        var expected = Expected(parts);
        var computed = SaleArithmetic.Amounts(lines, rules.OdooTaxes, rules.Book, currency);
        return Math.Abs(expected.Untaxed - computed.Untaxed) + Math.Abs(expected.Total - computed.Total)
            + expected.Taxes.Keys.Union(computed.Taxes.Keys).Sum(tax => Math.Abs(expected.Taxes.GetValueOrDefault(tax) - computed.Taxes.GetValueOrDefault(tax)));
    }

    private static decimal Raw(IReadOnlyList<SaleLineDraft> lines) => lines.Sum(line => line.PriceUnit * line.Quantity * (1 - line.Discount / 100m));
}
