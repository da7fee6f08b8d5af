using Tandem.Sandbox.Odoo.Arithmetic;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Keeps an order's amounts, computed when they are first asked for after a change.</summary>
internal static class OrderAmounts
{
    public static decimal Of(Env env, Row order, string field)
    {
        if (order["amount_total"] is null)
        {
            var amounts = Document(env, order).Document;
            env.Set("sale.order", order, "amount_untaxed", amounts.Untaxed);
            env.Set("sale.order", order, "amount_tax", amounts.Tax);
            env.Set("sale.order", order, "amount_total", amounts.Total);
        }

        return order.Number(field);
    }

    public static void Forget(Env env, int order) => env.Set("sale.order", env.Row("sale.order", order), "amount_total", null);

    public static (DocumentAmounts Document, DocumentAmounts Company) Document(Env env, Row order) =>
        DocumentAmounts.Of(Lines(env, order).Select(line => Line(env, line)), Rules(env, order));

    public static PricedLine Line(Env env, Row line) => new(
        line.Number("product_uom_qty"), line.Number("price_unit"), line.Number("discount"), Taxes.Rules(env, line.Links(OrderLines.TaxField(env))));

    public static RoundingRules Rules(Env env, Row order)
    {
        var company = env.Row("res.company", order.Link("company_id")!.Value);
        var own = env.Row("res.currency", company.Link("currency_id")!.Value);
        var currency = env.Linked(order, "currency_id", "res.currency") ?? own;
        return new RoundingRules(
            env.Options.Version, company.Text("tax_calculation_rounding_method") == "round_globally",
            currency.Number("rounding"), own.Number("rounding"), order.Number("currency_rate"));
    }

    /// <summary>Priced lines in their order; sections and notes carry no amounts.</summary>
    public static IEnumerable<Row> Lines(Env env, Row order) =>
        env.Database["sale.order.line"].Pointing("order_id", order.Id).Select(id => env.Row("sale.order.line", id))
            .Where(line => line.Text("display_type") is null).OrderBy(line => line.Number("sequence")).ThenBy(line => line.Id);
}
