using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>How invoices and credit notes enter the books and leave them.</summary>
internal static class MovePosting
{
    private static readonly string[] Locks = ["fiscalyear_lock_date", "sale_lock_date", "hard_lock_date"];

    public static object? Post(Env env, Call call)
    {
        if (!env.Root && !Rights.GroupsOf(env).Contains("account.group_account_invoice"))
            throw OdooException.Access("You don't have the access rights to post an invoice.");
        var moves = Allowed(env, call);
        foreach (var move in moves)
        {
            if (move.Text("state") != "draft") throw OdooException.User($"The entry {move.Text("name") ?? "False"} (id {move.Id}) must be in draft.");
            if (!MoveAmounts.Lines(env, move).Any()) throw OdooException.User("You need to add a line before posting.");
            if (move.Link("partner_id") is null) throw OdooException.User("The field 'Customer' is required, please complete it to validate the Customer Invoice.");
        }

        foreach (var move in moves) Book(env.Sudo(), move);
        return false;
    }

    public static object? Cancel(Env env, Call call)
    {
        foreach (var move in Allowed(env, call))
        {
            if (move.Text("state") == "cancel") throw OdooException.User("Only draft journal entries can be cancelled.");
            Leave(env.Sudo(), move, "cancel");
        }

        return null;
    }

    public static object? Draft(Env env, Call call)
    {
        foreach (var move in Allowed(env, call))
        {
            if (move.Text("state") == "draft") throw OdooException.User("Only posted/cancelled journal entries can be reset to draft.");
            Leave(env.Sudo(), move, "draft");
        }

        return null;
    }

    /// <summary>The first open day for a document of a closed one: the end of its year where that is over, else today.</summary>
    public static string Open(Env env, Row company, string date)
    {
        var closed = Locks.Select(company.Text).OfType<string>().DefaultIfEmpty("").Max(StringComparer.Ordinal)!;
        if (string.CompareOrdinal(date, closed) > 0) return date;
        var today = Moves.Today(env);
        var end = $"{date[..4]}-12-31";
        return string.CompareOrdinal(today[..4], date[..4]) > 0 && string.CompareOrdinal(end, closed) > 0 ? end : today;
    }

    private static void Book(Env env, Row move)
    {
        var company = env.Row("res.company", move.Link("company_id")!.Value);
        if (move.Text("invoice_date") is null)
        {
            env.Set(Moves.Name, move, "invoice_date", Moves.Today(env));
            env.Set(Moves.Name, move, "date", Moves.Today(env));
        }

        env.Set(Moves.Name, move, "date", Open(env, company, move.Text("date")!));
        if (move.Text("name") is null) env.Set(Moves.Name, move, "name", Number(env, move));
        if (move.Text("move_type") == "out_invoice" && move.Text("payment_reference") is null) env.Set(Moves.Name, move, "payment_reference", move.Text("name"));
        Owe(env, move);
        env.Set(Moves.Name, move, "state", "posted");
        env.Set(Moves.Name, move, "write_date", env.Now);
        if (env.Linked(move, "reversed_entry_id", Moves.Name) is { } reversed && reversed.Text("state") == "posted") Reconciliation.Match(env, move, reversed);
    }

    private static string Number(Env env, Row move)
    {
        var journal = env.Row("account.journal", move.Link("journal_id")!.Value);
        var prefix = $"{(move.Text("move_type") == "out_refund" ? "R" : "")}{journal.Text("code")}/{move.Text("date")![..4]}";
        return $"{prefix}/{env.Database.Next(prefix).ToString("D5", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The line of what the customer owes, or is owed.</summary>
    private static void Owe(Env env, Row move)
    {
        var total = MoveAmounts.Of(env, move, "amount_total") * (move.Text("move_type") == "out_refund" ? -1m : 1m);
        Writing.Create(env, MoveLines.Name, new Dictionary<string, object?>
        {
            ["move_id"] = move.Id, ["display_type"] = "payment_term", ["account_id"] = Accounts.First(env, move.Link("company_id")!.Value, "asset_receivable"),
            ["name"] = move.Text("payment_reference"), ["balance"] = total, ["amount_currency"] = total, ["date_maturity"] = move.Text("invoice_date_due"),
        });
    }

    private static void Leave(Env env, Row move, string state)
    {
        foreach (var line in Reconciliation.Owed(env, move).ToList())
        {
            Reconciliation.Undo(env, line);
            if (move.Text("move_type") == "entry") continue;
            env.Set(Moves.Name, move, "state", state);
            Writing.Unlink(env, MoveLines.Name, [line.Id]);
        }

        env.Set(Moves.Name, move, "state", state);
        env.Set(Moves.Name, move, "write_date", env.Now);
    }

    private static List<Row> Allowed(Env env, Call call)
    {
        Access.Check(env, Moves.Name, 'w');
        var moves = call.Ids.Select(id => env.Row(Moves.Name, id)).ToList();
        Access.CheckRows(env, Moves.Name, moves, "write");
        return moves;
    }
}
