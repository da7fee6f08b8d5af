using System.Globalization;
using Tandem.Sandbox.Odoo.Arithmetic;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Lines of quotations and orders: <c>sale.order.line</c>.</summary>
internal sealed class OrderLines : Behaviour
{
    private static readonly string[] Protected = ["product_id", "name", "price_unit", "product_uom", "product_uom_id", "product_uom_qty", "tax_id", "tax_ids"];

    public override string Model => "sale.order.line";

    public static string TaxField(Env env) => env.Is19 ? "tax_ids" : "tax_id";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("sequence", 10L);
        values.TryAdd("customer_lead", 0m);
        var section = Conversion.Truth(values.GetValueOrDefault("display_type"));
        values.TryAdd("product_uom_qty", section ? 0m : 1m);
        // What a line is born with counts as computed: a later change of quantity asks the pricelist again.
        if (values.TryGetValue("price_unit", out var given)) values["technical_price_unit"] = given;
        if (section || !Conversion.Truth(values.GetValueOrDefault("product_id"))) return;
        var product = env.Row("product.product", Conversion.Whole(values["product_id"]));
        var template = env.Row("product.template", product.Link("product_tmpl_id")!.Value);
        if (!values.ContainsKey("name"))
            values["name"] = env.DisplayName("product.product", product) + (template.Text("description_sale") is { } text ? $"\n{text}" : "");
        if (values.TryAdd("price_unit", template.Number("list_price"))) values["technical_price_unit"] = template.Number("list_price");
        if (!Conversion.Truth(values.GetValueOrDefault(UomField(env)))) values[UomField(env)] = template.Link("uom_id");
        if (values.ContainsKey(TaxField(env))) return;
        var company = env.Row("sale.order", Conversion.Whole(values["order_id"])).Link("company_id");
        values[TaxField(env)] = template.Links("taxes_id").Where(id => env.Row("account.tax", id).Link("company_id") == company).Select(id => (object?)(long)id).ToList();
    }

    public override object? Stored(Env env, FieldDefinition field, object? value) => field.Name switch
    {
        "price_unit" when !env.Is19 => OdooRounding.ToDigits((decimal)value!, Digits(env, "Product Price")),
        "discount" => OdooRounding.ToDigits((decimal)value!, Digits(env, "Discount")),
        "product_uom_qty" => OdooRounding.ToDigits((decimal)value!, Digits(env, env.Is19 ? "Product Unit" : "Product Unit of Measure")),
        _ => value,
    };

    public override void Created(Env env, Row row)
    {
        Settle(env, row);
        var order = env.Row("sale.order", row.Link("order_id")!.Value);
        if (order.Text("state") != "sale") return;
        Chatter.Post(env);
        Procurement.Follow(env, order, row);
    }

    public override void Changing(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        var order = env.Row("sale.order", row.Link("order_id")!.Value);
        if (order.Flag("locked") && Protected.Concat(env.Is19 ? ["discount"] : []).Where(name => values.ContainsKey(name)).ToList() is { Count: > 0 } touched)
            throw OdooException.User("It is forbidden to modify the following fields in a locked order:\n" + string.Join("\n", touched.Select(name => env.Model(Model).Field(name)?.Label)));
        if (order.Text("state") != "sale" || !values.TryGetValue("product_uom_qty", out var asked)) return;
        Chatter.Post(env);
        if (Conversion.Number(asked ?? 0L) < Stock.Delivered(env, row))
            throw OdooException.User("The ordered quantity of a sale order line cannot be decreased below the amount already delivered. Instead, create a return in your inventory.");
    }

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (!values.ContainsKey("price_unit") && (values.ContainsKey("product_uom_qty") || values.ContainsKey("product_id"))) Reprice(env, row);
        Settle(env, row);
        var order = env.Row("sale.order", row.Link("order_id")!.Value);
        if (order.Text("state") == "sale" && values.ContainsKey("product_uom_qty")) Procurement.Follow(env, order, row);
    }

    public override void Unlinking(Env env, Row row)
    {
        if (!env.Context.ContainsKey("practice_whole_order") && env.Row("sale.order", row.Link("order_id")!.Value).Text("state") == "sale" && row.Text("display_type") is null)
            throw OdooException.User("Once a sales order is confirmed, you can't remove one of its lines (we need to track if something gets invoiced or delivered).\n                Set the quantity to 0 instead.");
        OrderAmounts.Forget(env, row.Link("order_id")!.Value);
    }

    public override string? DisplayName(Env env, Row row)
    {
        var product = env.Linked(row, "product_id", "product.product");
        return $"{env.Linked(row, "order_id", "sale.order")?.Text("name")} - {(product is null ? row.Text("name") : env.DisplayName("product.product", product))}";
    }

    public override object? Compute(Env env, Row row, FieldDefinition field)
    {
        var order = env.Linked(row, "order_id", "sale.order");
        return field.Name switch
        {
            "state" => order?.Text("state"),
            "company_id" or "currency_id" or "warehouse_id" => order?[field.Name],
            "order_partner_id" => order?["partner_id"],
            "salesman_id" => order?["user_id"],
            "product_template_id" => env.Linked(row, "product_id", "product.product")?.Link("product_tmpl_id"),
            "product_type" => Template(env, row)?.Text("type"),
            "qty_delivered" => Stock.Delivered(env, row),
            "qty_invoiced" => SoldQuantities.Invoiced(env, row),
            "qty_to_invoice" => SoldQuantities.ToInvoice(env, row),
            "invoice_status" => SoldQuantities.Status(env, row),
            _ => row[field.Name],
        };
    }

    public static Row? Template(Env env, Row line) =>
        env.Linked(line, "product_id", "product.product") is { } product ? env.Linked(product, "product_tmpl_id", "product.template") : null;

    public static string UomField(Env env) => env.Is19 ? "product_uom_id" : "product_uom";

    /// <summary>Takes the product's price again unless somebody wrote a price into the line after its birth.</summary>
    private static void Reprice(Env env, Row row)
    {
        var (computed, price) = (row.Number("technical_price_unit"), row.Number("price_unit"));
        var manual = env.Is19 ? OdooRounding.ToDigits(computed, 2) != OdooRounding.ToDigits(price, 2) : computed != price;
        if (manual || Template(env, row) is not { } template) return;
        env.Set("sale.order.line", row, "price_unit", template.Number("list_price"));
        env.Set("sale.order.line", row, "technical_price_unit", template.Number("list_price"));
    }

    public static int Digits(Env env, string precision) =>
        (int)(env.Database["decimal.precision"].Rows.FirstOrDefault(row => row.Text("name") == precision)?.Number("digits") ?? 2m);

    /// <summary>price_tax is a plain float in Odoo, the difference of two floats, and shows it: 3.3000000000000043.</summary>
    private static decimal FloatDifference(decimal total, decimal subtotal) =>
        decimal.Parse(((double)total - (double)subtotal).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private void Settle(Env env, Row row)
    {
        var order = env.Row("sale.order", row.Link("order_id")!.Value);
        var amounts = DocumentAmounts.OfLine(OrderAmounts.Line(env, row), OrderAmounts.Rules(env, order));
        env.Set(Model, row, "price_subtotal", amounts.Subtotal);
        env.Set(Model, row, "price_tax", FloatDifference(amounts.Total, amounts.Subtotal));
        env.Set(Model, row, "price_total", amounts.Total);
        OrderAmounts.Forget(env, order.Id);
        Companies.Check(env, Model, row, DisplayName(env, row)!, order.Link("company_id"), "product_id", TaxField(env));
    }
}
