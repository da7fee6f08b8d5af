namespace Tandem.Sandbox.Odoo.Arithmetic;

/// <summary>How a tax finds its amount: <c>account.tax.amount_type</c>.</summary>
public enum TaxKind
{
    /// <summary>A percentage of the price.</summary>
    Percent,

    /// <summary>An amount for each unit sold.</summary>
    Fixed,

    /// <summary>A percentage of the price with the tax in it.</summary>
    Division,
}

/// <summary>The part of one <c>account.tax</c> that decides amounts; groups of taxes arrive flattened.</summary>
/// <param name="Amount">Percent, or currency units for each piece where the kind is fixed.</param>
/// <param name="Included">The price already contains this tax.</param>
/// <param name="AffectsBase"><c>include_base_amount</c>: later taxes are computed on a base that contains this one.</param>
/// <param name="BaseAffected"><c>is_base_affected</c>: earlier taxes may enter this one's base.</param>
/// <param name="GroupId">The <c>account.tax.group</c> under which the totals list it.</param>
public sealed record TaxRule(
    int Id, TaxKind Kind, decimal Amount, bool Included, bool AffectsBase = false, bool BaseAffected = true, int Sequence = 1, int GroupId = 1);

/// <summary>One priced line of a document, in the document's currency.</summary>
/// <param name="Discount">Percent, already at the precision that Odoo stores.</param>
/// <param name="Taxes">In the order in which Odoo evaluates them.</param>
public sealed record PricedLine(decimal Quantity, decimal PriceUnit, decimal Discount, IReadOnlyList<TaxRule> Taxes);

/// <summary>How a company adds up: per line or over the whole document, in which steps, and at which rate to its own currency.</summary>
/// <param name="Step">Smallest amount of the document's currency.</param>
/// <param name="CompanyStep">Smallest amount of the company's currency.</param>
/// <param name="Rate">Document currency for one unit of company currency.</param>
public sealed record RoundingRules(int Version, bool Globally, decimal Step = 0.01m, decimal CompanyStep = 0.01m, decimal Rate = 1m);
