using Tandem.Odoo.Failures;
using Tandem.Odoo.Invoices;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>Reads how far orders are, with every document that came of them, in one call.</summary>
/// <param name="transfers">Read transfers too, which takes a right of its own.</param>
public sealed class SaleProgressBook(IOdoo odoo, OdooProfile profile, bool transfers = true)
{
    private readonly OdooInvoices invoices = new(odoo, profile.Context);

    private readonly Specification specification = WithTransfers(profile, transfers, SaleOrderText.Specification(profile.Fields)
        .With("order_line", SaleOrderText.LineSpecification(profile.Fields)
            .And("qty_delivered", "qty_invoiced", "qty_to_invoice")
            .With("product_id", Specification.Of("invoice_policy", "type")))
        .With("invoice_ids", InvoiceText.Specification().With("reversal_move_ids", InvoiceText.Specification())));

    /// <summary>Null when the order is gone.</summary>
    public async Task<SaleProgress?> Read(OdooId<SaleOrder> order, CancellationToken cancellation)
    {
        var found = await odoo.WebRead(SaleOrder.Model, [order.Value], specification, profile.Context, cancellation);
        return found.Count == 0 ? null : await Progress(found[0], cancellation);
    }

    /// <summary>Several at once; those that are gone are missing.</summary>
    public async Task<IReadOnlyList<SaleProgress>> ReadAll(IReadOnlyCollection<OdooId<SaleOrder>> orders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var read = new List<SaleProgress>();
        foreach (var order in await Those([.. orders.Select(order => order.Value)], cancellation)) read.Add(await Progress(order, cancellation));
        return read;
    }

    /// <summary>Of several records Odoo reads none where one of them is gone: those that are still there are asked for again.</summary>
    private async Task<IReadOnlyList<OdooRecord>> Those(IReadOnlyList<int> orders, CancellationToken cancellation)
    {
        var later = odoo.At(CallPriority.History);
        try
        {
            return await later.WebRead(SaleOrder.Model, orders, specification, profile.Context, cancellation);
        }
        catch (OdooException gone) when (gone.Failure is OdooFailure.RecordMissing)
        {
            var there = await later.SearchRead(SaleOrder.Model, Domain.Where("id", "in", orders.ToArray()), ["id"], profile.Context, cancellation, bare: true);
            return there.Count == 0 ? [] : await later.WebRead(SaleOrder.Model, [.. there.Select(order => order.Id)], specification, profile.Context, cancellation);
        }
    }

    /// <summary>Puts the date back that confirmation overwrote, and reads how far the order is, in the same call.</summary>
    public Task<SaleProgress> RestoreDate(OdooId<SaleOrder> order, DateTimeOffset date, CancellationToken cancellation) =>
        Save(order, new Dictionary<string, object?> { ["date_order"] = date }, profile.Context.With("tracking_disable", true), cancellation);

    /// <summary>Writes on an order and reads how far it is in the same call.</summary>
    /// <param name="values">Such that writing them twice is the same as once.</param>
    internal async Task<SaleProgress> Save(OdooId<SaleOrder> order, IReadOnlyDictionary<string, object?> values, OdooContext context, CancellationToken cancellation) =>
        await Progress(await odoo.WebSave(SaleOrder.Model, order.Value, values, specification, context, cancellation), cancellation);

    private async Task<SaleProgress> Progress(OdooRecord order, CancellationToken cancellation) => new()
    {
        Order = SaleOrderText.Read(order, profile.Fields),
        Lines = [.. order.Records("order_line").Where(line => line.Text("display_type") is null).Select(Line)],
        Invoices = await invoices.All(Documents(order), cancellation),
        Pickings = [.. (transfers ? order.Records("picking_ids") : []).OrderBy(picking => picking.Id).Select(PickingText.Read)],
    };

    /// <summary>An order lists only documents with one of its lines; a credit note of an amount without units hangs on its invoice alone.</summary>
    private static List<OdooRecord> Documents(OdooRecord order) =>
        [.. order.Records("invoice_ids").SelectMany(invoice => invoice.Records("reversal_move_ids").Prepend(invoice)).DistinctBy(move => move.Id)];

    private static Specification WithTransfers(OdooProfile profile, bool transfers, Specification order) =>
        transfers ? order.With("picking_ids", PickingText.Specification(profile.Fields)) : order;

    private static SaleLineProgress Line(OdooRecord line)
    {
        var product = line.Nested("product_id");
        return new SaleLineProgress(
            line.IdOf<SaleOrderLine>(),
            line.Amount("product_uom_qty"),
            line.Amount("qty_delivered"),
            line.Amount("qty_invoiced"),
            line.Amount("qty_to_invoice"),
            InvoicedWhenDelivered: product?.Text("invoice_policy") == "delivery",
            Delivers: product?.Text("type") is not (null or "service"));
    }
}
