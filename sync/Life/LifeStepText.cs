using Tandem.Sync.Invoices;

namespace Tandem.Sync.Life;

/// <summary>A step in words, before it is taken.</summary>
public static class LifeStepText
{
    public static string Of(LifeStep step, LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var name = view.Progress.Order.Name;
        return step switch
        {
            LifeStep.ChangeLines change => $"{name} is to follow: {change.Why}.",
            LifeStep.CancelOrder => $"{name} is to be cancelled in Odoo.",
            LifeStep.CancelDraft => $"The draft invoice of {name} is to be cancelled.",
            LifeStep.MakeInvoice => $"{name} is to be invoiced.",
            LifeStep.Post { Document: var document } => $"The {(document.Kind == InvoiceKind.Invoice ? "invoice" : "credit note")} of {name} over {new Money(document.Total, document.Currency)} is to be posted.",
            LifeStep.Pay { Payment: { Inbound: true } payment } => $"The payment of {payment.Amount} is to be registered in Odoo ({payment.Memo}).",
            LifeStep.Pay { Payment: var payment } => $"The repayment of {payment.Amount} is to be registered in Odoo ({payment.Memo}).",
            LifeStep.Settle { Document: var document, Payment: var payment } => $"What is left of {payment.Name ?? payment.Memo} is to be set against {document.Name}.",
            LifeStep.Credit { Note: var note } => $"A credit note is to be made for {note.Reference}.",
            LifeStep.Net net => $"The credit note {net.Note.Name} is to be set against {net.Invoice.Name}.",
            LifeStep.CancelTransfer cancel => $"{cancel.Picking.Name} is to be cancelled in Odoo: {cancel.Why}.",
            LifeStep.Return back => $"A return is to be made for {back.Delivery.Name}.",
            LifeStep.Validate validate => $"{validate.Picking.Name} is to be completed in Odoo.",
            LifeStep.TrackInOdoo track => $"{track.Picking.Name} is to carry the tracking number of Shopify's fulfillment.",
            LifeStep.Fulfill sent => $"Shopify is to be told that {sent.Picking.Name} left.",
            LifeStep.MoveFulfillment move => $"What is to be sent is to be assigned in Shopify to location {move.To}, from which it left.",
            LifeStep.Track => $"A fulfillment of order {view.Order.Name} is to get the tracking number that stands in Odoo.",
            LifeStep.Link found => $"{found.Picking.Name} is to be linked to {found.Fulfillment.Name} in Shopify.",
            _ => $"Order {view.Order.Name} has another step to take.",
        };
    }
}
