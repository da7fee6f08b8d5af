using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>What invoices and credit notes, drafts too, take of order lines.</summary>
internal static class SoldQuantities
{
    private const string SaleLine = "sale.order.line";

    /// <summary>Invoiced less credited; what was cancelled does not count.</summary>
    public static decimal Invoiced(Env env, Row line) => InvoiceLines(env, line)
        .Select(one => (Line: one, Move: env.Row(Moves.Name, one.Link("move_id")!.Value)))
        .Where(one => one.Move.Text("state") != "cancel")
        .Sum(one => (one.Move.Text("move_type") == "out_refund" ? -1m : 1m) * one.Line.Number("quantity"));

    public static decimal ToInvoice(Env env, Row line)
    {
        if (env.Linked(line, "order_id", "sale.order")?.Text("state") != "sale") return 0m;
        var done = OrderLines.Template(env, line)?.Text("invoice_policy") == "delivery" ? Stock.Delivered(env, line) : line.Number("product_uom_qty");
        return done - Invoiced(env, line);
    }

    public static string Status(Env env, Row line)
    {
        if (env.Linked(line, "order_id", "sale.order")?.Text("state") != "sale") return "no";
        if (ToInvoice(env, line) != 0m) return "to invoice";
        return Invoiced(env, line) >= line.Number("product_uom_qty") ? "invoiced" : "no";
    }

    public static string OrderStatus(Env env, Row order)
    {
        if (order.Text("state") != "sale") return "no";
        var states = OrderAmounts.Lines(env, order).Select(line => Status(env, line)).ToList();
        return states.Contains("to invoice") ? "to invoice" : states.Count > 0 && states.TrueForAll(state => state == "invoiced") ? "invoiced" : "no";
    }

    /// <summary>The invoices and credit notes of an order, in Odoo's order of moves.</summary>
    public static IReadOnlyList<int> Documents(Env env, Row order)
    {
        var moves = OrderAmounts.Lines(env, order).SelectMany(line => InvoiceLines(env, line)).Select(line => line.Link("move_id")!.Value).Distinct().Select(id => env.Row(Moves.Name, id));
        return [.. Ordering.Sort(env, Moves.Name, moves, null).Select(move => move.Id)];
    }

    /// <summary>Notes an invoice line on the order lines that it invoices.</summary>
    public static void Link(Env env, Row invoiceLine)
    {
        foreach (var line in invoiceLine.Links("sale_line_ids").Select(id => env.Row(SaleLine, id)))
            env.Set(SaleLine, line, "practice_invoice_lines", line.Links("practice_invoice_lines").Append(invoiceLine.Id).Distinct().Order().ToList());
    }

    public static void Unlink(Env env, Row invoiceLine)
    {
        foreach (var line in invoiceLine.Links("sale_line_ids").Select(env.Database[SaleLine].Find).OfType<Row>())
            env.Set(SaleLine, line, "practice_invoice_lines", line.Links("practice_invoice_lines").Where(id => id != invoiceLine.Id).ToList());
    }

    private static IEnumerable<Row> InvoiceLines(Env env, Row line) => line.Links("practice_invoice_lines").Select(env.Database[MoveLines.Name].Find).OfType<Row>();
}
