using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Decisions;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.App.Operate;

/// <summary>A plan in words, line by line, as a person reads it before anything is written.</summary>
public static class PlanText
{
    public static IEnumerable<string> Of(string orderName, OrderPlan plan, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return plan switch
        {
            OrderPlan.Ready ready => Of(orderName, ready, rules),
            OrderPlan.Blocked blocked => [$"Order {orderName} cannot be written yet:", .. blocked.Blockers.Select(blocker => $"  [{blocker.Owner}] {blocker.Sentence}")],
            OrderPlan.Excluded excluded => [$"Order {orderName} is left out of Odoo. {excluded.Rule}"],
            _ => throw new InvalidOperationException($"No words for {plan?.GetType().Name}."),
        };
    }

    private static IEnumerable<string> Of(string orderName, OrderPlan.Ready ready, OrderRules rules)
    {
        var draft = ready.Draft;
        yield return $"Order {orderName} would become sale.order “{draft.ExternalId}”, dated {draft.DateOrder.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, in {draft.Currency}.";
        foreach (var line in Customer(ready.Customer)) yield return "  " + line;
        foreach (var line in draft.Lines) yield return "  " + Line(line, rules);
        yield return $"  untaxed {Money(draft.Expected.Untaxed)}";
        foreach (var (tax, amount) in draft.Expected.Taxes) yield return $"  tax {rules.OdooTaxes[tax].Name} {Money(amount)}";
        yield return $"  total {Money(draft.Expected.Total)} {draft.Currency}";
        if (ready.Remark is not null) yield return "  " + ready.Remark;
        yield return ready.Confirm
            ? $"  and would be confirmed {(rules.Orders.ConfirmThrough == ConfirmThrough.ActionConfirm ? "through action_confirm" : "by being created confirmed")}."
            : "  and would stay a quotation.";
    }

    private static IEnumerable<string> Customer(CustomerPlan plan)
    {
        yield return plan.Root switch
        {
            CustomerRoot.HouseAccount house => $"customer: house account, partner {house.Partner}",
            CustomerRoot.Person person => $"customer: the partner with the order's e-mail, else a new one “{person.Draft.ExternalId}”",
            CustomerRoot.Organisation organisation => $"customer: company “{organisation.Draft.ExternalId}”",
            _ => throw new InvalidOperationException($"No words for {plan.Root.GetType().Name}."),
        };
        if (plan.Invoice is { } invoice) yield return $"invoice address: contact “{invoice.ExternalId}”";
        if (plan.Delivery is { } delivery) yield return $"delivery address: contact “{delivery.ExternalId}”";
    }

    private static string Line(SaleLineDraft line, OrderRules rules)
    {
        var taxes = line.Taxes.Count == 0 ? "no tax" : string.Join(" + ", line.Taxes.Select(tax => rules.OdooTaxes[tax].Name));
        var discount = line.Discount == 0m ? "" : $" less {line.Discount.ToString("0.##", CultureInfo.InvariantCulture)} %";
        return $"{line.Quantity.ToString("0.##", CultureInfo.InvariantCulture)} × {Money(line.PriceUnit)}{discount}, {taxes}, product {line.Product}: {line.Name}";
    }

    private static string Money(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);
}
