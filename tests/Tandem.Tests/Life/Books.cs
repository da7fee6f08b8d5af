using System.Globalization;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Tests.Life;

/// <summary>What the practice Odoo's books hold of one order, read from Odoo alone.</summary>
public sealed record Books(decimal Invoiced, decimal Credited, decimal Paid, decimal Repaid, decimal Residual)
{
    public static Books Of(PracticeOdoo odoo, PracticeOrder order)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(order);
        var moves = Moves(odoo, order).Where(move => (string?)move["state"] == "posted").ToList();
        decimal Sum(string type, string field) => moves.Where(move => (string?)move["move_type"] == type).Sum(move => Number(move[field]));
        var payments = odoo.Records("account.payment").Where(payment => ((string?)payment["memo"])?.StartsWith(order.Name + " ", StringComparison.Ordinal) == true).ToList();
        decimal Through(string way) => payments.Where(payment => (string?)payment["payment_type"] == way).Sum(payment => Number(payment["amount"]));
        return new Books(Sum("out_invoice", "amount_total"), Sum("out_refund", "amount_total"), Through("inbound"), Through("outbound"), Sum("out_invoice", "amount_residual") + Sum("out_refund", "amount_residual"));
    }

    /// <summary>Invoices and credit notes of the order, in whatever state.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Moves(PracticeOdoo odoo, PracticeOrder order)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(order);
        var names = odoo.Records("sale.order").Where(record => (string?)record["client_order_ref"] == order.Name).Select(record => (string)record["name"]!).ToHashSet();
        return [.. odoo.Records("account.move").Where(move => move["invoice_origin"] is string origin && names.Contains(origin))];
    }

    public static decimal Number(object? value) => value is null or false ? 0m : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
