using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>Closes what Odoo's rounding leaves open between its amounts and Shopify's: with one visible line inside the shop's limit, or not at all.</summary>
public static class Rounding
{
    /// <summary>What became of the difference.</summary>
    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Exact(SaleOrderDraft Draft) : Outcome;

        /// <param name="Remark">The difference in words, as it stands on the rounding line.</param>
        public sealed record Rounded(SaleOrderDraft Draft, string Remark) : Outcome;

        public sealed record Refused(Blocker Blocker) : Outcome;
    }

    /// <summary>Adds the rounding line that the predicted amounts need.</summary>
    public static Outcome Complete(ShopOrder order, SaleOrderDraft draft, OrderRules rules, IReadOnlyList<SoldPart> parts)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(rules);
        var computed = SaleArithmetic.Amounts(draft.Lines, rules.OdooTaxes, rules.Book, draft.Currency);
        return Close(order.Name, order.Id, draft, computed, rules, () => Totals.Describe(parts));
    }

    /// <summary>Decides about the difference between what is expected and what Odoo computed for the lines without a rounding line.</summary>
    public static Outcome Close(string orderName, OrderId order, SaleOrderDraft draft, SaleAmounts computed, OrderRules rules, Func<string> describe)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(computed);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(describe);
        var differences = Differences(draft, computed, rules);
        if (differences.Count == 0) return new Outcome.Exact(draft);

        var remark = "Rounding: " + string.Join("; ", differences.Select(difference => difference.Sentence));
        if (differences.Max(difference => Math.Abs(difference.Amount)) > rules.Orders.RoundingLimit)
            return new Outcome.Refused(new Blocker(
                BlockerCode.TotalsDiffer, $"order {order}",
                $"Order {orderName} was not confirmed in Odoo: the two systems come to different amounts, by more than rounding (limit {Totals.Text(rules.Orders.RoundingLimit)} {draft.Currency}). {remark}. Lines: {describe()}. Check the taxes of these lines under taxes; their rates must be what Shopify charged.",
                Role.Finance, "taxes"));
        if (rules.LineProducts.Rounding is not { } product)
            return new Outcome.Refused(new Blocker(
                BlockerCode.RoundingUnmapped, "rounding",
                $"Order {orderName} was not written to Odoo: {remark}. Choose the product for the rounding line under orders.lineProducts.rounding.",
                Role.Finance, "orders.lineProducts.rounding"));
        return new Outcome.Rounded(draft with { Lines = [.. draft.Lines, Line(order, product, draft.Expected.Total - computed.Total, remark)] }, remark);
    }

    private static SaleLineDraft Line(OrderId order, OdooId<Product> product, decimal amount, string name) => new()
    {
        ExternalId = $"rounding_{order}",
        Role = LineRole.Rounding,
        Product = product,
        Quantity = 1,
        PriceUnit = amount,
        Name = name,
    };

    private static List<(decimal Amount, string Sentence)> Differences(SaleOrderDraft draft, SaleAmounts computed, OrderRules rules)
    {
        var differences = new List<(decimal, string)>();
        void Compare(string what, decimal shopify, decimal odoo)
        {
            if (shopify != odoo) differences.Add((shopify - odoo, $"{what} is {Totals.Text(shopify)} in Shopify and {Totals.Text(odoo)} by Odoo's rounding"));
        }

        foreach (var tax in draft.Expected.Taxes.Keys.Union(computed.Taxes.Keys).OrderBy(tax => tax.Value))
            Compare(rules.OdooTaxes.GetValueOrDefault(tax)?.Name ?? $"tax {tax}", draft.Expected.Taxes.GetValueOrDefault(tax), computed.Taxes.GetValueOrDefault(tax));
        Compare("the untaxed amount", draft.Expected.Untaxed, computed.Untaxed);
        Compare("the total", draft.Expected.Total, computed.Total);
        return differences;
    }
}
