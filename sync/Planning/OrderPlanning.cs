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
    /// <param name="booked">The order is in Odoo already.</param>
    public static OrderPlan Plan(ShopOrder order, OrderRules rules, ILookup<string, ProductCandidate> products, bool booked = false) =>
        Plan(order, rules, new KnownProducts(products), booked);

    /// <param name="booked">The order is in Odoo already.</param>
    public static OrderPlan Plan(ShopOrder order, OrderRules rules, KnownProducts products, bool booked = false)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rules);
        if (OrderIntake.LeftOutBy(order, rules.Orders.Take, booked) is { } rule) return new OrderPlan.Excluded(rule);

        var blockers = new List<Blocker>();
        var (customer, customerBlocker) = CustomerPlanning.Plan(order, rules);
        if (customerBlocker is not null) blockers.Add(customerBlocker);

        var currency = rules.Orders.BookIn == BookingCurrency.Shop ? order.ShopCurrency : order.PresentmentCurrency;
        var (pricelist, currencyBlocker) = PricelistFor(order, rules, currency);
        if (currencyBlocker is not null) blockers.Add(currencyBlocker);

        var (term, termBlocker) = TermMap.Of(order, rules);
        if (termBlocker is not null) blockers.Add(termBlocker);

        if (WarehouseGone(order, rules) is { } gone) blockers.Add(gone);

        var parts = SoldParts.Of(order, rules.Orders.BookIn);
        if ((TaxedDutiesInPrices(order, rules) ?? OwnSumDiffers(order, rules, parts)) is { } differs) blockers.Add(differs);

        var (method, methodBlocker) = DeliveryMethods.Of(order, rules);
        if (methodBlocker is not null) blockers.Add(methodBlocker);

        var planned = Planned(order, rules, parts, products, new TaxMap(order, rules, booked), blockers);
        if (blockers.Count > 0) return new OrderPlan.Blocked(blockers);

        var draft = new SaleOrderDraft
        {
            ExternalId = $"order_{order.Id}",
            ClientOrderRef = CustomerReference.Of(order, rules),
            Origin = $"Shopify {order.Name}",
            DateOrder = order.ProcessedAt,
            Company = rules.Company,
            Pricelist = pricelist,
            Warehouse = rules.WarehouseOf(order),
            SalesTeam = rules.SalesTeam,
            DeliveryMethod = method,
            Note = CustomerReference.NoteOf(order, rules),
            Term = term,
            Currency = currency,
            Lines = new ShapeChoice(rules, currency).Choose(planned),
            Expected = ShapeChoice.Expected(planned),
        };
        return Rounding.Complete(order, draft, rules, planned) switch
        {
            Rounding.Outcome.Exact exact => new OrderPlan.Ready(exact.Draft, customer!, Confirms(order, rules), null),
            Rounding.Outcome.Rounded rounded => new OrderPlan.Ready(rounded.Draft, customer!, Confirms(order, rules), rounded.Remark),
            Rounding.Outcome.Refused refused => new OrderPlan.Blocked([refused.Blocker]),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }

    private static List<PlannedPart> Planned(
        ShopOrder order, OrderRules rules, IReadOnlyList<SoldPart> parts, KnownProducts products, TaxMap taxMap, List<Blocker> blockers)
    {
        var match = new ProductMatch(order, rules, products);
        var shapes = new LineShapes(rules, rules.Orders.BookIn == BookingCurrency.Shop ? order.ShopCurrency : order.PresentmentCurrency);
        var planned = new List<PlannedPart>();
        foreach (var part in parts)
        {
            var (taxes, taxBlockers) = taxMap.For(part);
            var (product, productBlocker) = match.Of(part);
            blockers.AddRange(taxBlockers);
            if (productBlocker is not null) blockers.Add(productBlocker);
            if (product is { } known && taxBlockers.Count == 0) planned.Add(shapes.Of(part with { Each = known.Each }, known.Product, taxes));
        }

        // The same missing decision is told once for an order, however many of its lines wait for it.
        var distinct = blockers.DistinctBy(blocker => blocker.Cause).ToList();
        blockers.Clear();
        blockers.AddRange(distinct);
        return planned;
    }

    private static (OdooId<Pricelist>?, Blocker?) PricelistFor(ShopOrder order, OrderRules rules, Currency currency)
    {
        if (rules.Pricelists.TryGetValue(currency, out var pricelist)) return (pricelist, null);
        if (currency == rules.CompanyCurrency) return (null, null);
        return (null, new Blocker(
            BlockerCode.CurrencyUnmapped, currency.Code,
            $"Order {order.Name} was not written to Odoo: it is in {currency} and Odoo's company keeps {rules.CompanyCurrency}. Odoo takes an order's currency only from a pricelist: choose one in {currency} under orders.pricelists.{currency}; all orders in {currency} then go on.",
            Role.Finance, $"orders.pricelists.{currency}"));
    }

    /// <summary>A point of sale whose warehouse cannot be used: its goods would leave from another one.</summary>
    private static Blocker? WarehouseGone(ShopOrder order, OrderRules rules) =>
        order.RetailLocation is { } place && rules.Locations.FirstOrDefault(one => one.Decision.Location == place) is { Warehouse: null } mapped
            ? new Blocker(
                BlockerCode.LocationUnmapped, $"location {place}",
                $"Order {order.Name} was not written to Odoo: it was sold at the location {place}, and its warehouse {mapped.Decision.Warehouse} in Odoo cannot be used. Run 'setup check' and choose another under fulfillments.locations; all orders that wait for it then go on.",
                Role.Operations, "fulfillments.locations")
            : null;

    /// <summary>Shopify's own parts must add up to its total; else something on the order is not understood and nothing may be booked.</summary>
    private static Blocker? OwnSumDiffers(ShopOrder order, OrderRules rules, IReadOnlyList<SoldPart> parts)
    {
        // Of an order that was booked and is cancelled now, nothing is written any more: its documents say what is to be credited.
        if (order.CancelledAt is not null) return null;
        var sum = parts.Sum(part => part.Total);
        var current = order.CurrentTotal.In(rules.Orders.BookIn);
        var before = order.Total.In(rules.Orders.BookIn);
        if (sum == current.Amount || (order.Refunded && sum == before.Amount)) return null;
        // Edits leave neither of the two: then what is left and what refunds took off make up what was sold.
        if (order.Refunds.Count > 0 && sum == current.Amount + order.Refunds.Where(refund => refund.OfSold).Sum(refund => refund.Worth(order.TaxesIncluded, rules.Orders.BookIn))) return null;
        // Where goods went out for others, all that was sold less what came back is what the order comes to.
        if (order.Returns.Any(back => back.ExchangeLines.Count > 0) && sum - Returned(order, rules.Orders.BookIn) == current.Amount) return null;
        var stated = order.Refunded ? before : current;
        return new Blocker(
            BlockerCode.TotalsDiffer, $"order {order.Id}",
            $"Order {order.Name} was not written to Odoo: Shopify states a total of {stated}, but what it lists adds up to {new Money(sum, stated.Currency)}: {Totals.Describe(parts)}. Nothing in the setup mends this: enter the order in Odoo by hand, and report it with this sentence.",
            Role.Finance);
    }

    private static decimal Returned(ShopOrder order, BookingCurrency booking)
    {
        decimal Worth(MoneyBag subtotal, MoneyBag tax) => subtotal.In(booking).Amount + (order.TaxesIncluded ? 0m : tax.In(booking).Amount);
        return order.Refunds.Where(refund => refund.OfSold).Sum(refund =>
            refund.Lines.Sum(line => Worth(line.Subtotal, line.Tax)) + refund.Shipping.Sum(line => Worth(line.Subtotal, line.Tax)));
    }

    /// <summary>Where a price contains a duty that is taxed by itself, nobody states how much of the price each tax is on.</summary>
    private static Blocker? TaxedDutiesInPrices(ShopOrder order, OrderRules rules)
    {
        if (!order.DutiesIncluded) return null;
        var taxed = order.Lines.Where(line => line.CurrentQuantity + line.RefundedQuantity > 0)
            .FirstOrDefault(line => line.Duties.Any(duty => duty.Taxes.Any(tax => !tax.Amount.IsZero)));
        if (taxed is null) return null;
        var duties = taxed.Duties.Select(duty => duty.Price.In(rules.Orders.BookIn)).Aggregate((one, other) => one + other);
        return new Blocker(
            BlockerCode.TotalsDiffer, $"order {order.Id}",
            $"Order {order.Name} was not written to Odoo: the price of “{taxed.Title}” contains duties of {duties}, which Shopify taxes by themselves, and does not state how its taxes divide the price. Nothing in the setup mends this: enter the order in Odoo by hand.",
            Role.Finance);
    }

    private static bool Confirms(ShopOrder order, OrderRules rules) => rules.Orders.ConfirmWhen switch
    {
        ConfirmWhen.AtOnce => true,
        ConfirmWhen.Never => false,
        ConfirmWhen.WhenPaid => PaidInFull.Of(order),
        var other => throw new InvalidOperationException($"No rule for {other}."),
    };
}
