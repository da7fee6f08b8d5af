using System.Globalization;

namespace Tandem.Sync.Planning;

/// <summary>Names the parts of an order with their amounts, for sentences about totals.</summary>
public static class Totals
{
    public static string Describe(IEnumerable<SoldPart> parts) => string.Join("; ", parts.Select(Describe));

    private static string Describe(SoldPart part)
    {
        var discount = part.Discount == 0m ? "" : $" − {Text(part.Discount)}";
        var taxes = string.Concat(part.Taxes.Select(tax => $" {(part.TaxesIncluded ? "incl." : "+")} {tax.Title} {Text(tax.Amount)}"));
        return $"“{part.Title}” {part.Quantity.ToString(CultureInfo.InvariantCulture)} × {Text(part.UnitPrice)}{discount}{taxes}";
    }

    internal static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
