using Tandem.Sandbox.Odoo.Arithmetic;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Keeps an invoice's amounts, computed as an order's are, when they are first asked for after a change.</summary>
internal static class MoveAmounts
{
    public static decimal Of(Env env, Row move, string field)
    {
        if (move.Text("move_type") == "entry") return field == "amount_total" ? Debit(env, move) : 0m;
        if (move["amount_total"] is null)
        {
            var amounts = Document(env, move).Document;
            env.Set(Moves.Name, move, "amount_untaxed", amounts.Untaxed);
            env.Set(Moves.Name, move, "amount_tax", amounts.Tax);
            env.Set(Moves.Name, move, "amount_total", amounts.Total);
        }

        return move.Number(field);
    }

    public static void Forget(Env env, Row move) => env.Set(Moves.Name, move, "amount_total", null);

    /// <summary>What is still owed; the whole amount while nothing is in the books.</summary>
    public static decimal Residual(Env env, Row move) => move.Text("state") == "posted"
        ? Math.Abs(Reconciliation.Owed(env, move).Sum(line => Reconciliation.Open(env, line)))
        : Of(env, move, "amount_total");

    public static Dictionary<string, object?> Totals(Env env, Row move)
    {
        var shown = TaxTotals.Of(env, Document(env, move), Rules(env, move), move.Link("company_id")!.Value, move.Link("currency_id"));
        shown["display_in_company_currency"] = false;
        return shown;
    }

    public static PricedLine Line(Env env, Row line) =>
        new(line.Number("quantity"), line.Number("price_unit"), line.Number("discount"), Taxes.Rules(env, line.Links("tax_ids")));

    public static RoundingRules Rules(Env env, Row move)
    {
        var company = env.Row("res.company", move.Link("company_id")!.Value);
        var own = env.Row("res.currency", company.Link("currency_id")!.Value);
        var currency = env.Linked(move, "currency_id", "res.currency") ?? own;
        return new RoundingRules(
            env.Options.Version, company.Text("tax_calculation_rounding_method") == "round_globally", currency.Number("rounding"), own.Number("rounding"), currency.Number("rate"));
    }

    public static IEnumerable<Row> Lines(Env env, Row move) =>
        env.Database[MoveLines.Name].Pointing("move_id", move.Id).Select(id => env.Row(MoveLines.Name, id))
            .Where(line => line.Text("display_type") == "product").OrderBy(line => line.Number("sequence")).ThenBy(line => line.Id);

    private static (DocumentAmounts Document, DocumentAmounts Company) Document(Env env, Row move) =>
        DocumentAmounts.Of(Lines(env, move).Select(line => Line(env, line)), Rules(env, move));

    private static decimal Debit(Env env, Row move) =>
        env.Database[MoveLines.Name].Pointing("move_id", move.Id).Select(id => env.Row(MoveLines.Name, id).Number("balance")).Where(balance => balance > 0m).Sum();
}
