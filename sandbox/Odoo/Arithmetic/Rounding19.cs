namespace Tandem.Sandbox.Odoo.Arithmetic;

/// <summary>How version 19 gives out the cents: each tax, its base, then the untaxed amount, in proportion to raw amounts.</summary>
internal static class Rounding19
{
    public static void Apply(IReadOnlyList<DocumentLine> lines, decimal step)
    {
        foreach (var same in lines.SelectMany(line => line.Taxes).GroupBy(cells => cells.Tax.Id).ToList()) SpreadTax([.. same], step);
        SpreadUntaxed(lines, step);
    }

    private static void SpreadTax(List<TaxCells> cells, decimal step)
    {
        var (rawTax, rawBase) = (cells.Sum(c => c.Amount.Raw), cells.Sum(c => c.Base.Raw));
        var tax = OdooRounding.ToStep(rawTax, step);
        GiveOut([.. cells.Select(c => c.Amount)], tax - cells.Sum(c => c.Amount.Rounded), step);
        var target = cells[0].Tax.Included ? OdooRounding.ToStep(rawBase + rawTax, step) - tax : OdooRounding.ToStep(rawBase, step);
        GiveOut([.. cells.Select(c => c.Base)], target - cells.Sum(c => c.Base.Rounded), step);
    }

    private static void GiveOut(List<Cell> cells, decimal missing, decimal step)
    {
        var shares = Shares([.. cells.Select(cell => cell.Raw)], missing, step);
        for (var i = 0; i < cells.Count; i++) cells[i].Rounded += shares[i];
    }

    private static void SpreadUntaxed(IReadOnlyList<DocumentLine> lines, decimal step)
    {
        var excludedMode = lines.Any(line => line.Taxes.Any(cells => !cells.Tax.Included));
        var rawUntaxed = lines.Sum(line => line.Excluded.Raw);
        var untaxed = lines.Sum(line => line.Excluded.Rounded);
        var rawTax = lines.Sum(line => line.Taxes.Sum(cells => cells.Amount.Raw));
        var tax = lines.Sum(line => line.Taxes.Sum(cells => cells.Amount.Rounded));
        if ((excludedMode ? rawUntaxed : rawUntaxed + rawTax) == 0m) return;
        var missing = excludedMode
            ? OdooRounding.ToStep(rawUntaxed, step) - untaxed
            : OdooRounding.ToStep(rawUntaxed + rawTax, step) - untaxed - tax;
        var shares = Shares([.. lines.Select(line => excludedMode ? line.Excluded.Raw : line.Included.Raw)], missing, step);
        for (var i = 0; i < lines.Count; i++) lines[i].Delta += shares[i];
    }

    private static decimal[] Shares(decimal[] factors, decimal missing, decimal step)
    {
        var shares = new decimal[factors.Length];
        if (OdooRounding.IsZero(missing, step)) return shares;
        var (all, sum) = (Math.Round(Math.Abs(missing / step)), factors.Sum(Math.Abs));
        var biggestFirst = Enumerable.Range(0, factors.Length).OrderByDescending(i => Math.Abs(factors[i])).ToList();
        var left = all;
        foreach (var i in biggestFirst)
        {
            if (left == 0m) break;
            var share = Math.Min(Math.Round((sum == 0m ? 1m / factors.Length : Math.Abs(factors[i]) / sum) * all), left);
            left -= share;
            shares[i] += Math.Sign(missing) * share * step;
        }

        for (var i = 0; i < left; i++) shares[biggestFirst[i]] += Math.Sign(missing) * step;
        return shares;
    }
}
