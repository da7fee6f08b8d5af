namespace Tandem.Sync.Sales;

/// <summary>A sales tax of one Odoo company (account.tax), as far as booking an order needs it.</summary>
public sealed record OdooTax
{
    public required OdooId<Tax> Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Odoo's <c>amount_type</c>: percent, group, fixed, division, code.</summary>
    public required string AmountType { get; init; }

    /// <summary>In percent: 20 for 20 %.</summary>
    public required decimal Percent { get; init; }

    /// <summary>Prices contain the tax, whether by the tax's own setting or the company's.</summary>
    public required bool PriceIncluded { get; init; }

    /// <summary>Later taxes are computed on top of this one.</summary>
    public bool AffectsBase { get; init; }

    public bool Active { get; init; } = true;
    public OdooId<Company>? Company { get; init; }
    public string? CountryCode { get; init; }

    /// <summary>The taxes of a group, in order; empty for others.</summary>
    public IReadOnlyList<OdooTax> Children { get; init; } = [];

    /// <summary>The percent taxes it comes to: itself, or its children.</summary>
    public IReadOnlyList<OdooTax> Parts => AmountType == "group" ? Children : [this];

    /// <summary>In percent, children added up.</summary>
    public decimal TotalPercent => Parts.Sum(part => part.Percent);

    /// <summary>Only plain percentages are booked from Shopify: anything else would compute another amount than Shopify stated.</summary>
    public bool IsPlainPercentage => Parts.Count > 0 && Parts.All(part => part.AmountType == "percent" && !part.AffectsBase && part.PriceIncluded == Parts[0].PriceIncluded);
}

/// <summary>Odoo's <c>tax_calculation_rounding_method</c> of a company.</summary>
public enum TaxRounding
{
    PerLine,
    Globally,
}

/// <summary>How the Odoo at hand computes an order's amounts.</summary>
/// <param name="PriceDigits">Digits that <c>price_unit</c> keeps.</param>
/// <param name="RoundsIncludedTotalFirst">Under global rounding, an order whose taxes are all price-included rounds its total and derives the untaxed amount (19); else the untaxed amount is rounded by itself (18).</param>
public sealed record BookRules(TaxRounding Rounding, int PriceDigits, bool RoundsIncludedTotalFirst, int DiscountDigits = 2);
