using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.Shopify.Life;

/// <summary>How an order changes by an edit.</summary>
internal static class EditPlan
{
    public static OrderDescription Change(OrderState state, OrderEdit edit, Func<OrderDescription, OrderState> again)
    {
        if (!edit.OfSale) return Written(state.Order, edit);
        if (state.Order.CancelledAt is not null) throw new LifeRefusal("The order cannot be edited.", "id");
        var order = FulfillmentPlan.Explicit(state);
        foreach (var (line, units) in edit.Quantities) order = Quantity(again(order), line, units);
        foreach (var line in edit.Add) order = Added(again(order), line);
        foreach (var (line, amount) in edit.Discounts) order = Discounted(order, line, amount);
        if (edit.AddShipping is { } shipping) order = order with { Shipping = [.. order.Shipping, shipping] };
        return Written(order, edit) with { Edited = true };
    }

    /// <summary>A line of its own with its own fulfillment order, which earlier discounts don't reach.</summary>
    public static OrderDescription Added(OrderState state, LineDescription line)
    {
        var order = FulfillmentPlan.Explicit(state);
        var added = order with
        {
            Lines = [.. order.Lines, line],
            Discounts = [.. order.Discounts.Select(discount => discount.Target == DiscountTarget.Shipping || discount.Lines.Count > 0
                ? discount
                : discount with { Lines = [.. Enumerable.Range(0, order.Lines.Count)] })],
        };
        return FulfillmentPlan.More(added, state.First, [new LineUnits(order.Lines.Count, line.Quantity)]);
    }

    private static OrderDescription Quantity(OrderState state, int line, int units)
    {
        var change = units - state.Current(line);
        if (units < 0) throw new LifeRefusal("Quantity must be greater than or equal to 0", "quantity");
        if (change < 0)
        {
            if (-change > state.Left(line)) throw new LifeRefusal("Line item has already been fulfilled", "lineItemId");
            return FulfillmentPlan.Less(Removed(state.Order, line, -change), state, line, -change);
        }

        if (change == 0) return state.Order;
        var simple = state.Order.Discounts.Count == 0 && state.Order.Lines[line].RemovedQuantity == 0 && state.Order.Lines[line].Duties.Count == 0
            && !state.Order.Refunds.SelectMany(refund => refund.Lines).Any(given => given.Line == line);
        if (!simple) return Added(state, state.Order.Lines[line] with { Quantity = change, RemovedQuantity = 0, Duties = [] });
        var more = state.Order with { Lines = [.. state.Order.Lines.Select((l, i) => i == line ? l with { Quantity = l.Quantity + change } : l)] };
        return FulfillmentPlan.More(more, state.First, [new LineUnits(line, change)]);
    }

    private static OrderDescription Removed(OrderDescription order, int line, int units) =>
        order with { Lines = [.. order.Lines.Select((l, i) => i == line ? l with { RemovedQuantity = l.RemovedQuantity + units } : l)] };

    private static OrderDescription Discounted(OrderDescription order, int line, decimal amount)
    {
        if (order.Refunds.Any(refund => !refund.Deleted)) throw new LifeRefusal("The order cannot be edited.", "id");
        return order with { Discounts = [.. order.Discounts, new DiscountDescription(DiscountKind.Manual, "Edited", DiscountTarget.Lines) { Lines = [line], Amount = amount }] };
    }

    private static OrderDescription Written(OrderDescription order, OrderEdit edit) => order with
    {
        ShippingAddress = edit.ShippingAddress ?? order.ShippingAddress,
        BillingAddress = edit.BillingAddress ?? order.BillingAddress,
        Customer = edit.Customer ?? order.Customer,
        Note = edit.Note ?? order.Note,
        Email = edit.Email ?? order.Email,
        Tags = edit.Tags ?? order.Tags,
    };
}
