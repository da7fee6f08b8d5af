using System.Globalization;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>Names the parts of an order with their amounts, for sentences about totals.</summary>
public static class Totals
{
    private const int MostNamed = 12;

    public static string Describe(IEnumerable<SoldPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return Shortened([.. parts.Select(Describe)]);
    }

    /// <summary>The parts that by themselves come to other amounts in Odoo, with both amounts; all parts when none does by itself.</summary>
    public static string Differing(SaleOrderDraft draft, IReadOnlyList<PlannedPart> parts, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(rules);
        List<string> differing = [.. parts.Select(part => Differing(draft, part, rules)).OfType<string>()];
        return differing.Count > 0 ? Shortened(differing) : Describe(parts.Select(part => part.Part));
    }

    private static string? Differing(SaleOrderDraft draft, PlannedPart planned, OrderRules rules)
    {
        var lines = draft.Lines.Where(line => line.ExternalId == planned.Part.Key || line.ExternalId == $"discount_{planned.Part.Key}" || line.ExternalId == $"{planned.Part.Key}_2");
        var odoo = SaleArithmetic.Amounts(lines, rules.OdooTaxes, rules.Book with { Rounding = TaxRounding.PerLine }, draft.Currency);
        var shopify = ShapeChoice.Expected([planned]);
        if (odoo.Untaxed == shopify.Untaxed && odoo.Total == shopify.Total && shopify.Taxes.All(tax => odoo.Taxes.GetValueOrDefault(tax.Key) == tax.Value)) return null;
        return $"{Describe(planned.Part)} (Shopify: {Text(shopify.Untaxed)} and taxes {Text(shopify.Tax)}; Odoo: {Text(odoo.Untaxed)} and taxes {Text(odoo.Tax)})";
    }

    private static string Describe(SoldPart part)
    {
        var discount = part.Discount == 0m ? "" : $" − {Text(part.Discount)}";
        var taxes = string.Concat(part.Taxes.Select(tax => $" {(part.TaxesIncluded ? "incl." : "+")} {tax.Title} {Text(tax.Amount)}"));
        return $"“{part.Title}” {part.Quantity.ToString(CultureInfo.InvariantCulture)} × {Text(part.UnitPrice)}{discount}{taxes}";
    }

    private static string Shortened(List<string> named) =>
        string.Join("; ", named.Take(MostNamed)) + (named.Count > MostNamed ? $"; and {named.Count - MostNamed} more" : "");

    internal static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
