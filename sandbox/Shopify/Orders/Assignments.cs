namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>One fulfillment order with what remains of it.</summary>
internal sealed record Assignment(FulfillmentOrderDescription Order, IReadOnlyList<AssignedUnits> Lines, bool Started)
{
    public int Left => Lines.Sum(line => line.Remaining);

    public string Status => Order.Closed || Left == 0 ? "CLOSED"
        : Order.Holds.Count > 0 ? "ON_HOLD"
        : Started ? "IN_PROGRESS" : "OPEN";

    public bool Open => Status is "OPEN" or "IN_PROGRESS";
}

internal sealed record AssignedUnits(int Line, int Total, int Remaining);

/// <summary>Which units are to be sent from where.</summary>
internal static class Assignments
{
    /// <summary>As described, or one fulfillment order with all lines at that location.</summary>
    public static IReadOnlyList<Assignment> Of(OrderDescription order, IReadOnlyList<int> current, long location) => order.FulfillmentOrders.Count > 0
        ? [.. order.FulfillmentOrders.Select(one => Described(one, order))]
        : [new Assignment(
            new FulfillmentOrderDescription(1, location, [.. current.Select((units, i) => new LineUnits(i, units))]),
            [.. current.Select((units, i) => new AssignedUnits(i, units, Math.Max(0, units - Sent(order, i))))],
            order.Fulfillments.Any(sent => !sent.Cancelled))];

    /// <summary>Units of a line that were sent, from anywhere.</summary>
    public static int Sent(OrderDescription order, int line) => order.Fulfillments.Where(sent => !sent.Cancelled).Sum(sent => sent.Lines.Count == 0
        ? order.Lines[line].Quantity - order.Lines[line].RemovedQuantity
        : sent.Lines.Where(units => units.Line == line).Sum(units => units.Quantity));

    private static Assignment Described(FulfillmentOrderDescription one, OrderDescription order)
    {
        var sent = order.Fulfillments.Where(sent => !sent.Cancelled).SelectMany(sent => sent.From).Where(units => units.Order == one.Part).ToList();
        return new Assignment(
            one,
            [.. one.Lines.Select(line => new AssignedUnits(line.Line, line.Quantity, Math.Max(0, line.Quantity - sent.Where(units => units.Line == line.Line).Sum(units => units.Quantity))))],
            sent.Count > 0);
    }
}
