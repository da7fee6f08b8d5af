using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.Shopify.Life;

/// <summary>How an order's fulfillment orders change.</summary>
internal static class FulfillmentPlan
{
    /// <summary>The order with its fulfillment orders written down, so that they can change.</summary>
    public static OrderDescription Explicit(OrderState state)
    {
        if (state.Order.FulfillmentOrders.Count > 0) return state.Order;
        var one = state.Assigned[0];
        return state.Order with
        {
            FulfillmentOrders = [one.Order with { Lines = [.. one.Lines.Select(line => new LineUnits(line.Line, line.Remaining + Assignments.Sent(state.Order, line.Line))).Where(line => line.Quantity > 0)] }],
            Fulfillments = [.. state.Order.Fulfillments.Select(sent => sent with { From = [.. UnitsOf(sent, state.Order).Select(units => new OrderUnits(1, units.Line, units.Quantity))] })],
        };
    }

    /// <summary>Units of a line taken off what is to be sent.</summary>
    public static OrderDescription Less(OrderDescription order, OrderState state, int line, int units)
    {
        var orders = order.FulfillmentOrders.ToList();
        foreach (var one in state.Assigned.Where(one => !one.Order.Closed))
        {
            var taken = Math.Min(units, one.Lines.Where(l => l.Line == line).Sum(l => l.Remaining));
            var index = orders.FindIndex(o => o.Part == one.Order.Part);
            if (taken == 0 || index < 0) continue;
            orders[index] = orders[index] with { Lines = [.. orders[index].Lines.Select(l => l.Line == line ? l with { Quantity = l.Quantity - taken } : l)] };
            units -= taken;
        }

        return order with { FulfillmentOrders = orders };
    }

    /// <summary>A further fulfillment order with those units.</summary>
    public static OrderDescription More(OrderDescription order, long location, IReadOnlyList<LineUnits> lines) => order with
    {
        FulfillmentOrders = [.. order.FulfillmentOrders, new FulfillmentOrderDescription(order.FulfillmentOrders.Max(one => one.Part) + 1, location, lines)],
    };

    /// <summary>Which open fulfillment orders at a location give those units; all that is left there for none.</summary>
    public static IReadOnlyList<OrderUnits> Take(OrderState state, long location, IReadOnlyList<LineUnits> wanted)
    {
        var there = state.Assigned.Where(one => one.Order.Location == location && one.Status != "CLOSED").ToList();
        if (there.FirstOrDefault(one => !one.Open) is { } held && there.All(one => !one.Open))
            throw new LifeRefusal($"Fulfillment order {held.Order.Part} has an unfulfillable status= {held.Status.ToLowerInvariant()}.", "fulfillment");
        var open = there.Where(one => one.Open).SelectMany(one => one.Lines.Select(line => new OrderUnits(one.Order.Part, line.Line, line.Remaining))).Where(units => units.Quantity > 0).ToList();
        if (wanted.Count == 0) return open.Count > 0 ? open : throw new LifeRefusal("Fulfillment order has an unfulfillable status= closed.", "fulfillment");
        var taken = new List<OrderUnits>();
        foreach (var want in wanted)
        {
            var left = want.Quantity;
            foreach (var units in open.Where(units => units.Line == want.Line))
            {
                if (Math.Min(left, units.Quantity) is var some and > 0) taken.Add(units with { Quantity = some });
                left -= Math.Min(left, units.Quantity);
            }

            if (left > 0) throw new LifeRefusal("Invalid fulfillment order line item quantity requested.", "fulfillment");
        }

        return taken;
    }

    /// <summary>Its units are to be sent again: from where they were, or from a further fulfillment order when that was done.</summary>
    public static OrderDescription Back(OrderDescription order, OrderState state, int fulfillment)
    {
        if (fulfillment < 0 || fulfillment >= order.Fulfillments.Count) throw new LifeRefusal("Fulfillment does not exist.", "id");
        var sent = order.Fulfillments[fulfillment];
        if (sent.Cancelled) return order;
        if (sent.From.GroupBy(units => units.Line).Any(line => line.Sum(units => units.Quantity) > state.Sent(line.Key)))
            throw new LifeRefusal("Fulfillment with items that came back cannot be canceled.", "id");
        var after = order with { Fulfillments = [.. order.Fulfillments.Select((f, i) => i == fulfillment ? f with { Cancelled = true } : f)] };
        foreach (var part in sent.From.GroupBy(units => units.Order))
        {
            var was = state.Assigned.Single(one => one.Order.Part == part.Key);
            if (was.Left > 0) continue;
            after = More(after, was.Order.Location, [.. part.Select(units => new LineUnits(units.Line, units.Quantity))]);
            after = after with { FulfillmentOrders = [.. after.FulfillmentOrders.Select(one => one.Part == part.Key ? one with { Closed = true } : one)] };
        }

        return after;
    }

    /// <summary>Units of a fulfillment order assigned to another location; without units, all that is left.</summary>
    /// <returns>The order, and the part that has the units now.</returns>
    public static (OrderDescription Order, int Part) Move(OrderDescription order, OrderState state, int part, long location, IReadOnlyList<LineUnits> units)
    {
        var one = state.Assigned.Single(o => o.Order.Part == part);
        if (one.Status == "CLOSED") throw new LifeRefusal("Fulfillment order is closed and cannot be moved.", "id");
        IReadOnlyList<LineUnits> moved = units.Count > 0 ? units : [.. one.Lines.Where(l => l.Remaining > 0).Select(l => new LineUnits(l.Line, l.Remaining))];
        if (moved.Any(m => m.Quantity < 1 || m.Quantity > one.Lines.Where(l => l.Line == m.Line).Sum(l => l.Remaining)))
            throw new LifeRefusal("Invalid fulfillment order line item quantity requested.", "fulfillmentOrderLineItems");
        if (!one.Started && moved.Sum(m => m.Quantity) == one.Left)
            return (order with { FulfillmentOrders = [.. order.FulfillmentOrders.Select(o => o.Part == part ? o with { Location = location } : o)] }, part);
        var less = order with
        {
            FulfillmentOrders = [.. order.FulfillmentOrders.Select(o => o.Part != part ? o : o with
            {
                Lines = [.. o.Lines.Select(l => l with { Quantity = l.Quantity - moved.Where(m => m.Line == l.Line).Sum(m => m.Quantity) })],
            })],
        };
        return (More(less, location, moved), less.FulfillmentOrders.Max(o => o.Part) + 1);
    }

    private static IEnumerable<LineUnits> UnitsOf(FulfillmentDescription sent, OrderDescription order) => sent.Lines.Count > 0
        ? sent.Lines
        : order.Lines.Select((line, i) => new LineUnits(i, line.Quantity - line.RemovedQuantity));
}
