using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>The wizard that invoices orders: <c>sale.advance.payment.inv</c>.</summary>
internal sealed class InvoiceWizards : Behaviour
{
    private const string Nothing =
        "Cannot create an invoice. No items are available to invoice.\n\nTo resolve this issue, please ensure that:\n"
        + "   • The products have been delivered before attempting to invoice them.\n   • The invoicing policy of the product is configured correctly.\n\n"
        + "If you want to invoice based on ordered quantities instead:\n"
        + "   • For consumable or storable products, open the product, go to the 'General Information' tab and change the 'Invoicing Policy' from 'Delivered Quantities' to 'Ordered Quantities'.\n"
        + "   • For services (and other products), change the 'Invoicing Policy' to 'Prepaid/Fixed Price'.\n";

    public override string Model => "sale.advance.payment.inv";

    public override IReadOnlyList<Method> Methods => [Method.OnRecords("create_invoices()", CreateInvoices, "SaleAdvancePaymentInv")];

    public override string? DisplayName(Env env, Row row) => $"{Model},{row.Id}";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("advance_payment_method", "delivered");
        values.TryAdd("consolidated_billing", true);
        values.TryAdd("deduct_down_payments", true);
        if (!values.ContainsKey("sale_order_ids")) values["sale_order_ids"] = env.Context.GetValueOrDefault("active_ids");
    }

    private object? CreateInvoices(Env env, Call call)
    {
        var orders = env.Row(Model, call.Ids[0]).Links("sale_order_ids").Select(id => env.Row("sale.order", id)).ToList();
        Access.CheckRows(env, "sale.order", orders, "write");
        var made = orders.Select(order => (Order: order, Lines: OrderAmounts.Lines(env, order).Where(line => SoldQuantities.ToInvoice(env, line) != 0m).ToList()))
            .Where(one => one.Lines.Count > 0).Select(one => Invoice(env.Sudo(), one.Order, one.Lines)).ToList();
        if (made.Count == 0) throw OdooException.User(Nothing);
        var action = new Dictionary<string, object?> { ["name"] = "Invoices", ["type"] = "ir.actions.act_window", ["res_model"] = Moves.Name, ["target"] = "current" };
        if (made.Count == 1) action["res_id"] = made[0].Id;
        return action;
    }

    private static Row Invoice(Env env, Row order, List<Row> lines)
    {
        // What comes to less than nothing becomes a credit note.
        var total = lines.Sum(line => SoldQuantities.ToInvoice(env, line) * line.Number("price_unit"));
        var sign = total < 0m ? -1m : 1m;
        return Writing.Create(env, Moves.Name, new Dictionary<string, object?>
        {
            ["move_type"] = total < 0m ? "out_refund" : "out_invoice", ["company_id"] = order.Link("company_id"), ["currency_id"] = order.Link("currency_id"),
            ["partner_id"] = order.Link("partner_invoice_id") ?? order.Link("partner_id"), ["partner_shipping_id"] = order.Link("partner_shipping_id"),
            ["ref"] = order.Text("client_order_ref"), ["invoice_origin"] = order.Text("name"), ["invoice_payment_term_id"] = order.Link("payment_term_id"),
            ["invoice_line_ids"] = lines.Select(line => (object?)new List<object?> { 0L, 0L, Line(env, line, sign) }).ToList(),
        });
    }

    private static Dictionary<string, object?> Line(Env env, Row line, decimal sign)
    {
        var product = env.Linked(line, "product_id", "product.product") is { } one ? env.DisplayName("product.product", one) : "";
        var name = line.Text("name") ?? "";
        return new Dictionary<string, object?>
        {
            ["product_id"] = line.Link("product_id"),
            ["name"] = product.Length == 0 || name.Contains(product, StringComparison.Ordinal) ? name : $"{product}{(env.Is19 ? "\n" : " ")}{name}",
            ["quantity"] = sign * SoldQuantities.ToInvoice(env, line),
            ["price_unit"] = line.Number("price_unit"),
            ["discount"] = line.Number("discount"),
            ["tax_ids"] = line.Links(OrderLines.TaxField(env)).Select(id => (object?)(long)id).ToList(),
            ["sale_line_ids"] = new List<object?> { (long)line.Id },
        };
    }
}
