using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>What a refund becomes, or why not.</summary>
public abstract record CreditPlan
{
    private CreditPlan() { }

    /// <param name="Notes">One for each invoice that holds something of it, the oldest first.</param>
    public sealed record Ready(IReadOnlyList<PlannedNote> Notes) : CreditPlan;

    /// <summary>No invoice holds anything of it.</summary>
    public sealed record Nothing : CreditPlan;

    public sealed record Blocked(IReadOnlyList<Blocker> Blockers) : CreditPlan;
}

/// <param name="Total">With taxes, as Shopify states it.</param>
public sealed record PlannedNote(CreditNoteDraft Note, decimal Total);

/// <summary>Computes a refund's credit note: its lines with their taxes to the cent, shipping, duties, and what the money differs by.</summary>
public static class CreditPlanning
{
    public static CreditPlan Of(LifeView view, ShopRefund refund)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(refund);
        if (IsCreditedByCancellation(view, refund)) return new CreditPlan.Nothing();
        var blockers = new List<Blocker>();
        var planned = CreditParts.Of(view, refund).GroupBy(part => part.Invoice).OrderBy(invoice => invoice.Key.Value)
            .Select(invoice => (invoice.Key, Parts: invoice.Select(part => Planned(view, part.Part, blockers)).OfType<PlannedPart>().ToList())).ToList();
        if (blockers.Count > 0) return new CreditPlan.Blocked([.. blockers.DistinctBy(blocker => blocker.Cause)]);
        planned = [.. planned.Where(invoice => ShapeChoice.Expected(invoice.Parts).Total != 0m)];
        if (planned.Count == 0) return new CreditPlan.Nothing();

        var notes = new List<PlannedNote>();
        foreach (var (invoice, parts) in planned)
        {
            var draft = Draft(view, refund, parts, notes.Count == 0 ? $"refund_{refund.Id}" : $"refund_{refund.Id}_{notes.Count + 1}");
            switch (Rounding.Complete(view.Order, draft, view.Rules, parts))
            {
                case Rounding.Outcome.Exact exact: notes.Add(new PlannedNote(Note(view, refund, invoice, exact.Draft), draft.Expected.Total)); break;
                case Rounding.Outcome.Rounded rounded: notes.Add(new PlannedNote(Note(view, refund, invoice, rounded.Draft), draft.Expected.Total)); break;
                case Rounding.Outcome.Refused refused: return new CreditPlan.Blocked([refused.Blocker]);
                case var other: throw new InvalidOperationException($"No rule for {other.GetType().Name}.");
            }
        }

        return new CreditPlan.Ready([.. notes.Select((one, part) => one with { Note = one.Note with { Reference = Traces.Of(view.Order, refund, part + 1, notes.Count) } })]);
    }

    /// <summary>Money that goes back after a cancellation took everything off the invoices pays what its credit note owes; another one would credit it twice.</summary>
    private static bool IsCreditedByCancellation(LifeView view, ShopRefund refund)
    {
        if (view.Order.CancelledAt is null || RefundFlow.NotesOf(view, refund).Count > 0) return false;
        var posted = view.Progress.Invoices.Where(one => one.State == InvoiceState.Posted).ToList();
        var notes = posted.Where(one => one.Kind == InvoiceKind.CreditNote).ToList();
        return notes.Exists(note => Traces.Carries(note.Reference, Traces.OfCancellation(view.Order)))
            && posted.Where(one => one.Kind == InvoiceKind.Invoice).Sum(invoice => invoice.Total) <= notes.Sum(note => note.Total);
    }

    private static SaleOrderDraft Draft(LifeView view, ShopRefund refund, List<PlannedPart> parts, string id) => new()
    {
        ExternalId = id,
        ClientOrderRef = view.Order.Name,
        Origin = "",
        DateOrder = refund.CreatedAt,
        Company = view.Rules.Company,
        Currency = view.Draft.Currency,
        Lines = new ShapeChoice(view.Rules, view.Draft.Currency).Choose(parts),
        Expected = ShapeChoice.Expected(parts),
    };

    private static PlannedPart? Planned(LifeView view, SoldPart part, List<Blocker> blockers)
    {
        var (taxes, taxBlockers) = new TaxMap(view.Order, view.Rules, booked: true).For(part);
        blockers.AddRange(taxBlockers);
        if (ProductOf(view, part) is not { } product)
        {
            blockers.Add(Unmapped(view, part));
            return null;
        }

        return taxBlockers.Count > 0 ? null : new LineShapes(view.Rules, view.Draft.Currency).Of(part, product, taxes);
    }

    /// <summary>The product that was sold, so that the credit note says what the invoice said.</summary>
    private static OdooId<Product>? ProductOf(LifeView view, SoldPart part) =>
        part.Key.StartsWith("adjustment_", StringComparison.Ordinal) ? view.Rules.LineProducts.Adjustment
        : view.ByName.TryGetValue(part.Key, out var held) ? held.Product
        : view.Draft.Lines.FirstOrDefault(line => line.ExternalId == part.Key)?.Product;

    private static Blocker Unmapped(LifeView view, SoldPart part) => part.Key.StartsWith("adjustment_", StringComparison.Ordinal)
        ? new Blocker(
            BlockerCode.AdjustmentUnmapped, "adjustment",
            $"A refund of order {view.Order.Name} has no credit note in Odoo: {new Money(part.Net, view.Draft.Currency)} of it belongs to no line, and no product is decided for that. Choose one under orders.lineProducts.adjustment; all refunds that wait for it then go on.",
            Role.Finance, "orders.lineProducts.adjustment")
        : new Blocker(
            BlockerCode.RefundDiffers, $"order {view.Order.Id}",
            $"A refund of order {view.Order.Name} has no credit note in Odoo: “{part.Title}” is refunded in Shopify, but is no line of {view.Progress.Order.Name}. Make the credit note by hand in Odoo for the refund's amount.",
            Role.Finance);

    private static CreditNoteDraft Note(LifeView view, ShopRefund refund, OdooId<Invoice> invoice, SaleOrderDraft draft) => new()
    {
        ExternalId = draft.ExternalId,
        Invoice = invoice,
        Reference = Traces.Of(view.Order, refund),
        Reason = refund.Note,
        Date = DateOnly.FromDateTime(refund.CreatedAt.UtcDateTime),
        Currency = draft.Currency,
        Lines = [.. draft.Lines.Where(line => line.Quantity != 0m).SelectMany(line => Linked(view, line))],
    };

    /// <summary>A line with units takes them back from the order lines that hold them, the main one first.</summary>
    private static IEnumerable<CreditLineDraft> Linked(LifeView view, SaleLineDraft line)
    {
        var name = line.ExternalId.EndsWith("_2", StringComparison.Ordinal) ? line.ExternalId[..^2] : line.ExternalId;
        var of = new[] { name, $"{name}_2" }.Select(key => view.ByName.GetValueOrDefault(key)).OfType<SaleLineReading>().ToList();
        var left = line.Quantity;
        foreach (var held in line.Role == LineRole.Rounding ? [] : of)
        {
            var open = Math.Max(0m, view.ProgressOf(held.Id)?.Invoiced ?? 0m);
            var units = held == of[^1] ? left : Math.Min(left, open);
            if (units <= 0m) continue;
            left -= units;
            yield return Line(line, units, held.Id);
        }

        if (left > 0m) yield return Line(line, left, null);
    }

    private static CreditLineDraft Line(SaleLineDraft line, decimal units, OdooId<SaleOrderLine>? sold) => new()
    {
        Product = line.Product,
        Quantity = units,
        PriceUnit = line.PriceUnit,
        Discount = line.Discount,
        Name = line.Name,
        Taxes = line.Taxes,
        SaleLine = sold,
    };
}
