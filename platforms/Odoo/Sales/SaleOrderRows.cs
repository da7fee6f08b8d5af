using System.Globalization;
using System.Net;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>A draft as the rows of Odoo's import: the header on the first row only, one row for each line.</summary>
internal static class SaleOrderRows
{
    public static LoadTable Of(SaleOrderDraft draft, OrderPartners partners, OdooFields fields, bool confirmed)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(partners);
        var header = Header(draft, partners, confirmed).ToList();
        var lineColumns = LineColumns(fields).Select(column => $"order_line/{column}");
        var blank = header.Select(_ => "").ToList();
        List<IReadOnlyList<string>> rows = [.. draft.Lines.Select((line, index) => (IReadOnlyList<string>)[.. index == 0 ? header.Select(cell => cell.Value) : blank, .. LineCells(line)])];
        if (rows.Count == 0) rows.Add([.. header.Select(cell => cell.Value), .. LineColumns(fields).Select(_ => "")]);
        return new LoadTable([.. header.Select(cell => cell.Column), .. lineColumns], rows);
    }

    public static LoadTable OfLines(OdooId<SaleOrder> order, IReadOnlyList<SaleLineDraft> lines, OdooFields fields) =>
        new(["order_id/.id", .. LineColumns(fields)], [.. lines.Select(line => (IReadOnlyList<string>)[order.ToString(), .. LineCells(line)])]);

    private static IEnumerable<(string Column, string Value)> Header(SaleOrderDraft draft, OrderPartners partners, bool confirmed)
    {
        yield return ("id", draft.ExternalId);
        yield return ("company_id/.id", draft.Company.ToString());
        yield return ("partner_id/.id", partners.Customer.ToString());
        yield return ("partner_invoice_id/.id", partners.Invoice.ToString());
        yield return ("partner_shipping_id/.id", partners.Delivery.ToString());
        yield return ("client_order_ref", draft.ClientOrderRef);
        yield return ("origin", draft.Origin);
        yield return ("date_order", OdooJson.Text(draft.DateOrder));
        // Stated even when empty: Odoo would take the customer's pricelist, in whatever currency, and this user as salesman.
        yield return ("pricelist_id/.id", draft.Pricelist?.ToString() ?? "");
        yield return ("user_id/.id", "");
        if (draft.Warehouse is { } warehouse) yield return ("warehouse_id/.id", warehouse.ToString());
        if (draft.SalesTeam is { } team) yield return ("team_id/.id", team.ToString());
        // On the order alone: Odoo prices a delivery only in its dialogue, and hands the method on to the transfers.
        if (draft.DeliveryMethod is { } method) yield return ("carrier_id/.id", method.ToString());
        if (draft.Note is { } note) yield return ("note", Html(note));
        if (draft.Term is { } term) yield return ("payment_term_id/.id", term.ToString());
        if (confirmed) yield return ("state", "sale");
    }

    private static string[] LineColumns(OdooFields fields) =>
        ["id", "product_id/.id", "name", "product_uom_qty", "price_unit", "discount", $"{fields.SaleLineTaxes}/.id"];

    // An empty cell of taxes means none; left out, Odoo would add the product's own.
    private static string[] LineCells(SaleLineDraft line) =>
    [
        line.ExternalId, line.Product.ToString(), line.Name, Text(line.Quantity), Text(line.PriceUnit), Text(line.Discount),
        string.Join(",", line.Taxes.Select(tax => tax.ToString())),
    ];

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(text).ReplaceLineEndings("<br/>");
}
