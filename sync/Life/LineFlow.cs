using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Carries changed lines of an order into Odoo, each by itself: while nothing of it is delivered or invoiced, and while nobody changed it in Odoo; otherwise a person decides.</summary>
public static class LineFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Order.CancelledAt is not null) return FlowPlan.Nothing;
        var differences = LineDifferences.Of(view);
        if (differences.Count == 0) return FlowPlan.Nothing;
        var byHand = differences.Where(line => !Written(view).Left(line.Name, line.Held)).ToList();
        var onBoth = byHand.Where(line => !Written(view).Wrote(line.Name, line.Target)).ToList();
        var ours = differences.Except(byHand).ToList();
        var fewer = ours.Where(line => OnlyFewer(view, line)).ToList();
        var edits = ours.Except(fewer).ToList();
        var told = edits.Where(line => view.Rules.Orders.Edits == Following.Tell || Started(view, line)).ToList();

        var blockers = new List<Blocker>();
        if (byHand.Except(onBoth).ToList() is { Count: > 0 } inOdoo) blockers.Add(LineBlockers.ChangedInOdoo(view, inOdoo));
        if (onBoth.Count > 0) blockers.Add(LineBlockers.ChangedOnBothSides(view, onBoth, onBoth.Find(line => Started(view, line))));
        if (told.Count > 0) blockers.Add(LineBlockers.ChangedInShopify(view, told, told.Find(line => Started(view, line))));
        var carried = edits.Except(told).ToList();
        return new FlowPlan(Step(view, [.. fewer, .. carried], carried.Count > 0), blockers, []);
    }

    private static LineMarks Written(LifeView view) => view.Memory.Written;

    private static LifeStep.ChangeLines? Step(LifeView view, List<LineDifference> lines, bool edited) => lines.Count == 0 ? null : new LifeStep.ChangeLines(
        [.. lines.Where(line => line.Held is not null).Select(line => line.Target is { } target ? Change(line.Held!.Id, target) : Gone(line.Held!))],
        [.. lines.Where(line => line.Held is null).Select(line => line.Target!)],
        edited ? "the order was edited in Shopify" : "refunded units left the order")
    {
        Writes = [.. lines.Select(line => new LineWriting(line.Name, line.Target))],
    };

    /// <summary>Units that a refund took off: not an edit, and allowed after the invoice.</summary>
    private static bool OnlyFewer(LifeView view, LineDifference line) =>
        line is { Target: { } target, Held: { } held }
        && FulfilledUnits.LineOf(view, held.Id) is { } sold && view.Order.Lines.Any(one => one.Id == sold && one.RefundedQuantity > 0)
        && target.Quantity < held.Quantity && held.Quantity <= view.Draft.Lines.First(one => one.ExternalId == target.ExternalId).Quantity
        && LineDifferences.Same(target with { Quantity = held.Quantity }, held);

    private static bool Started(LifeView view, LineDifference line) => line.Held is { } held
        && (view.ProgressOf(held.Id) is { Delivered: > 0m }
            || view.Progress.Invoices.Any(invoice => invoice.State != InvoiceState.Cancelled && invoice.Lines.Any(one => one.SaleLines.Contains(held.Id))));

    private static LineChange Change(OdooId<SaleOrderLine> line, SaleLineDraft target) =>
        new(line, target.Quantity, target.PriceUnit, target.Discount, target.Taxes, target.Name);

    private static LineChange Gone(SaleLineReading held) => new(held.Id, 0m, held.PriceUnit, held.Discount, held.Taxes, held.Name);
}
