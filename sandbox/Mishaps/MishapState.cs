using System.Globalization;
using System.Text.RegularExpressions;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Shops;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Tandem.Sandbox.Mishaps;

/// <summary>Everything that both sides hold of one order, apart from ids, numbers and times; two lives that went alike read alike.</summary>
internal static partial class MishapState
{
    public static IReadOnlyList<string> Of(MishapHouse house, PracticeOrder order)
    {
        var state = new List<string>();
        var orders = house.Odoo.Records("sale.order").Where(record => (string?)record["client_order_ref"] == order.Name).ToList();
        foreach (var held in orders) Order(state, house, held);
        Payments(state, house, order);
        var partners = house.Odoo.Records("res.partner").Where(partner => partner["email"] is string mail && mail == order.Description.Customer!.Email);
        state.Add($"customers {partners.Count()}");
        Shopify(state, order);
        return state;
    }

    private static void Order(List<string> state, MishapHouse house, Row held)
    {
        state.Add($"order {held["state"]}: {Amount(held["amount_total"])} with tax {Amount(held["amount_tax"])}, {held["invoice_status"]}");
        foreach (var line in Of(house, "sale.order.line", "order_id", held))
            state.Add($"  {line["name"]}: {Amount(line["product_uom_qty"])} × {Amount(line["price_unit"])} − {Amount(line["discount"])} %, delivered {Amount(line["qty_delivered"])}, invoiced {Amount(line["qty_invoiced"])}, open {Amount(line["qty_to_invoice"])}");
        foreach (var move in house.Odoo.Records("account.move").Where(move => Equals(move["invoice_origin"], held["name"])))
        {
            state.Add($"{move["move_type"]} {move["state"]} {move["payment_state"]}: {Amount(move["amount_total"])}, left {Amount(move["amount_residual"])}, “{Text(move["ref"])}”");
            foreach (var line in Of(house, "account.move.line", "move_id", move).Where(line => line["product_id"] is not (null or false)))
                state.Add($"  {line["name"]}: {Amount(line["quantity"])} × {Amount(line["price_unit"])} − {Amount(line["discount"])} %");
        }

        foreach (var picking in Of(house, "stock.picking", "sale_id", held))
        {
            state.Add($"{picking["picking_type_code"]} {picking["state"]}, “{Text(picking["origin"])}”, {picking.GetValueOrDefault("carrier_tracking_ref")}");
            foreach (var move in Of(house, "stock.move", "picking_id", picking))
                state.Add($"  {move["product_id"]}: {Amount(move["quantity"])} of {Amount(move["product_uom_qty"])} {move["state"]}");
        }
    }

    private static void Payments(List<string> state, MishapHouse house, PracticeOrder order)
    {
        foreach (var payment in house.Odoo.Records("account.payment").Where(one => one["memo"] is string memo && memo.StartsWith(order.Name + " ", StringComparison.Ordinal)))
            state.Add($"payment {payment["payment_type"]} {payment["state"]}: {Amount(payment["amount"])}, journal {payment["journal_id"]}, “{Text(payment["memo"])}”");
    }

    private static void Shopify(List<string> state, PracticeOrder order)
    {
        state.Add($"Shopify {order.Data.Text("displayFinancialStatus")} {order.Data.Text("displayFulfillmentStatus")}, marked {order.Shop.Metafields.Of(order.Id).Count}");
        foreach (var sent in order.Data.Children("fulfillments"))
            state.Add($"  fulfillment {sent.Text("status")}: {string.Join(", ", sent.Children("fulfillmentLineItems").Select(line => line["quantity"]))}; {string.Join(", ", sent.Children("trackingInfo").Select(info => info.Text("number")))}");
    }

    private static IEnumerable<Row> Of(MishapHouse house, string model, string link, Row of) =>
        house.Odoo.Records(model).Where(record => record[link] is { } id && id is not false && Equals(Convert.ToInt64(id, CultureInfo.InvariantCulture), Convert.ToInt64(of["id"], CultureInfo.InvariantCulture)));

    private static string Amount(object? value) => value is null or false ? "–" : Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Text(object? value) => Numbers().Replace(value as string ?? "", "n");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
