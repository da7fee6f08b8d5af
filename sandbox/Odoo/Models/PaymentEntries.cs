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
        var difference = payment.Number("practice_difference");
        if (account is null && difference != 0m)
            throw OdooException.User("You can't create a new payment without an outstanding payments/receipts account set either on the company or the Manual Payment payment method in the journal.");
        if (account is null) return;
        env.Set(Payments.Name, payment, "outstanding_account_id", account);
        var entry = Writing.Create(env, Moves.Name, new Dictionary<string, object?>
        {
            ["move_type"] = "entry", ["company_id"] = company, ["journal_id"] = payment.Link("journal_id"), ["currency_id"] = payment.Link("currency_id"),
            ["partner_id"] = payment.Link("partner_id"), ["date"] = payment.Text("date"), ["ref"] = payment.Text("memo"), ["origin_payment_id"] = payment.Id,
        });
        var sign = payment.Text("payment_type") == "inbound" ? 1m : -1m;
        var amount = payment.Number("amount") * sign;
        Line(env, entry, account.Value, amount, payment.Text("memo"));
        Line(env, entry, Accounts.First(env, company, "asset_receivable")!.Value, -amount - (difference * sign), payment.Text("memo"));
        if (difference != 0m) Line(env, entry, payment.Link("practice_difference_account")!.Value, difference * sign, payment.Text("practice_difference_label"));
        env.Set(Moves.Name, entry, "date", MovePosting.Open(env, env.Row("res.company", company), payment.Text("date")!));
        env.Set(Moves.Name, entry, "name", payment.Text("name"));
        env.Set(Moves.Name, entry, "state", "posted");
        env.Set(Payments.Name, payment, "move_id", entry.Id);
    }

    private static void Line(Env env, Row entry, int account, decimal amount, string? name) => Writing.Create(env, MoveLines.Name, new Dictionary<string, object?>
    {
        ["move_id"] = entry.Id, ["display_type"] = "product", ["account_id"] = account, ["name"] = name,
        ["balance"] = amount, ["amount_currency"] = amount, ["tax_ids"] = new List<object?>(),
    });
}
