namespace Tandem.Sync.Decisions;

/// <summary>What happens in Odoo when something is asked of a booked order.</summary>
public enum Following
{
    /// <summary>It is carried over, as long as nothing forbids it.</summary>
    Carry,

    /// <summary>A person is told and does it.</summary>
    Tell,
}

/// <summary>When Odoo's invoice is made.</summary>
public enum InvoiceWhen
{
    /// <summary>People or rules in Odoo make invoices; Tandem makes none and registers no payments.</summary>
    Leave,
    OnConfirmation,

    /// <summary>Once Shopify says that the order is paid in full.</summary>
    OnPayment,

    /// <summary>Once everything that is delivered by a transfer has left; what Odoo invoices by delivered quantities, with each delivery.</summary>
    OnDelivery,
}

/// <summary>How invoices, credit notes and payments are made.</summary>
public enum DocumentsThrough
{
    /// <summary>By Odoo's own wizards, with every hook that a customised Odoo hangs there.</summary>
    Wizards,

    /// <summary>Created directly under an identity of their own; skips hooks.</summary>
    Directly,
}

/// <summary>How orders are invoiced and paid.</summary>
public sealed record PaymentDecision
{
    public InvoiceWhen Invoice { get; init; } = InvoiceWhen.Leave;

    /// <summary>Each transaction becomes a payment of the invoice.</summary>
    public bool Register { get; init; } = true;

    public DocumentsThrough Through { get; init; } = DocumentsThrough.Wizards;

    /// <summary>Which journal stands for which gateway.</summary>
    public IReadOnlyList<GatewayDecision> Gateways { get; init; } = [];

    /// <summary>The account for what rounding in cash took from payments or added to them.</summary>
    public OdooReference? CashRounding { get; init; }

    /// <summary>The account for what the rates of other days left between an order and its payments, where books and buyer differ in currency.</summary>
    public OdooReference? RateDifference { get; init; }

    /// <summary>The largest such difference, as a fraction of the document's total.</summary>
    public decimal RateDifferenceLimit { get; init; } = 0.02m;

    /// <summary>The payment terms in Odoo for Shopify's, by Shopify's name; empty writes only when an invoice is due.</summary>
    public IReadOnlyDictionary<string, OdooReference> Terms { get; init; } = new Dictionary<string, OdooReference>();
}

/// <param name="Gateway">Shopify's name of the gateway, such as <c>shopify_payments</c> or <c>gift_card</c>.</param>
/// <param name="Source">Only for orders from this source, such as <c>pos</c>; null for all others.</param>
public sealed record GatewayDecision(string Gateway, string? Source, OdooReference Journal);

/// <summary>What is done with goods that come back into stock.</summary>
public enum ReturnPolicy
{
    /// <summary>People make returns in Odoo.</summary>
    Leave,

    /// <summary>An incoming transfer is made, and received by people.</summary>
    Prepare,

    /// <summary>The incoming transfer is made and received.</summary>
    Receive,
}

/// <summary>How refunds and returns reach the books and the warehouse.</summary>
public sealed record RefundDecision
{
    /// <summary>Each refund becomes a credit note tied to the invoice; otherwise people make them.</summary>
    public bool CreditNotes { get; init; } = true;

    /// <summary>Each refund transaction becomes a payment of the credit note.</summary>
    public bool Register { get; init; } = true;

    public ReturnPolicy Returns { get; init; } = ReturnPolicy.Leave;
}

/// <summary>Who sends goods from a location.</summary>
public enum Ships
{
    /// <summary>Nothing is told to the other side.</summary>
    Nobody,

    /// <summary>A done transfer in Odoo becomes a fulfillment in Shopify.</summary>
    Odoo,

    /// <summary>A fulfillment in Shopify, by whomever, validates the transfer in Odoo.</summary>
    Shopify,
}

/// <summary>How deliveries are kept in step.</summary>
public sealed record FulfillmentDecision
{
    public IReadOnlyList<LocationDecision> Locations { get; init; } = [];

    /// <summary>Shopify writes to the customer about each fulfillment that Tandem makes.</summary>
    public bool NotifyCustomer { get; init; } = true;

    /// <summary>Shopify's name of a tracking company, by the carrier's name in Odoo.</summary>
    public IReadOnlyDictionary<string, string> Carriers { get; init; } = new Dictionary<string, string>();
}

/// <summary>How flows look after themselves.</summary>
public sealed record FlowDecision
{
    /// <summary>A flow pauses by itself after so many different records in a row were blocked by one cause; 0 never pauses it.</summary>
    public int PauseAfter { get; init; } = 10;
}

/// <summary>A Shopify location and the warehouse that it is in Odoo.</summary>
public sealed record LocationDecision(LocationId Location, OdooReference Warehouse, Ships Ships);
