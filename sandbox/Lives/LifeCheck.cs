using System.Globalization;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Lives;

/// <summary>Compares both sides of an order from what each holds, apart from what Tandem says of it.</summary>
internal sealed class LifeCheck(PracticeOdoo odoo)
{
    private readonly ILookup<string?, IReadOnlyDictionary<string, object?>> orders = odoo.Records("sale.order").ToLookup(record => record["client_order_ref"] as string);
    private readonly ILookup<string?, IReadOnlyDictionary<string, object?>> moves = odoo.Records("account.move").ToLookup(record => record["invoice_origin"] as string);
    private readonly ILookup<string?, IReadOnlyDictionary<string, object?>> payments =
        odoo.Records("account.payment").ToLookup(record => (record["memo"] as string)?.Split(' ')[0]);

    public LifeEnd End(Life life, Standing? standing)
    {
        switch (standing)
        {
            case Standing.BlockedBy { Blockers: var blockers }:
                var mute = blockers.FirstOrDefault(blocker => !blocker.Sentence.Contains(life.Order.Name, StringComparison.Ordinal) || blocker.Code == Sync.Failures.BlockerCode.Defect);
                return Ended(blockers, mute is null ? Alone(life.Order, booked: false) : $"the blocker is a defect, or does not name the order: {mute.Sentence}");
            case Standing.InStep step:
                return Ended([], Alone(life.Order, booked: true) ?? Disagreement(life.Order, step));
            case Standing.ExcludedByRule when life.Order.Description.CancelledAt is not null && !orders[life.Order.Name].Any():
                return Ended([], null);
            default:
                return Ended([], $"it stands {standing?.ToString() ?? "nowhere"}");
        }

        LifeEnd Ended(IReadOnlyList<Sync.Failures.Blocker> blockers, string? wrong) =>
            new(life.Told, [.. blockers.Select(blocker => blocker.Code.ToString())], [.. blockers.Select(blocker => blocker.Sentence)], wrong is null ? null : $"{wrong}; {Sides(life.Order)}");
    }

    /// <param name="booked">What is blocked may be kept from Odoo altogether.</param>
    private string? Alone(PracticeOrder order, bool booked) => orders[order.Name].Count() switch
    {
        0 when !booked => null,
        1 => Notes(order).GroupBy(note => note["ref"] as string).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"{twice.Key} is credited twice" : null,
        var count => $"Odoo holds the order {count} times",
    };

    private string? Disagreement(PracticeOrder order, Standing.InStep step)
    {
        var cancelled = order.Description.CancelledAt is not null;
        if (cancelled != ((string?)orders[order.Name].First()["state"] == "cancel")) return "it is cancelled on one side only";
        var posted = Moves(order).Where(move => (string?)move["state"] == "posted").ToList();
        if (Moves(order).Any(move => (string?)move["state"] == "draft")) return "a document stays a draft";
        if (posted.Count == 0 || step.Remark?.Contains("is invoiced once", StringComparison.Ordinal) == true) return Quantities(order, posted.Count > 0);
        var (net, paid) = (Net(posted), Paid(order));
        if (net != Money(order, "currentTotalPriceSet")) return $"invoiced less credited is {net}";
        if (paid != Money(order, "netPaymentSet")) return $"paid less repaid is {paid}";
        if (net == paid && posted.FirstOrDefault(move => Number(move["amount_residual"]) != 0m) is { } open) return $"{open["name"]} has {Number(open["amount_residual"])} open though all is paid";
        return Quantities(order, true);
    }

    private string? Quantities(PracticeOrder order, bool invoiced)
    {
        if (order.Description.CancelledAt is not null) return null;
        var module = "tandem_" + order.Shop.Handle.Replace('-', '_');
        foreach (var line in order.Data.Children("lineItems"))
        {
            var id = Gid.Number(line.Id).ToString(CultureInfo.InvariantCulture);
            var held = new[] { $"{module}.line_{id}", $"{module}.line_{id}_2" }.Select(name => odoo.Record("sale.order.line", name)).OfType<IReadOnlyDictionary<string, object?>>().ToList();
            var (units, delivered) = (held.Sum(one => Number(one["product_uom_qty"])), held.Sum(one => Number(one.GetValueOrDefault("qty_delivered"))));
            var (current, refundable) = (Number(line["currentQuantity"]), invoiced ? 0m : Number(line["quantity"]));
            if (units < current || units > Math.Max(Math.Max(current, delivered), refundable)) return $"line {id} has {units} units ({delivered} delivered) in Odoo and {current} in Shopify";
        }

        return null;
    }

    private IEnumerable<IReadOnlyDictionary<string, object?>> Moves(PracticeOrder order) => orders[order.Name].SelectMany(held => moves[(string?)held["name"]]);

    private IEnumerable<IReadOnlyDictionary<string, object?>> Notes(PracticeOrder order) =>
        Moves(order).Where(move => (string?)move["move_type"] == "out_refund" && (string?)move["state"] != "cancel");

    private static decimal Net(IEnumerable<IReadOnlyDictionary<string, object?>> posted) =>
        posted.Sum(move => (string?)move["move_type"] switch { "out_invoice" => Number(move["amount_total"]), "out_refund" => -Number(move["amount_total"]), _ => 0m });

    private decimal Paid(PracticeOrder order) =>
        payments[order.Name].Sum(payment => (string?)payment["payment_type"] == "inbound" ? Number(payment["amount"]) : -Number(payment["amount"]));

    private string Sides(PracticeOrder order)
    {
        var documents = Moves(order).Select(move => $"{move["move_type"]} {move["state"]} {move["ref"]} {Number(move["amount_total"])}");
        return string.Create(CultureInfo.InvariantCulture,
            $"Shopify: total {Money(order, "currentTotalPriceSet")}, net payment {Money(order, "netPaymentSet")}, {order.Data.Text("displayFinancialStatus")}; Odoo: [{string.Join("; ", documents)}], paid less repaid {Paid(order)}");
    }

    private static decimal Money(PracticeOrder order, string field) => order.Data.Money(field).Amount.Shop;

    private static decimal Number(object? value) => value is null or false ? 0m : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
