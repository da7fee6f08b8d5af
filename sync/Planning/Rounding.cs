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
    public static Outcome Complete(ShopOrder order, SaleOrderDraft draft, OrderRules rules, IReadOnlyList<PlannedPart> parts)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(rules);
        var computed = SaleArithmetic.Amounts(draft.Lines, rules.OdooTaxes, rules.Book, draft.Currency);
        return Close(order.Name, order.Id, draft, computed, rules, () => Totals.Differing(draft, parts, rules));
    }

    /// <summary>Decides about the difference between what is expected and what Odoo computed for the lines without a rounding line.</summary>
    /// <param name="describe">Names the lines in question.</param>
    public static Outcome Close(string orderName, OrderId order, SaleOrderDraft draft, SaleAmounts computed, OrderRules rules, Func<string> describe)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(computed);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(describe);
        var differences = Differences(draft, computed, rules);
        if (differences.Count == 0) return new Outcome.Exact(draft);

        var what = string.Join("; ", differences.Select(difference => difference.Sentence));
        var amount = draft.Expected.Total - computed.Total;
        if (differences.Append((draft.Expected.Tax - computed.Tax, "")).Max(difference => Math.Abs(difference.Item1)) > rules.Orders.RoundingLimit)
            return new Outcome.Refused(Differ(order,
                $"Order {orderName} was not booked in Odoo: its amounts there would differ from Shopify's by more than the rounding limit of {Totals.Text(rules.Orders.RoundingLimit)} {draft.Currency}: {what}. Lines in question: {describe()}. Check under taxes that each Shopify tax on them is mapped to an Odoo tax of the same rate; if all are and this is rounding, raise orders.roundingLimit.",
                "taxes"));
        if (Math.Round(amount, rules.Book.PriceDigits) != amount)
            return new Outcome.Refused(Differ(order,
                $"Order {orderName} was not booked in Odoo: {what}. Prices in Odoo keep {rules.Book.PriceDigits} digits, too few for {draft.Currency}. Raise the digits of “Product Price” under decimal accuracy in Odoo.",
                null));
        if (rules.LineProducts.Rounding is not { } product)
            return new Outcome.Refused(new Blocker(
                BlockerCode.RoundingUnmapped, "rounding",
                $"Order {orderName} was not booked in Odoo: {what}. This is within the rounding limit, but no product is decided for the rounding line. Choose one under orders.lineProducts.rounding; all orders that wait for it then go on.",
                Role.Finance, "orders.lineProducts.rounding"));
        var remark = $"Rounding: {what}";
        return new Outcome.Rounded(draft with { Lines = [.. draft.Lines, Line(order, product, amount, remark)] }, remark);
    }

    private static Blocker Differ(OrderId order, string sentence, string? setting) =>
        new(BlockerCode.TotalsDiffer, $"order {order}", sentence, Role.Finance, setting);

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
            if (shopify != odoo) differences.Add((shopify - odoo, $"{what} is {Totals.Text(shopify)} in Shopify and {Totals.Text(odoo)} in Odoo"));
        }

        foreach (var tax in draft.Expected.Taxes.Keys.Union(computed.Taxes.Keys).OrderBy(tax => tax.Value))
            Compare($"the tax “{rules.OdooTaxes.GetValueOrDefault(tax)?.Name ?? tax.ToString()}”", draft.Expected.Taxes.GetValueOrDefault(tax), computed.Taxes.GetValueOrDefault(tax));
        Compare("the untaxed amount", draft.Expected.Untaxed, computed.Untaxed);
        Compare("the total", draft.Expected.Total, computed.Total);
        return differences;
    }
}
