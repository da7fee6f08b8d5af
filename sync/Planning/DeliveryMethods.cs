using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Planning;

/// <summary>Odoo's delivery method for the shipping that the buyer chose.</summary>
internal static class DeliveryMethods
{
    /// <summary>Neither where the shop decided none at all, or the order has no shipping.</summary>
    public static (OdooId<DeliveryMethod>?, Blocker?) Of(ShopOrder order, OrderRules rules)
    {
        if (rules.DeliveryMethods.Count == 0 || order.ShippingLines.LastOrDefault(line => !line.Removed) is not { } shipping) return (null, null);
        // A code is the more precise of the two; a rate that a carrier computed has both.
        var mapped = rules.DeliveryMethods.FirstOrDefault(one => Same(one.Decision.Shipping, shipping.Code)) ?? rules.DeliveryMethods.FirstOrDefault(one => Same(one.Decision.Shipping, shipping.Title));
        if (mapped?.Method is { } method) return (method, null);
        return (null, new Blocker(
            BlockerCode.DeliveryMethodUnmapped, shipping.Title,
            mapped is null
                ? $"Order {order.Name} was not written to Odoo: its shipping “{shipping.Title}” has no delivery method in Odoo yet. Choose one under orders.deliveryMethods; all orders with it then go on."
                : $"Order {order.Name} was not written to Odoo: the delivery method {mapped.Decision.Method} of its shipping “{shipping.Title}” cannot be used. Run 'setup check' and choose another under orders.deliveryMethods.",
            Role.Operations, "orders.deliveryMethods"));
    }

    private static bool Same(string decided, string? stated) => string.Equals(decided, stated?.Trim(), StringComparison.OrdinalIgnoreCase);
}
