using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>The entry that a payment makes in the books.</summary>
internal static class PaymentEntries
{
    /// <summary>Books a payment on its outstanding account, or the company's; without either it makes no entry.</summary>
    public static void Book(Env env, Row payment)
    {
        var company = payment.Link("company_id")!.Value;
        var account = payment.Link("outstanding_account_id") ?? (env.Options.PaymentsNeedAccount ? null : Accounts.First(env, company, "asset_current"));
        if (account is null) return;
        env.Set(Payments.Name, payment, "outstanding_account_id", account);
        var entry = Writing.Create(env, Moves.Name, new Dictionary<string, object?>
        {
            ["move_type"] = "entry", ["company_id"] = company, ["journal_id"] = payment.Link("journal_id"), ["currency_id"] = payment.Link("currency_id"),
            ["partner_id"] = payment.Link("partner_id"), ["date"] = payment.Text("date"), ["ref"] = payment.Text("memo"), ["origin_payment_id"] = payment.Id,
        });
        var amount = payment.Number("amount") * (payment.Text("payment_type") == "inbound" ? 1m : -1m);
        Line(env, entry, account.Value, amount, payment);
        Line(env, entry, Accounts.First(env, company, "asset_receivable")!.Value, -amount, payment);
        env.Set(Moves.Name, entry, "date", MovePosting.Open(env, env.Row("res.company", company), payment.Text("date")!));
        env.Set(Moves.Name, entry, "name", payment.Text("name"));
        env.Set(Moves.Name, entry, "state", "posted");
        env.Set(Payments.Name, payment, "move_id", entry.Id);
    }

    private static void Line(Env env, Row entry, int account, decimal amount, Row payment) => Writing.Create(env, MoveLines.Name, new Dictionary<string, object?>
    {
        ["move_id"] = entry.Id, ["display_type"] = "product", ["account_id"] = account, ["name"] = payment.Text("memo"),
        ["balance"] = amount, ["amount_currency"] = amount, ["tax_ids"] = new List<object?>(),
    });
}
