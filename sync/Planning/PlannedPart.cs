using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>A sold part with the Odoo taxes it is booked with and every way to write it as lines, the most readable first.</summary>
public sealed record PlannedPart(SoldPart Part, IReadOnlyList<BookedTax> Taxes, IReadOnlyList<IReadOnlyList<SaleLineDraft>> Shapes)
{
    /// <summary>Without taxes, from Shopify's stated amounts; a tax that is included and not booked stays in it.</summary>
    public decimal Untaxed => Part.TaxesIncluded ? Part.Net - Taxes.Sum(tax => tax.Amount) : Part.Net;

    /// <summary>What the lines' own amounts must add up to in Odoo: with the taxes where Odoo's taxes are included in prices.</summary>
    public decimal Target => Taxes.Count == 0 ? Untaxed : OdooIncludes ? Untaxed + Taxes.Sum(tax => tax.Amount) : Untaxed;

    public bool OdooIncludes => Taxes.Count > 0 && Taxes[0].Tax.Parts[0].PriceIncluded;

    /// <summary>Odoo keeps the prices in the same way as the shop, so that what was sold can be written as it was sold.</summary>
    public bool AsSold => Taxes.Count == 0 || OdooIncludes == Part.TaxesIncluded;
}
