namespace Tandem.Sandbox.Odoo.Arithmetic;

/// <summary>How version 18 gives out the cents: each tax rounded over the document, then the untaxed amount, biggest lines first.</summary>
internal static class Rounding18
{
    public static void Apply(IReadOnlyList<DocumentLine> lines, IReadOnlyList<DocumentLine> inDocumentCurrency, decimal step)
    {
        var pairs = lines.Zip(inDocumentCurrency, (line, shown) => new Weighted(line, shown.Included.Rounded)).ToList();
        foreach (var tax in Taxes(lines)) Spread(pairs, tax, step);
        SpreadUntaxed(pairs, step);
        if (pairs.Count == 0) return;
        var missing = OdooRounding.ToStep(lines.Sum(line => line.Excluded.Raw), step) - lines.Sum(line => line.Excluded.Rounded + line.Delta);
        if (!OdooRounding.IsZero(missing, step)) pairs.MaxBy(pair => pair.Weight)!.Line.Delta += missing;
    }

    private static IEnumerable<TaxRule> Taxes(IReadOnlyList<DocumentLine> lines) =>
        lines.SelectMany(line => line.Taxes).Select(cells => cells.Tax).DistinctBy(tax => tax.Id);

    private static void Spread(List<Weighted> pairs, TaxRule tax, decimal step)
    {
        var cells = pairs.SelectMany(pair => pair.Line.Taxes.Where(c => c.Tax.Id == tax.Id).Select(c => (c, pair.Weight))).ToList();
        if (cells.Sum(cell => Math.Abs(cell.Weight)) == 0m) return;
        GiveOut([.. cells.Select(cell => (cell.c.Amount, cell.Weight))], step, (cell, cents) => cell.Rounded += cents);
        GiveOut([.. cells.Select(cell => (cell.c.Base, cell.Weight))], step, (cell, cents) => cell.Rounded += cents);
    }

    private static void SpreadUntaxed(List<Weighted> pairs, decimal step)
    {
        var free = pairs.Where(pair => pair.Line.Taxes.Count == 0).ToList();
        if (free.Sum(pair => Math.Abs(pair.Weight)) == 0m) return;
        var byCell = free.ToDictionary(pair => pair.Line.Excluded, pair => pair.Line);
        GiveOut([.. free.Select(pair => (pair.Line.Excluded, pair.Weight))], step, (cell, cents) => byCell[cell].Delta += cents);
    }

    private static void GiveOut(List<(Cell Cell, decimal Weight)> cells, decimal step, Action<Cell, decimal> give)
    {
        var missing = OdooRounding.ToStep(cells.Sum(c => c.Cell.Raw), step) - cells.Sum(c => c.Cell.Rounded);
        if (OdooRounding.IsZero(missing, step)) return;
        var all = Math.Round(Math.Abs(missing / step));
        var (left, weights) = (all, cells.Sum(c => Math.Abs(c.Weight)));
        foreach (var (cell, weight) in cells.OrderByDescending(c => c.Weight))
        {
            if (left == 0m) break;
            var share = Math.Min(Math.Ceiling(Math.Abs(weight * all / weights)), left);
            left -= share;
            give(cell, Math.Sign(missing) * share * step);
        }
    }

    private sealed record Weighted(DocumentLine Line, decimal Weight);
}
