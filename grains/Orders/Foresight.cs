using Tandem.Sync.Invoices;
using Tandem.Sync.Life;
using Tandem.Sync.Pickings;

namespace Tandem.Grains.Orders;

/// <summary>What a step's own answer says of the next look, which is left out for the step that naturally follows.</summary>
/// <param name="Covers">Whether a step may be taken on this alone.</param>
internal sealed record Foresight(LifeView View, Func<LifeStep, bool> Covers)
{
    /// <summary>What was just posted can be paid; null for what Odoo sets against its invoice at once, so that nobody knows what it has left.</summary>
    public static Foresight? Of(LifeView view, LifeStep.Post posted) => IsSetOff(view, posted.Document) ? null : new(
        view with
        {
            Progress = view.Progress with
            {
                Invoices = [.. view.Progress.Invoices.Select(one => one.Id == posted.Document.Id ? one with { State = InvoiceState.Posted, Reference = posted.Reference } : one)],
            },
        },
        next => next is LifeStep.Pay);

    /// <summary>A credit note that was read back as it was written can be posted.</summary>
    public static Foresight Of(LifeView view, InvoiceReading note) => new(
        view with { Progress = view.Progress with { Invoices = [.. view.Progress.Invoices.Where(one => one.Id != note.Id), note] } },
        next => next is LifeStep.Post post && post.Document.Id == note.Id);

    /// <summary>A return that was read back as it was written can be received; validation looks at the transfer itself.</summary>
    public static Foresight Of(LifeView view, PickingReading back) => new(
        view with { Progress = view.Progress with { Pickings = [.. view.Progress.Pickings.Where(one => one.Id != back.Id), back] } },
        next => next is LifeStep.Validate validate && validate.Picking.Id == back.Id);

    private static bool IsSetOff(LifeView view, InvoiceReading document) =>
        document.Reverses is { } reversed && view.Progress.Invoices.Any(invoice => invoice.Id == reversed && invoice.Residual > 0m);
}
