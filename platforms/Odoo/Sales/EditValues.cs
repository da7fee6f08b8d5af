using System.Net;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>An edit as the values of one write of the order.</summary>
internal static class EditValues
{
    private const string Pricelist = "pricelist_id";

    /// <summary>What Odoo would take anew from another customer, currency and salesman among it; stated so that it stays.</summary>
    public static IReadOnlyList<string> KeptWithPartners { get; } = [Pricelist, "user_id", "team_id", "payment_term_id", "fiscal_position_id"];

    public static Dictionary<string, object?> Of(OdooRecord order, OrderEdit edit, OdooFields fields)
    {
        var values = new Dictionary<string, object?>();
        if (edit.ClientOrderRef is { } reference) values["client_order_ref"] = reference;
        if (edit.Note is { } note) values["note"] = Html(note);
        if (edit.Partners is { } partners)
        {
            (values["partner_id"], values["partner_invoice_id"], values["partner_shipping_id"]) = (partners.Customer, partners.Invoice, partners.Delivery);
            // A confirmed order keeps its pricelist, and Odoo takes none for it, not even the same.
            foreach (var kept in KeptWithPartners.Where(field => field != Pricelist || !Confirmed(order))) values[kept] = order.Link(kept)?.Id ?? (object)false;
        }

        var lines = Lines(order, edit, fields);
        if (lines.Length > 0) values["order_line"] = lines;
        return values;
    }

    private static object[] Lines(OdooRecord order, OrderEdit edit, OdooFields fields)
    {
        var before = order.Records("order_line").ToDictionary(line => line.Id, line => line.Amount("product_uom_qty"));
        return
        [
            .. edit.Lines.Select(line => new object[] { 1, line.Line.Value, Line(line, before[line.Line.Value], fields) }),
            .. edit.Removed.Where(line => before.ContainsKey(line.Value)).Select(line => Confirmed(order)
                ? new object[] { 1, line.Value, new Dictionary<string, object?> { ["product_uom_qty"] = 0m } }
                : [2, line.Value, 0]),
        ];
    }

    private static Dictionary<string, object?> Line(LineEdit line, decimal before, OdooFields fields)
    {
        var values = new Dictionary<string, object?>
        {
            ["price_unit"] = line.PriceUnit,
            ["discount"] = line.Discount,
            [fields.SaleLineTaxes] = new object[] { new object[] { 6, 0, line.Taxes } },
        };
        // A quantity written anew, though the same, makes Odoo deliver again what came back.
        if (line.Quantity != before) values["product_uom_qty"] = line.Quantity;
        if (line.Name is { } name) values["name"] = name;
        return values;
    }

    private static bool Confirmed(OdooRecord order) => SaleOrderText.State(order.Text("state")) == SaleState.Sale;

    private static string Html(string text) => WebUtility.HtmlEncode(text).ReplaceLineEndings("<br/>");
}
