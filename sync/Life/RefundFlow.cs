using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>Turns each refund of an invoiced order into exactly one credit note that is tied to the invoice and names the refund.</summary>
public static class RefundFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var decisions = view.Rules.Decisions;
        if (view.Order.Refunds.Count == 0) return FlowPlan.Nothing;
        if (decisions.Payments.Invoice == InvoiceWhen.Leave || !decisions.Refunds.CreditNotes)
            return view.Order.Refunds.Any(refund => !refund.TotalRefunded.IsZero) && Invoices(view).Count > 0
                ? FlowPlan.Say($"Order {view.Order.Name} was refunded in Shopify; credit notes are left to people in Odoo.")
                : FlowPlan.Nothing;
        if (view.Progress.Invoices.Any(invoice => invoice is { Kind: InvoiceKind.Invoice, State: InvoiceState.Draft })) return FlowPlan.Nothing;
        if (Invoices(view) is not [.., var invoice]) return FlowPlan.Nothing;

        var blockers = new List<Blocker>();
        foreach (var refund in view.Order.Refunds)
        {
            if (Next(view, refund, invoice) is not { } plan) continue;
            if (plan.Next is not null) return plan with { Blockers = [.. blockers, .. plan.Blockers] };
            blockers.AddRange(plan.Blockers);
        }

        return blockers.Count > 0 ? FlowPlan.Wait([.. blockers]) : FlowPlan.Nothing;
    }

    /// <summary>The credit note of a refund: the one that names it, else one made by hand for the same amount.</summary>
    public static InvoiceReading? NoteOf(LifeView view, ShopRefund refund)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(refund);
        var trace = Traces.Of(view.Order, refund);
        return Notes(view).FirstOrDefault(note => Traces.Carries(note.Reference, trace)) ?? ByHand(view, refund);
    }

    private static FlowPlan? Next(LifeView view, ShopRefund refund, InvoiceReading invoice)
    {
        switch (NoteOf(view, refund))
        {
            case { State: InvoiceState.Posted }:
                return null;
            case { } draft:
                var wanted = CreditPlanning.Of(view, refund, invoice.Id);
                if (wanted is CreditPlan.Blocked blocked) return FlowPlan.Wait([.. blocked.Blockers]);
                if (wanted is CreditPlan.Ready unfinished && Traces.IsCopy(draft.Reference, unfinished.Note.Reference)) return FlowPlan.Do(new LifeStep.Credit(unfinished.Note));
                return wanted is CreditPlan.Ready ready && ready.Total != draft.Total
                    ? FlowPlan.Wait(Differs(view, refund, draft, ready.Total))
                    : FlowPlan.Do(new LifeStep.Post(draft, DateOnly.FromDateTime(refund.CreatedAt.UtcDateTime), Traces.Of(view.Order, refund), null));
            default:
                if (Strange(view) is { } strange && !refund.TotalRefunded.IsZero) return FlowPlan.Wait(MadeByHand(view, refund, strange));
                return CreditPlanning.Of(view, refund, invoice.Id) switch
                {
                    CreditPlan.Ready planned => FlowPlan.Do(new LifeStep.Credit(planned.Note)),
                    CreditPlan.Blocked stopped => FlowPlan.Wait([.. stopped.Blockers]),
                    _ => null,
                };
        }
    }

    private static List<InvoiceReading> Invoices(LifeView view) =>
        [.. view.Progress.Invoices.Where(invoice => invoice is { Kind: InvoiceKind.Invoice, State: InvoiceState.Posted })];

    private static IEnumerable<InvoiceReading> Notes(LifeView view) =>
        view.Progress.Invoices.Where(invoice => invoice.Kind == InvoiceKind.CreditNote && invoice.State != InvoiceState.Cancelled);

    private static IEnumerable<InvoiceReading> Untraced(LifeView view) => Notes(view).Where(note =>
        !view.Order.Refunds.Any(refund => Traces.Carries(note.Reference, Traces.Of(view.Order, refund)))
        && !Traces.Carries(note.Reference, Traces.OfCancellation(view.Order)));

    private static InvoiceReading? ByHand(LifeView view, ShopRefund refund)
    {
        // Only refunds that no note names may claim one made by hand, each another one, in order.
        var free = Untraced(view).Where(note => note.State == InvoiceState.Posted).ToList();
        foreach (var other in view.Order.Refunds)
        {
            if (Notes(view).Any(note => Traces.Carries(note.Reference, Traces.Of(view.Order, other)))) continue;
            var same = free.Find(note => note.Total == other.TotalRefunded.In(view.Booking).Amount);
            if (other.Id == refund.Id) return same;
            if (same is not null) free.Remove(same);
        }

        return null;
    }

    private static InvoiceReading? Strange(LifeView view) =>
        Untraced(view).FirstOrDefault(note => !view.Order.Refunds.Any(refund => ByHand(view, refund)?.Id == note.Id));

    private static Blocker MadeByHand(LifeView view, ShopRefund refund, InvoiceReading note) => new(
        BlockerCode.RefundDiffers, $"order {view.Order.Id}",
        $"The refund of {refund.TotalRefunded.In(view.Booking)} on order {view.Order.Name} has no credit note in Odoo yet, but somebody made {InvoiceFlow.Called(note)} of {new Money(note.Total, note.Currency)} by hand. If it is for this refund, write “{Traces.Of(view.Order, refund)}” into its reference; if not, write what it is for and cancel it or tell it apart. Then try again.",
        Role.Finance, HealsWithTime: true);

    private static Blocker Differs(LifeView view, ShopRefund refund, InvoiceReading draft, decimal wanted) => new(
        BlockerCode.RefundDiffers, $"order {view.Order.Id}",
        $"The credit note {InvoiceFlow.Called(draft)} for the refund of {refund.TotalRefunded.In(view.Booking)} on order {view.Order.Name} comes to {new Money(draft.Total, draft.Currency)} in Odoo instead of {new Money(wanted, draft.Currency)}, so it was not posted. Correct or delete the draft in Odoo, then try again.",
        Role.Finance, HealsWithTime: true);
}
