using Tandem.Sync.Invoices;
using Tandem.Sync.Pickings;

namespace Tandem.Sync.Sales;

/// <summary>How far an order is in Odoo: what was delivered and invoiced of each line, and every document that came of it.</summary>
public sealed record SaleProgress
{
    public required SaleOrderReading Order { get; init; }
    public IReadOnlyList<SaleLineProgress> Lines { get; init; } = [];

    /// <summary>Invoices and credit notes, cancelled ones too, oldest first.</summary>
    public IReadOnlyList<InvoiceReading> Invoices { get; init; } = [];

    /// <summary>Transfers out and back, cancelled ones too, oldest first.</summary>
    public IReadOnlyList<PickingReading> Pickings { get; init; } = [];
}

/// <summary>How far one line is (sale.order.line).</summary>
/// <param name="Invoiced">Invoiced less credited.</param>
/// <param name="ToInvoice">What Odoo would invoice now; negative when more is invoiced than ordered or delivered.</param>
/// <param name="InvoicedWhenDelivered">Odoo invoices what was delivered, not what was ordered.</param>
/// <param name="Delivers">It is delivered by a transfer: not a service.</param>
public sealed record SaleLineProgress(
    OdooId<SaleOrderLine> Line, decimal Ordered, decimal Delivered, decimal Invoiced, decimal ToInvoice, bool InvoicedWhenDelivered, bool Delivers);
