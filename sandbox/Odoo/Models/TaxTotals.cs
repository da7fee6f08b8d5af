using Tandem.Sandbox.Odoo.Arithmetic;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>The summary of taxes that a form shows below the lines: <c>sale.order.tax_totals</c>.</summary>
internal static class TaxTotals
{
    public static Dictionary<string, object?> Of(Env env, Row order)
    {
        return Of(env, OrderAmounts.Document(env, order), OrderAmounts.Rules(env, order), order.Link("company_id")!.Value, order.Link("currency_id"));
    }

    public static Dictionary<string, object?> Of(Env env, (DocumentAmounts Document, DocumentAmounts Company) amounts, RoundingRules rules, int companyId, int? currency)
    {
        var (document, company) = amounts;
        var own = env.Row("res.company", companyId).Link("currency_id");
        var groups = document.Groups.Zip(company.Groups, (here, there) => Group(env, here, there))
            .OrderBy(group => group.Sequence).ThenBy(group => (int)group.Shown["id"]!).Select(group => group.Shown).ToList();
        var hasTaxes = groups.Count > 0;
        var bases = groups.Select(group => group["display_base_amount_currency"]).OfType<decimal>().Append(document.Untaxed).Distinct().Count();
        return new Dictionary<string, object?>
        {
            ["currency_id"] = currency,
            ["currency_pd"] = rules.Step,
            ["company_currency_id"] = own,
            ["company_currency_pd"] = rules.CompanyStep,
            ["has_tax_groups"] = hasTaxes,
            ["subtotals"] = new List<object?> { Subtotal(document, company, groups) },
            ["base_amount_currency"] = document.Untaxed,
            ["base_amount"] = company.Untaxed,
            ["tax_amount_currency"] = document.Tax,
            ["tax_amount"] = company.Tax,
            ["same_tax_base"] = bases == 1,
            ["total_amount_currency"] = document.Total,
            ["total_amount"] = company.Total,
        };
    }

    private static Dictionary<string, object?> Subtotal(DocumentAmounts document, DocumentAmounts company, List<Dictionary<string, object?>> groups) => new()
    {
        ["tax_groups"] = groups.Cast<object?>().ToList(),
        ["tax_amount_currency"] = document.Tax,
        ["tax_amount"] = company.Tax,
        ["base_amount_currency"] = document.Untaxed,
        ["base_amount"] = company.Untaxed,
        ["name"] = "Untaxed Amount",
    };

    private static (decimal Sequence, Dictionary<string, object?> Shown) Group(Env env, TaxGroupAmounts here, TaxGroupAmounts there)
    {
        var group = env.Row("account.tax.group", here.GroupId);
        var onlyFixed = here.Taxes.All(tax => tax.Kind == TaxKind.Fixed);
        object? Base(decimal amount) => !onlyFixed ? amount : env.Is19 ? false : null;
        return (group.Number("sequence"), new Dictionary<string, object?>
        {
            ["id"] = group.Id,
            ["involved_tax_ids"] = here.Taxes.Select(tax => tax.Id).ToList(),
            ["tax_amount_currency"] = here.Tax,
            ["tax_amount"] = there.Tax,
            ["base_amount_currency"] = here.Base,
            ["base_amount"] = there.Base,
            ["display_base_amount_currency"] = Base(here.ShownBase),
            ["display_base_amount"] = Base(there.ShownBase),
            ["group_name"] = group.Text("name"),
            ["group_label"] = group.Text("pos_receipt_label") ?? (object)false,
        });
    }
}
