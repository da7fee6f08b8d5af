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
        if (TakenBack(view) is { } note) return note.State == InvoiceState.Draft ? FlowPlan.Do(new LifeStep.CancelDraft(note)) : FlowPlan.Wait(TakenBack(view, note));
        if (view.Order.Refunds.Count == 0) return FlowPlan.Nothing;
        if (decisions.Payments.Invoice == InvoiceWhen.Leave || !decisions.Refunds.CreditNotes)
            return view.Order.Refunds.Any(refund => !refund.TotalRefunded.IsZero) && Invoices(view).Count > 0
                ? FlowPlan.Say($"Order {view.Order.Name} was refunded in Shopify; credit notes are left to people in Odoo.")
                : FlowPlan.Nothing;
        var failed = new FailedRepayments(view);
        var blockers = view.Order.Refunds.Where(refund => !IsPosted(view, refund)).Select(failed.Of).OfType<Blocker>().ToList();
        if (view.Progress.Invoices.Any(invoice => invoice is { Kind: InvoiceKind.Invoice, State: InvoiceState.Draft }) || Invoices(view).Count == 0)
            return FlowPlan.Wait([.. blockers]);
        foreach (var refund in view.Order.Refunds)
        {
            if (failed.Of(refund) is not null) continue;
            if (Next(view, refund) is not { } plan) continue;
            if (plan.Next is not null) return plan with { Blockers = [.. blockers, .. plan.Blockers] };
            blockers.AddRange(plan.Blockers);
        }

        return blockers.Count > 0 ? FlowPlan.Wait([.. blockers]) : FlowPlan.Say([.. view.Order.Refunds.Select(failed.Remark).OfType<string>()]);
    }

    /// <summary>The credit notes of a refund: those that name it, one for each invoice concerned; else one made by hand for the same amount.</summary>
    public static IReadOnlyList<InvoiceReading> NotesOf(LifeView view, ShopRefund refund)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(refund);
        var trace = Traces.Of(view.Order, refund);
        List<InvoiceReading> named = [.. Notes(view).Where(note => Traces.Carries(note.Reference, trace))];
        return named.Count > 0 ? named : ByHand(view, refund) is { } byHand ? [byHand] : [];
    }

    /// <summary>All credit notes of the refund are there and posted.</summary>
    public static bool IsPosted(LifeView view, ShopRefund refund) =>
        NotesOf(view, refund) is { Count: > 0 } notes && notes.All(note => note.State == InvoiceState.Posted) && notes.Count >= notes.Max(note => Traces.PartsIn(note.Reference));

    /// <summary>Nothing of the refund is left to credit: its notes are posted, or no invoice holds anything of it.</summary>
    public static bool IsCredited(LifeView view, ShopRefund refund) =>
        IsPosted(view, refund) || (NotesOf(view, refund).Count == 0 && Strange(view) is null && CreditPlanning.Of(view, refund) is CreditPlan.Nothing);

    internal static List<InvoiceReading> Invoices(LifeView view) =>
        [.. view.Progress.Invoices.Where(invoice => invoice is { Kind: InvoiceKind.Invoice, State: InvoiceState.Posted })];

    private static FlowPlan? Next(LifeView view, ShopRefund refund)
    {
        if (IsPosted(view, refund)) return null;
        var notes = NotesOf(view, refund);
        if (notes.Count == 0 && Strange(view) is { } strange && !refund.TotalRefunded.IsZero) return FlowPlan.Wait(MadeByHand(view, refund, strange));
        switch (CreditPlanning.Of(view, refund))
        {
            case CreditPlan.Blocked blocked:
                return FlowPlan.Wait([.. blocked.Blockers]);
            case CreditPlan.Ready ready:
                return ready.Notes.Select(planned => Next(view, refund, planned, Made(planned, ready.Notes.Count, notes)))
                    .FirstOrDefault(plan => plan is not null);
            default:
                return notes.FirstOrDefault(note => note.State == InvoiceState.Draft) is { } draft ? FlowPlan.Wait(Differs(view, refund, draft, 0m)) : null;
        }
    }

    private static FlowPlan? Next(LifeView view, ShopRefund refund, PlannedNote planned, InvoiceReading? note) => note switch
    {
        null => FlowPlan.Do(new LifeStep.Credit(planned.Note)),
        { State: InvoiceState.Posted } => null,
        _ when Traces.IsCopy(note.Reference, planned.Note.Reference) => FlowPlan.Do(new LifeStep.Credit(planned.Note)),
        _ when planned.Total != note.Total => FlowPlan.Wait(Differs(view, refund, note, planned.Total)),
        _ => FlowPlan.Do(new LifeStep.Post(note, planned.Note.Terms)),
    };

    private static InvoiceReading? Made(PlannedNote planned, int of, IReadOnlyList<InvoiceReading> notes) =>
        of == 1 && notes.Count > 0 ? notes[0] : notes.FirstOrDefault(note => note.Reverses == planned.Note.Invoice);

    private static IEnumerable<InvoiceReading> Notes(LifeView view) =>
        view.Progress.Invoices.Where(invoice => invoice.Kind == InvoiceKind.CreditNote && invoice.State != InvoiceState.Cancelled);

    /// <summary>A credit note of a refund that Shopify no longer has.</summary>
    private static InvoiceReading? TakenBack(LifeView view) =>
        Notes(view).FirstOrDefault(note => Traces.RefundIn(note.Reference) is { } named && !view.Order.Refunds.Any(refund => refund.Id == named));

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

    private static Blocker TakenBack(LifeView view, InvoiceReading note) => new(
        BlockerCode.RefundDiffers, $"order {view.Order.Id}",
        $"Order {view.Order.Name} has no refund {Traces.RefundIn(note.Reference)} in Shopify any more, but {InvoiceFlow.Called(note)} of {new Money(note.Total, note.Currency)} in Odoo credits it, with what was repaid. Cancel {InvoiceFlow.Called(note)} there (Reset to Draft, Cancel), or, if it stands for something else, write that as its reference. Then try again.",
        Role.Finance, HealsWithTime: true);

    private static Blocker MadeByHand(LifeView view, ShopRefund refund, InvoiceReading note) => new(
        BlockerCode.RefundDiffers, $"order {view.Order.Id}",
        $"The refund of {refund.TotalRefunded.In(view.Booking)} on order {view.Order.Name} has no credit note in Odoo yet, but somebody made {InvoiceFlow.Called(note)} of {new Money(note.Total, note.Currency)} by hand. If it is for this refund, write “{Traces.Of(view.Order, refund)}” into its reference; if not, write what it is for and cancel it or tell it apart. Then try again.",
        Role.Finance, HealsWithTime: true);

    private static Blocker Differs(LifeView view, ShopRefund refund, InvoiceReading draft, decimal wanted) => new(
        BlockerCode.RefundDiffers, $"order {view.Order.Id}",
        $"The credit note {InvoiceFlow.Called(draft)} for the refund of {refund.TotalRefunded.In(view.Booking)} on order {view.Order.Name} comes to {new Money(draft.Total, draft.Currency)} in Odoo instead of {new Money(wanted, draft.Currency)}, so it was not posted. Correct or delete the draft in Odoo, then try again.",
        Role.Finance, HealsWithTime: true);
}
