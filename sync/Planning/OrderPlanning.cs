using Tandem.Sync.Customers;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>Turns a Shopify order into what it becomes in Odoo, or into everything that stands in the way.</summary>
public static class OrderPlanning
{
    /// <param name="products">Odoo products by the code they were looked up with.</param>
    public static OrderPlan Plan(ShopOrder order, OrderRules rules, ILookup<string, ProductCandidate> products)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rules);
        if (OrderIntake.LeftOutBy(order, rules.Orders.Take) is { } rule) return new OrderPlan.Excluded(rule);

        var blockers = new List<Blocker>();
        var (customer, customerBlocker) = CustomerPlanning.Plan(order, rules);
        if (customerBlocker is not null) blockers.Add(customerBlocker);

        var currency = rules.Orders.BookIn == BookingCurrency.Shop ? order.ShopCurrency : order.PresentmentCurrency;
        var (pricelist, currencyBlocker) = PricelistFor(order, rules, currency);
        if (currencyBlocker is not null) blockers.Add(currencyBlocker);

        var parts = SoldParts.Of(order, rules.Orders.BookIn);
        if (OwnSumDiffers(order, rules, parts) is { } differs) blockers.Add(differs);

        var lines = Lines(order, rules, parts, products, currency, blockers);
        if (blockers.Count > 0) return new OrderPlan.Blocked(blockers);

        var draft = new SaleOrderDraft
        {
            ExternalId = $"order_{order.Id}",
            ClientOrderRef = order.Name,
            Origin = $"Shopify {order.Name}",
            DateOrder = order.ProcessedAt,
            Company = rules.Company,
            Pricelist = pricelist,
            Warehouse = rules.Warehouse,
            SalesTeam = rules.SalesTeam,
            Note = order.Note,
            Currency = currency,
            Lines = [.. lines.SelectMany(line => line.Drafts)],
            Expected = Expected(lines),
        };
        return Rounding.Complete(order, draft, rules, parts) switch
        {
            Rounding.Outcome.Exact exact => new OrderPlan.Ready(exact.Draft, customer!, Confirms(order, rules), null),
            Rounding.Outcome.Rounded rounded => new OrderPlan.Ready(rounded.Draft, customer!, Confirms(order, rules), rounded.Remark),
            Rounding.Outcome.Refused refused => new OrderPlan.Blocked([refused.Blocker]),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }

    private static List<(SoldPart Part, IReadOnlyList<BookedTax> Taxes, IReadOnlyList<SaleLineDraft> Drafts)> Lines(
        ShopOrder order, OrderRules rules, IReadOnlyList<SoldPart> parts, ILookup<string, ProductCandidate> products, Currency currency, List<Blocker> blockers)
    {
        var taxMap = new TaxMap(order, rules);
        var match = new ProductMatch(order, rules, products);
        var shapes = new LineShapes(rules, currency);
        var lines = new List<(SoldPart, IReadOnlyList<BookedTax>, IReadOnlyList<SaleLineDraft>)>();
        foreach (var part in parts)
        {
            var (taxes, taxBlockers) = taxMap.For(part);
            var (product, productBlocker) = match.Of(part);
            blockers.AddRange(taxBlockers);
            if (productBlocker is not null) blockers.Add(productBlocker);
            if (product is { } id && taxBlockers.Count == 0) lines.Add((part, taxes, shapes.Of(part, id, taxes)));
        }

        // The same missing decision is told once for an order, however many of its lines wait for it.
        var distinct = blockers.DistinctBy(blocker => blocker.Cause).ToList();
        blockers.Clear();
        blockers.AddRange(distinct);
        return lines;
    }

    private static (OdooId<Pricelist>?, Blocker?) PricelistFor(ShopOrder order, OrderRules rules, Currency currency)
    {
        if (rules.Pricelists.TryGetValue(currency, out var pricelist)) return (pricelist, null);
        if (currency == rules.CompanyCurrency) return (null, null);
        return (null, new Blocker(
            BlockerCode.CurrencyUnmapped, currency.Code,
            $"Order {order.Name} was not written to Odoo: it is in {currency} and Odoo's company keeps {rules.CompanyCurrency}. Odoo takes an order's currency only from a pricelist: choose one in {currency} under orders.pricelists.{currency}.",
            Role.Finance, $"orders.pricelists.{currency}"));
    }

    /// <summary>Shopify's own parts must add up to its total; else something on the order is not understood and nothing may be booked.</summary>
    private static Blocker? OwnSumDiffers(ShopOrder order, OrderRules rules, IReadOnlyList<SoldPart> parts)
    {
        var sum = parts.Sum(part => part.Total);
        var current = order.CurrentTotal.In(rules.Orders.BookIn);
        var before = order.Total.In(rules.Orders.BookIn);
        if (sum == current.Amount || (order.Refunded && sum == before.Amount)) return null;
        var stated = order.Refunded ? before : current;
        return new Blocker(
            BlockerCode.TotalsDiffer, $"order {order.Id}",
            $"Order {order.Name} was not written to Odoo: Shopify states a total of {stated}, but its parts add up to {new Money(sum, stated.Currency)} ({Totals.Describe(parts)}). Book this order by hand and mark it as corrected, or ask for help with this list.",
            Role.Finance);
    }

    private static SaleAmounts Expected(List<(SoldPart Part, IReadOnlyList<BookedTax> Taxes, IReadOnlyList<SaleLineDraft> Drafts)> lines)
    {
        var taxes = lines.SelectMany(line => line.Taxes).GroupBy(tax => tax.Tax.Id).ToDictionary(tax => tax.Key, tax => tax.Sum(booked => booked.Amount));
        var untaxed = lines.Sum(line => line.Part.TaxesIncluded ? line.Part.Net - line.Taxes.Sum(tax => tax.Amount) : line.Part.Net);
        return new SaleAmounts(untaxed, taxes, untaxed + taxes.Values.Sum());
    }

    private static bool Confirms(ShopOrder order, OrderRules rules) => rules.Orders.ConfirmWhen switch
    {
        ConfirmWhen.AtOnce => true,
        ConfirmWhen.Never => false,
        ConfirmWhen.WhenPaid => order.FinancialStatus is "PAID" or "PARTIALLY_REFUNDED" or "REFUNDED",
        var other => throw new InvalidOperationException($"No rule for {other}."),
    };
}
