using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>What pays what: <c>account.partial.reconcile</c> between lines of what is owed, in the documents' own currency.</summary>
internal static class Reconciliation
{
    private const string Partial = "account.partial.reconcile";

    /// <summary>Lines of a move that somebody owes.</summary>
    public static IEnumerable<Row> Owed(Env env, Row move) =>
        env.Database[MoveLines.Name].Pointing("move_id", move.Id).Select(id => env.Row(MoveLines.Name, id)).Where(line => Reconcilable(env, line));

    public static bool Reconcilable(Env env, Row line) => env.Linked(line, "account_id", "account.account")?.Text("account_type") == "asset_receivable";

    /// <summary>What is left of a line, with its sign.</summary>
    public static decimal Open(Env env, Row line)
    {
        var left = line.Number("amount_currency") - Of(env, line).Sum(part => Sign(line) * part.Number("amount"));
        // Other lines are never matched: the bank statement would do it.
        return Reconcilable(env, line) || env.Linked(line, "account_id", "account.account") is not null ? left : 0m;
    }

    /// <summary>Matches what two moves have left with each other.</summary>
    public static void Match(Env env, Row one, Row other)
    {
        foreach (var here in Owed(env, one).ToList())
            foreach (var there in Owed(env, other).ToList())
                Match(env, here, there, one.Link("company_id"));
    }

    /// <summary>The button beside an outstanding credit.</summary>
    public static object? Assign(Env env, Call call)
    {
        Access.Check(env, Moves.Name, 'w');
        var line = env.Row(MoveLines.Name, call.Number("line_id") ?? 0);
        var move = env.Row(Moves.Name, call.Ids[0]);
        if (Open(env, line) == 0m && !env.Is19) throw OdooException.User("You are trying to reconcile some entries that are already reconciled.");
        foreach (var owed in Owed(env, move).ToList()) Match(env.Sudo(), line, owed, move.Link("company_id"));
        return null;
    }

    public static void Undo(Env env, Row line)
    {
        foreach (var part in Of(env, line).ToList()) env.Database[Partial].Delete(part);
    }

    /// <summary>The moves that a move is matched with, and by how much.</summary>
    public static IEnumerable<(Row Partial, Row Move, decimal Amount)> Matched(Env env, Row move)
    {
        foreach (var line in Owed(env, move))
            foreach (var part in Of(env, line))
            {
                var other = env.Row(MoveLines.Name, (part.Link("debit_move_id") == line.Id ? part.Link("credit_move_id") : part.Link("debit_move_id"))!.Value);
                yield return (part, env.Row(Moves.Name, other.Link("move_id")!.Value), part.Number("amount"));
            }
    }

    private static void Match(Env env, Row one, Row other, int? company)
    {
        var (debit, credit) = one.Number("amount_currency") >= 0m ? (one, other) : (other, one);
        var amount = Math.Min(Open(env, debit), -Open(env, credit));
        if (amount <= 0m || debit.Id == credit.Id) return;
        var part = env.Database[Partial].Insert();
        env.Set(Partial, part, "debit_move_id", debit.Id);
        env.Set(Partial, part, "credit_move_id", credit.Id);
        env.Set(Partial, part, "amount", amount);
        env.Set(Partial, part, "debit_amount_currency", amount);
        env.Set(Partial, part, "credit_amount_currency", amount);
        env.Set(Partial, part, "company_id", company);
        Note(env, debit, part);
        Note(env, credit, part);
    }

    /// <summary>Kept on the line too, so that nobody has to walk all matches.</summary>
    private static void Note(Env env, Row line, Row part) => env.Set(MoveLines.Name, line, "practice_partials", line.Links("practice_partials").Append(part.Id).ToList());

    private static IEnumerable<Row> Of(Env env, Row line) => line.Links("practice_partials").Select(env.Database[Partial].Find).OfType<Row>();

    private static decimal Sign(Row line) => line.Number("amount_currency") < 0m ? -1m : 1m;
}
