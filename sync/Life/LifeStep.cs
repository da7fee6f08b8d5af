using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>One step that brings the two sides of a booked order nearer to agreement; each is safe to plan again.</summary>
public abstract record LifeStep
{
    private LifeStep() { }

    /// <summary>Changes lines of the order in Odoo and adds those that are new.</summary>
    /// <param name="Why">For the activity, such as <c>the order was edited in Shopify</c>.</param>
    public sealed record ChangeLines(IReadOnlyList<LineChange> Changes, IReadOnlyList<SaleLineDraft> Additions, string Why) : LifeStep
    {
        /// <summary>The same lines by their names, as they are then to be remembered.</summary>
        public IReadOnlyList<LineWriting> Writes { get; init; } = [];
    }

    /// <summary>Cancels the order in Odoo.</summary>
    public sealed record CancelOrder : LifeStep;

    /// <summary>Cancels an invoice that was never posted.</summary>
    public sealed record CancelDraft(InvoiceReading Document) : LifeStep;

    /// <summary>Invoices what is to be invoiced now.</summary>
    public sealed record MakeInvoice(DocumentTerms On) : LifeStep;

    /// <summary>Posts an invoice or credit note that agrees.</summary>
    public sealed record Post(InvoiceReading Document, DocumentTerms On) : LifeStep;

    /// <summary>Registers a payment, in or out.</summary>
    public sealed record Pay(PaymentDraft Payment) : LifeStep;

    /// <summary>Sets what a payment has left against a document that it pays too.</summary>
    public sealed record Settle(InvoiceReading Document, PaymentReading Payment) : LifeStep;

    /// <summary>Sets a credit note against an invoice, as far as both have something open.</summary>
    public sealed record Net(InvoiceReading Invoice, InvoiceReading Note) : LifeStep;

    /// <summary>Makes the credit note of a refund, still a draft.</summary>
    public sealed record Credit(CreditNoteDraft Note) : LifeStep;

    /// <summary>Makes the incoming transfer for goods that came back.</summary>
    /// <param name="To">The warehouse that they come to; null for that which they left.</param>
    public sealed record Return(PickingReading Delivery, IReadOnlyDictionary<OdooId<Move>, decimal> Quantities, string Trace, OdooId<Warehouse>? To) : LifeStep;

    /// <summary>Cancels an open transfer that is no longer wanted.</summary>
    /// <param name="Why">For the activity.</param>
    public sealed record CancelTransfer(PickingReading Picking, string Why) : LifeStep;

    /// <summary>Completes a transfer with these quantities; what is left becomes a backorder.</summary>
    public sealed record Validate(PickingReading Picking, IReadOnlyDictionary<OdooId<Move>, decimal> Quantities) : LifeStep;

    /// <summary>Writes a tracking number on a transfer in Odoo.</summary>
    public sealed record TrackInOdoo(PickingReading Picking, string Number) : LifeStep;

    /// <summary>Tells Shopify that goods left.</summary>
    public sealed record Fulfill(PickingReading Picking, IReadOnlyList<FulfilledPart> Parts, ShopTracking? Tracking, bool NotifyCustomer) : LifeStep;

    /// <summary>Moves what is to be sent to the location that sent it.</summary>
    public sealed record MoveFulfillment(FulfillmentOrderId FulfillmentOrder, LocationId To, IReadOnlyList<(FulfillmentOrderLineId Line, int Quantity)> Lines) : LifeStep;

    /// <summary>Corrects a fulfillment's tracking in Shopify.</summary>
    public sealed record Track(FulfillmentId Fulfillment, ShopTracking Tracking, bool NotifyCustomer) : LifeStep;

    /// <summary>Remembers that a fulfillment in Shopify is that of a transfer.</summary>
    public sealed record Link(PickingReading Picking, ShopFulfillment Fulfillment) : LifeStep;
}

/// <summary>How a line of the Odoo order is to read; all four are written, since Odoo resets a price when only the quantity is.</summary>
public sealed record LineChange(OdooId<SaleOrderLine> Line, decimal Quantity, decimal PriceUnit, decimal Discount, IReadOnlyList<OdooId<Tax>> Taxes, string Name);

/// <summary>Part of one fulfillment order that was sent.</summary>
public sealed record FulfilledPart(FulfillmentOrderId FulfillmentOrder, FulfillmentOrderLineId Line, int Quantity);
