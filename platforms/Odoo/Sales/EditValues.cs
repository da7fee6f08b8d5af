using System.Net;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
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

        var before = order.Records("order_line").ToDictionary(line => line.IdOf<SaleOrderLine>(), line => line.Amount("product_uom_qty"));
        object[] lines = [.. Lines(edit.Lines, before, fields), .. Removed(order, edit, before)];
        if (lines.Length > 0) values["order_line"] = lines;
        return values;
    }

    /// <param name="before">The quantities that the lines have now.</param>
    public static object[] Lines(IReadOnlyList<LineEdit> lines, IReadOnlyDictionary<OdooId<SaleOrderLine>, decimal> before, OdooFields fields) =>
        [.. lines.Select(line => new object[] { 1, line.Line.Value, Line(line, before[line.Line], fields) })];

    private static IEnumerable<object> Removed(OdooRecord order, OrderEdit edit, Dictionary<OdooId<SaleOrderLine>, decimal> before) =>
        edit.Removed.Where(before.ContainsKey).Select(line => Confirmed(order)
            ? new object[] { 1, line.Value, new Dictionary<string, object?> { ["product_uom_qty"] = 0m } }
            : [2, line.Value, 0]);

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
