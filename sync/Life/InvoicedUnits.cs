using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>On which posted invoices the units stand that a refund takes back.</summary>
internal sealed class InvoicedUnits
{
    private readonly LifeView view;
    private readonly List<InvoiceReading> invoices;
    private readonly List<InvoiceReading> credited;

    public InvoicedUnits(LifeView view, ShopRefund refund)
    {
        this.view = view;
        var own = RefundFlow.NotesOf(view, refund).Select(note => note.Id).ToHashSet();
        invoices = RefundFlow.Invoices(view);
        credited = [.. view.Progress.Invoices.Where(note => note is { Kind: InvoiceKind.CreditNote, State: InvoiceState.Posted } && !own.Contains(note.Id))];
    }

    /// <summary>Where each of the parts stands, by its index: all on one invoice where one holds them all, the latest such; else spread, the latest first.</summary>
    public IReadOnlyList<(int Part, OdooId<Invoice> Invoice, int Units)> Of(IReadOnlyList<(LineId Line, int Units)> taken)
    {
        if (invoices.Count == 0) return [];
        var together = taken.GroupBy(one => one.Line).Select(line => (Line: line.Key, Units: line.Sum(one => one.Units))).ToList();
        if (invoices.FindLast(invoice => together.TrueForAll(line => On(invoice, line.Line) >= line.Units)) is { } one)
            return [.. taken.Select((line, part) => (part, one.Id, line.Units))];
        var left = invoices.SelectMany(invoice => together.Select(line => (invoice.Id, line.Line, Units: On(invoice, line.Line)))).ToDictionary(held => (held.Id, held.Line), held => held.Units);
        return [.. taken.SelectMany((line, part) => Spread(line.Line, line.Units, left).Select(here => (part, here.Invoice, here.Units)))];
    }

    /// <summary>The invoice with a line of that external id.</summary>
    public OdooId<Invoice>? Holding(string key) =>
        view.ByName.TryGetValue(key, out var held) ? invoices.FindLast(invoice => invoice.Lines.Any(line => line.SaleLines.Contains(held.Id)))?.Id : null;

    private IEnumerable<(OdooId<Invoice> Invoice, int Units)> Spread(LineId line, int units, Dictionary<(OdooId<Invoice>, LineId), int> left)
    {
        foreach (var invoice in Enumerable.Reverse(invoices))
        {
            // What a credit note without an invoice of its own took back is on none of them: the first takes the rest.
            var here = invoice == invoices[0] ? units : Math.Min(units, left[(invoice.Id, line)]);
            if (here <= 0) continue;
            left[(invoice.Id, line)] -= here;
            units -= here;
            yield return (invoice.Id, here);
        }
    }

    private int On(InvoiceReading invoice, LineId line)
    {
        var ids = view.LinesOf(line).Select(one => one.Id).ToHashSet();
        decimal Units(IEnumerable<InvoiceReading> documents) => documents.SelectMany(one => one.Lines).Where(one => one.SaleLines.Any(ids.Contains)).Sum(one => one.Quantity);
        return (int)(Math.Max(0m, Units([invoice]) - Units(credited.Where(note => note.Reverses == invoice.Id))) / view.EachOf(line));
    }
}
