using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>How far an invoice is paid: <c>payment_state</c>, and the summary of payments below it.</summary>
internal static class PaymentStates
{
    public static string? Of(Env env, Row move)
    {
        if (move.Text("move_type") is not ("out_invoice" or "out_refund")) return "not_paid";
        if (move.Text("state") != "posted") return "not_paid";
        var matched = Reconciliation.Matched(env, move).ToList();
        if (MoveAmounts.Residual(env, move) != 0m) return Unbooked(env, move) ? "paid" : matched.Count > 0 ? "partial" : "not_paid";
        var byPayment = matched.Exists(part => part.Move.Link("origin_payment_id") is not null);
        return move.Text("move_type") == "out_invoice" && !byPayment && matched.Count > 0 && matched.TrueForAll(part => part.Move.Text("move_type") == "out_refund")
            ? "reversed"
            : "paid";
    }

    public static object Summary(Env env, Row move)
    {
        if (move.Text("state") != "posted") return false;
        var parts = Reconciliation.Matched(env, move).Select(part => (object?)Part(env, part.Partial, part.Move, part.Amount)).ToList();
        return parts.Count == 0 ? false : new Dictionary<string, object?> { ["title"] = "Less Payment", ["outstanding"] = false, ["content"] = parts };
    }

    /// <summary>Payments that made no entry count as if they had: the trap of payments without an outstanding account.</summary>
    private static bool Unbooked(Env env, Row move)
    {
        var amount = move.Links("matched_payment_ids").Select(env.Database[Payments.Name].Find).OfType<Row>()
            .Where(payment => payment.Link("move_id") is null && payment.Text("state") is "in_process" or "paid").Sum(payment => payment.Number("amount"));
        return amount > 0m && amount >= MoveAmounts.Residual(env, move);
    }

    private static Dictionary<string, object?> Part(Env env, Row partial, Row other, decimal amount)
    {
        var payment = env.Linked(other, "origin_payment_id", Payments.Name);
        return new Dictionary<string, object?>
        {
            ["name"] = payment?.Text("memo") ?? other.Text("ref") ?? (object)false,
            ["journal_name"] = env.Linked(other, "journal_id", "account.journal")?.Text("name"),
            ["company_name"] = false,
            ["amount"] = amount,
            ["currency_id"] = other.Link("currency_id"),
            ["date"] = other.Text("date"),
            ["partial_id"] = partial.Id,
            ["account_payment_id"] = payment?.Id ?? (object)false,
            ["payment_method_name"] = env.Linked(payment ?? other, "payment_method_line_id", "account.payment.method.line")?.Text("name") ?? (object)false,
            ["move_id"] = other.Id,
            ["ref"] = env.DisplayName(Moves.Name, other),
            ["is_exchange"] = false,
        };
    }
}
