namespace Tandem.Sandbox.Odoo.Arithmetic;

/// <summary>One amount in both currencies of a document, before and after rounding.</summary>
internal sealed class Cell(decimal raw, decimal rounded)
{
    public decimal Raw { get; } = raw;
    public decimal Rounded { get; set; } = rounded;
}

/// <summary>A tax on a line while cents are given out over the document.</summary>
internal sealed class TaxCells(TaxRule tax, Cell taxable, Cell amount)
{
    public TaxRule Tax { get; } = tax;
    public Cell Base { get; } = taxable;
    public Cell Amount { get; } = amount;
}

/// <summary>A line while cents are given out over the document, in one of the document's two currencies.</summary>
internal sealed class DocumentLine
{
    public required Cell Excluded { get; init; }
    public required Cell Included { get; init; }
    public required IReadOnlyList<TaxCells> Taxes { get; init; }

    /// <summary>Cents of the document's untaxed amount that this line carries beside its own subtotal.</summary>
    public decimal Delta { get; set; }

    public static DocumentLine Of(RawLine line, RoundingRules rules, bool companyCurrency)
    {
        var (rate, step) = companyCurrency ? (rules.Rate, rules.CompanyStep) : (1m, rules.Step);
        Cell Rounded(decimal amount)
        {
            var raw = rate == 0m ? 0m : amount / rate;
            if (companyCurrency && !rules.Globally) raw = OdooRounding.ToStep(raw, step);
            return new Cell(raw, OdooRounding.ToStep(raw, step));
        }

        var taxes = line.Taxes.Select(tax => new TaxCells(tax.Tax, Rounded(tax.Base), Rounded(tax.Amount))).ToList();
        var excluded = Rounded(line.Excluded);
        var included = Rounded(line.Included);
        if (rules.Version >= 19) included.Rounded = excluded.Rounded + taxes.Sum(tax => tax.Amount.Rounded);
        return new DocumentLine { Excluded = excluded, Included = included, Taxes = taxes };
    }
}
