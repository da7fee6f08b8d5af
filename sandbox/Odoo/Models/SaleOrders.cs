using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Quotations and orders: <c>sale.order</c>.</summary>
internal sealed class SaleOrders : Behaviour
{
    public override string Model => "sale.order";

    public override IReadOnlyList<Method> Methods =>
    [
        Method.OnRecords("action_confirm()", OrderFlow.Confirm, "SaleOrder"),
        Method.OnRecords("action_cancel()", OrderFlow.Cancel, "SaleOrder"),
        Method.OnRecords("action_draft()", OrderFlow.Draft, "SaleOrder"),
        Method.OnRecords("action_lock()", (env, call) => OrderFlow.Lock(env, call, true), "SaleOrder"),
        Method.OnRecords("action_unlock()", (env, call) => OrderFlow.Lock(env, call, false), "SaleOrder"),
    ];

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        if (values.GetValueOrDefault("company_id") is not { } asked || !Conversion.Truth(asked)) values["company_id"] = (long)env.Company;
        var company = Conversion.Whole(values["company_id"]);
        if (!env.Root && !env.UserRow.Links("company_ids").Contains(company)) throw OdooException.Access("Access to unauthorized or invalid companies.");
        if (!Conversion.Truth(values.GetValueOrDefault("name"))) values["name"] = $"S{env.Database.Next("sale.order"):D5}";
        values.TryAdd("state", "draft");
        if (!Conversion.Truth(values.GetValueOrDefault("date_order"))) values["date_order"] = env.Now;
        values.TryAdd("picking_policy", "direct");
        values.TryAdd("require_signature", true);
        values.TryAdd("validity_date", Later(env, 30));
        OfCompany(env, values, company);
        if (Conversion.Truth(values.GetValueOrDefault("partner_id"))) OfPartner(env, values);
        values.Remove("currency_id");
    }

    public override void Created(Env env, Row row)
    {
        Settle(env, row);
        if (row.Text("state") == "sale") OrderFlow.Confirmed(env, row);
    }

    public override void Changing(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (row.Text("state") == "sale" && values.ContainsKey("order_line")) Chatter.Post(env);
        if (row.Text("state") == "sale" && values.ContainsKey("pricelist_id")) throw OdooException.User("You cannot change the pricelist of a confirmed order !");
    }

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (values.ContainsKey("partner_id")) TakeFromPartner(env, row, values);
        Settle(env, row);
    }

    public override void Unlinking(Env env, Row row)
    {
        if (row.Text("state") is not ("draft" or "cancel"))
            throw OdooException.User("You can not delete a sent quotation or a confirmed sales order. You must first cancel it.");
        Writing.Unlink(env.Sudo().With(("practice_whole_order", true)), "sale.order.line", [.. env.Database["sale.order.line"].Pointing("order_id", row.Id)]);
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "amount_untaxed" or "amount_tax" or "amount_total" => OrderAmounts.Of(env, row, field.Name),
        "tax_totals" => TaxTotals.Of(env, row),
        "invoice_status" => SoldQuantities.OrderStatus(env, row),
        "invoice_ids" => SoldQuantities.Documents(env, row),
        "invoice_count" => SoldQuantities.Documents(env, row).Count,
        "country_code" => env.Database["res.country"].Find(env.Linked(row, "company_id", "res.company")?.Link("country_id") ?? 0)?.Text("code"),
        "tax_calculation_rounding_method" => env.Linked(row, "company_id", "res.company")?.Text(field.Name),
        "delivery_count" => env.Database["stock.picking"].Pointing("sale_id", row.Id).Count,
        "delivery_status" => Stock.DeliveryStatus(env, row),
        "type_name" => row.Text("state") is "draft" or "sent" or "cancel" ? "Quotation" : "Sales Order",
        "partner_credit_warning" => "",
        _ => row[field.Name],
    };

    /// <summary>Another customer brings his addresses, salesman and terms, unless they are written with him.</summary>
    private void TakeFromPartner(Env env, Row row, IReadOnlyDictionary<string, object?> written)
    {
        var taken = new Dictionary<string, object?>(written) { ["partner_id"] = row.Link("partner_id") };
        OfPartner(env, taken);
        foreach (var field in taken.Keys.Except(written.Keys)) env.Set(Model, row, field, taken[field]);
    }

    /// <summary>Marks the amounts for recomputing and checks what a document must keep.</summary>
    private void Settle(Env env, Row row)
    {
        var company = env.Row("res.company", row.Link("company_id")!.Value);
        var currency = env.Linked(row, "pricelist_id", "product.pricelist")?.Link("currency_id") ?? company.Link("currency_id");
        env.Set(Model, row, "currency_id", currency);
        env.Set(Model, row, "currency_rate", env.Row("res.currency", currency!.Value).Number("rate"));
        OrderAmounts.Forget(env, row.Id);
        Companies.Check(env, Model, row, row.Text("name")!, company.Id, "partner_id", "pricelist_id", "team_id", "warehouse_id");
    }

    private static void OfCompany(Env env, Dictionary<string, object?> values, int company)
    {
        int? First(string model) => env.Database[model].Rows
            .FirstOrDefault(row => row.Flag("active") && (row.Link("company_id") is null || row.Link("company_id") == company))?.Id;
        values.TryAdd("warehouse_id", env.Database["stock.warehouse"].Rows.FirstOrDefault(row => row.Link("company_id") == company)?.Id);
        values.TryAdd("pricelist_id", First("product.pricelist"));
        values.TryAdd("team_id", First("crm.team"));
        if (env.Is19) values.TryAdd("fiscal_position_id", First("account.fiscal.position"));
    }

    private static void OfPartner(Env env, Dictionary<string, object?> values)
    {
        var id = Conversion.Whole(values["partner_id"]);
        var partner = env.Row("res.partner", id);
        values.TryAdd("partner_invoice_id", Partners.AddressOf(env, partner, "invoice"));
        values.TryAdd("partner_shipping_id", Partners.AddressOf(env, partner, "delivery"));
        values.TryAdd("user_id", partner.Link("user_id") ?? (Rights.GroupsOf(env).Contains("sales_team.group_sale_salesman") ? env.User : null));
        values.TryAdd("payment_term_id", partner.Link("property_payment_term_id"));
    }

    private static string Later(Env env, int days) =>
        DateTime.ParseExact(env.Now, Env.TimeFormat, CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
