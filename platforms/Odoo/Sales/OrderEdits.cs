using System.Net;
using System.Text.RegularExpressions;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>Changes orders that Odoo holds already: one call to look, one that writes everything and reads the order back.</summary>
/// <param name="module">The shop's module for external ids (<see cref="ShopDomain.OdooModule"/>).</param>
public sealed partial class OrderEdits(IOdoo odoo, OdooProfile profile, string module)
{
    private static readonly Specification Before = Specification
        .Of(["name", "state", "locked", .. EditValues.KeptWithPartners])
        .With("order_line", Specification.Of("product_uom_qty", "qty_delivered"))
        .With("picking_ids", Specification.Of("state", "return_id"));

    private readonly Specification specification = SaleOrderText.Specification(profile.Fields);

    /// <summary>Makes the edit in one transaction. Lines that come on are added by <see cref="SaleOrders.LoadLines"/>.</summary>
    public async Task<EditOutcome> Change(OdooId<SaleOrder> order, OrderEdit edit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var found = await odoo.WebRead(SaleOrder.Model, [order.Value], Before, profile.Context, cancellation);
        if (found.Count == 0) return new EditOutcome.Gone(order);
        if (Refuse(found[0], edit) is { } refused) return refused;
        var values = EditValues.Of(found[0], edit, profile.Fields);
        var call = new OdooCall(SaleOrder.Model, "web_save")
        {
            Ids = [order.Value],
            Arguments = [new("vals", values), new("specification", specification.Fields)],
            Context = profile.Context,
            // The values are absolute; only a deleted line cannot be deleted again.
            Repeatable = edit.Removed.Count == 0,
        };
        var after = OdooRecord.All(await odoo.Call(call, cancellation))[0];
        if (edit.Partners is { } partners) await Readdress(found[0], partners.Delivery, cancellation);
        return new EditOutcome.Changed(SaleOrderText.Read(after, profile.Fields));
    }

    /// <summary>The words of an order's note, without its form; null when there are none, or no order.</summary>
    public async Task<string?> Note(OdooId<SaleOrder> order, CancellationToken cancellation)
    {
        var found = await odoo.Read(SaleOrder.Model, [order.Value], ["note"], profile.Context, cancellation);
        return found.Count == 0 || found[0].Text("note") is not { } html ? null : WebUtility.HtmlDecode(Tag().Replace(html, " "));
    }

    /// <summary>The names that lines were loaded under, such as <c>line_123</c>; a line of somebody else's is missing.</summary>
    public async Task<IReadOnlyDictionary<OdooId<SaleOrderLine>, string>> ExternalIdsOf(IReadOnlyList<OdooId<SaleOrderLine>> lines, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0) return new Dictionary<OdooId<SaleOrderLine>, string>();
        var call = new OdooCall(SaleOrderLine.Model, "get_metadata") { Ids = [.. lines.Select(line => line.Value)], Context = profile.Context, Repeatable = true };
        var own = $"{module}.";
        // A line may have further names, such as one that an export gave it.
        return OdooRecord.All(await odoo.Call(call, cancellation))
            .Select(line => (Line: line.IdOf<SaleOrderLine>(), Name: line.Records("xmlids").Select(name => name.Text("xmlid")!)
                .FirstOrDefault(name => name.StartsWith(own, StringComparison.Ordinal))))
            .Where(line => line.Name is not null).ToDictionary(line => line.Line, line => line.Name![own.Length..]);
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    private static EditOutcome? Refuse(OdooRecord order, OrderEdit edit)
    {
        var state = SaleOrderText.State(order.Text("state"));
        var delivered = order.Records("order_line").ToDictionary(line => line.IdOf<SaleOrderLine>(), line => line.Amount("qty_delivered"));
        // A line of a quotation that is gone is as it is to be.
        var removed = edit.Removed.Where(line => state == SaleState.Sale || delivered.ContainsKey(line)).Select(line => (line, 0m));
        return EditRefusal.Of(order.IdOf<SaleOrder>(), order.Text("name") ?? "", state, order.Flag("locked"), [.. edit.Lines.Select(line => (line.Line, line.Quantity)), .. removed], delivered);
    }

    /// <summary>Open transfers keep the old address when the order's changes: Odoo only tells a person.</summary>
    private async Task Readdress(OdooRecord order, OdooId<Partner> delivery, CancellationToken cancellation)
    {
        var open = order.Records("picking_ids").Where(picking => picking.Text("state") is not ("done" or "cancel") && picking.Link("return_id") is null).Select(picking => picking.Id).ToList();
        if (open.Count > 0) await odoo.Write(Picking.Model, open, new Dictionary<string, object?> { ["partner_id"] = delivery }, profile.Context, cancellation);
    }
}
