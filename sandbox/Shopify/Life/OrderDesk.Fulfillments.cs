using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Shopify.Life;

/// <content>What is sent, held and moved.</content>
public sealed partial class OrderDesk
{
    /// <summary>Sends units from a location; without units, all that is left there.</summary>
    /// <param name="location">Null for the location of the first open fulfillment order.</param>
    public PracticeOrder Fulfill(
        PracticeOrder order, IReadOnlyList<LineUnits>? lines = null, long? location = null, IReadOnlyList<TrackingDescription>? packages = null, DeliveryPlan? plan = null)
    {
        Do(order, state =>
        {
            var from = location ?? (state.Assigned.FirstOrDefault(one => one.Open) ?? state.Assigned[0]).Order.Location;
            return Sent(state, FulfillmentPlan.Take(state, from, lines ?? []), from, packages ?? []);
        });
        return Fulfilled(order, plan);
    }

    /// <summary>Takes a fulfillment back.</summary>
    public PracticeOrder CancelFulfillment(PracticeOrder order, int fulfillment, DeliveryPlan? plan = null)
    {
        Do(order, state => FulfillmentPlan.Back(FulfillmentPlan.Explicit(state), state, fulfillment));
        return Changed(order, fulfillment, plan);
    }

    /// <summary>Replaces a fulfillment's tracking.</summary>
    public PracticeOrder UpdateTracking(PracticeOrder order, int fulfillment, IReadOnlyList<TrackingDescription> packages, DeliveryPlan? plan = null)
    {
        Do(order, state => state.Order with
        {
            Fulfillments = [.. state.Order.Fulfillments.Select((f, i) => i == fulfillment ? f with { Packages = packages } : f)],
        });
        return Changed(order, fulfillment, plan);
    }

    /// <summary>Holds what is to be sent.</summary>
    /// <param name="reason">Such as HIGH_RISK_OF_FRAUD, INVENTORY_OUT_OF_STOCK or OTHER.</param>
    /// <param name="part">Of one fulfillment order, from 1; null for all that are open.</param>
    public PracticeOrder Hold(PracticeOrder order, string reason = "OTHER", string? notes = null, int? part = null, DeliveryPlan? plan = null)
    {
        Do(order, state => Holding(state, one => one.Status != "CLOSED" && (part ?? one.Order.Part) == one.Order.Part, holds => [.. holds, new HoldDescription(reason, notes)]));
        return Updated(order, plan);
    }

    /// <summary>Lets held goods be sent.</summary>
    public PracticeOrder ReleaseHold(PracticeOrder order, int? part = null, DeliveryPlan? plan = null)
    {
        Do(order, state => Holding(state, one => (part ?? one.Order.Part) == one.Order.Part, _ => []));
        return Updated(order, plan);
    }

    /// <summary>Assigns a fulfillment order, or units of it, to another location.</summary>
    public PracticeOrder Move(PracticeOrder order, int part, long location, IReadOnlyList<LineUnits>? units = null, DeliveryPlan? plan = null)
    {
        Move(order, part, location, units ?? []);
        return Updated(order, plan);
    }

    /// <returns>The part that has the units now.</returns>
    internal int Move(PracticeOrder order, int part, long location, IReadOnlyList<LineUnits> units)
    {
        var moved = part;
        Do(order, state =>
        {
            (var after, moved) = FulfillmentPlan.Move(FulfillmentPlan.Explicit(state), state, part, location, units);
            return after;
        });
        return moved;
    }

    /// <summary>Sends exactly those units, as an app asks for it.</summary>
    internal PracticeOrder Fulfill(PracticeOrder order, IReadOnlyList<OrderUnits> from, long location, IReadOnlyList<TrackingDescription> packages, DeliveryPlan plan)
    {
        Do(order, state => Sent(state, from, location, packages));
        return Fulfilled(order, plan);
    }

    private OrderDescription Sent(OrderState state, IReadOnlyList<OrderUnits> from, long location, IReadOnlyList<TrackingDescription> packages)
    {
        var order = FulfillmentPlan.Explicit(state);
        var sent = new FulfillmentDescription
        {
            From = from,
            Lines = [.. from.GroupBy(units => units.Line).Select(line => new LineUnits(line.Key, line.Sum(units => units.Quantity)))],
            Location = location,
            Packages = packages,
            CreatedAt = Now,
        };
        return order with { Fulfillments = [.. order.Fulfillments, sent] };
    }

    private static OrderDescription Holding(OrderState state, Func<Assignment, bool> which, Func<IReadOnlyList<HoldDescription>, IReadOnlyList<HoldDescription>> holds)
    {
        var order = FulfillmentPlan.Explicit(state);
        var parts = state.Assigned.Where(which).Select(one => one.Order.Part).ToHashSet();
        if (parts.Count == 0) throw new LifeRefusal("Fulfillment order does not exist.", "id");
        return order with { FulfillmentOrders = [.. order.FulfillmentOrders.Select(one => parts.Contains(one.Part) ? one with { Holds = holds(one.Holds) } : one)] };
    }

    private PracticeOrder Fulfilled(PracticeOrder order, DeliveryPlan? plan)
    {
        Tell("fulfillments/create", LifeBody.Fulfillment(order, order.Data.Children("fulfillments")[^1]), plan);
        Tell(order, order.Data.Text("displayFulfillmentStatus") == "FULFILLED" ? "orders/fulfilled" : "orders/partially_fulfilled", plan);
        return Updated(order, plan);
    }

    private PracticeOrder Changed(PracticeOrder order, int fulfillment, DeliveryPlan? plan)
    {
        Tell("fulfillments/update", LifeBody.Fulfillment(order, order.Data.Children("fulfillments")[fulfillment]), plan);
        return Updated(order, plan);
    }
}
