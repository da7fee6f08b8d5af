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
                Invoices = [.. view.Progress.Invoices.Select(one => one.Id == posted.Document.Id ? one with { State = InvoiceState.Posted, Reference = posted.On.Reference } : one)],
            },
        },
        next => next is LifeStep.Pay);

    /// <summary>A credit note that was read back as it was written can be posted.</summary>
    public static Foresight Of(LifeView view, InvoiceReading note) => new(
        view with { Progress = view.Progress with { Invoices = [.. view.Progress.Invoices.Where(one => one.Id != note.Id), note] } },
        next => next is LifeStep.Post post && post.Document.Id == note.Id);

    /// <summary>A draft invoice that was just made and read back can be posted: what it takes is no longer offered for invoicing.</summary>
    public static Foresight OfInvoice(LifeView view, InvoiceReading draft)
    {
        var taken = draft.Lines.SelectMany(line => line.SaleLines.Select(sold => (Line: sold, line.Quantity))).ToLookup(part => part.Line, part => part.Quantity);
        var ahead = Of(view, draft);
        return ahead with
        {
            View = ahead.View with
            {
                Progress = ahead.View.Progress with
                {
                    Lines = [.. ahead.View.Progress.Lines.Select(line => line with { Invoiced = line.Invoiced + taken[line.Line].Sum(), ToInvoice = line.ToInvoice - taken[line.Line].Sum() })],
                },
            },
        };
    }

    /// <summary>A return that was read back as it was written can be received; validation looks at the transfer itself.</summary>
    public static Foresight Of(LifeView view, PickingReading back) => new(
        view with { Progress = view.Progress with { Pickings = [.. view.Progress.Pickings.Where(one => one.Id != back.Id), back] } },
        next => next is LifeStep.Validate validate && validate.Picking.Id == back.Id);

    private static bool IsSetOff(LifeView view, InvoiceReading document) =>
        document.Reverses is { } reversed && view.Progress.Invoices.Any(invoice => invoice.Id == reversed && invoice.Residual > 0m);
}
