namespace Tandem.Sandbox.Odoo.Arithmetic;

/// <summary>The amounts that Odoo shows on one line: <c>price_subtotal</c>, <c>price_tax</c>, <c>price_total</c>.</summary>
public sealed record LineAmounts(decimal Subtotal, decimal Tax, decimal Total);

/// <summary>One tax group of a document, in one currency.</summary>
/// <param name="ShownBase">The base that a form shows: included division taxes are told on the price with them.</param>
public sealed record TaxGroupAmounts(int GroupId, decimal Base, decimal Tax, decimal ShownBase, IReadOnlyList<TaxRule> Taxes);

/// <summary>A whole document in one currency: untaxed, tax, total, and its tax groups in the order of their first line.</summary>
public sealed record DocumentAmounts(decimal Untaxed, decimal Tax, decimal Total, IReadOnlyList<TaxGroupAmounts> Groups)
{
    /// <summary>What one line shows by itself; cents of the document are never moved into it.</summary>
    public static LineAmounts OfLine(PricedLine line, RoundingRules rules)
    {
        var cells = DocumentLine.Of(LineTaxes.Of(line, rules), rules, companyCurrency: false);
        return new LineAmounts(cells.Excluded.Rounded, cells.Included.Rounded - cells.Excluded.Rounded, cells.Included.Rounded);
    }

    /// <summary>What a document shows, in its own currency and in its company's.</summary>
    public static (DocumentAmounts Document, DocumentAmounts Company) Of(IEnumerable<PricedLine> lines, RoundingRules rules)
    {
        var raw = lines.Select(line => LineTaxes.Of(line, rules)).ToList();
        var document = raw.Select(line => DocumentLine.Of(line, rules, companyCurrency: false)).ToList();
        var company = raw.Select(line => DocumentLine.Of(line, rules, companyCurrency: true)).ToList();
        if (rules.Version >= 19)
        {
            Rounding19.Apply(document, rules.Step);
            Rounding19.Apply(company, rules.CompanyStep);
        }
        else
        {
            Rounding18.Apply(document, document, rules.Step);
            Rounding18.Apply(company, document, rules.CompanyStep);
        }

        return (Summed(document, rules), Summed(company, rules));
    }

    private static DocumentAmounts Summed(List<DocumentLine> lines, RoundingRules rules)
    {
        var untaxed = lines.Sum(line => line.Excluded.Rounded + line.Delta);
        var tax = lines.Sum(line => line.Taxes.Sum(cells => cells.Amount.Rounded));
        var groups = lines.SelectMany(line => line.Taxes).Select(cells => cells.Tax.GroupId).Distinct()
            .Select(group => Group(lines, group, rules)).ToList();
        return new DocumentAmounts(untaxed, tax, untaxed + tax, groups);
    }

    /// <summary>A line gives a group its base once, though several of its taxes may be in the group.</summary>
    private static TaxGroupAmounts Group(List<DocumentLine> lines, int group, RoundingRules rules)
    {
        var within = lines.Where(line => line.Taxes.Any(cells => cells.Tax.GroupId == group)).ToList();
        var members = within.Select(line => line.Taxes.Where(cells => cells.Tax.GroupId == group).ToList()).ToList();
        var taxes = members.SelectMany(cells => cells).Select(c => c.Tax).DistinctBy(tax => tax.Id).ToList();
        var taxable = members.Sum(cells => cells[0].Base.Rounded);
        var shown = taxes.TrueForAll(tax => tax is { Kind: TaxKind.Division, Included: true })
            ? (rules.Version >= 19 ? within.Sum(line => line.Excluded.Rounded + line.Delta) : taxable) + within.Sum(Divisions)
            : taxable;
        return new TaxGroupAmounts(group, taxable, members.Sum(cells => cells.Sum(c => c.Amount.Rounded)), shown, taxes);
    }

    private static decimal Divisions(DocumentLine line) =>
        line.Taxes.Where(cells => cells.Tax.Kind == TaxKind.Division).Sum(cells => cells.Amount.Rounded);
}
