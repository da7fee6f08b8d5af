using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's discount applications.</summary>
internal static class DiscountObjects
{
    public static ShopifyObject[] Of(OrderMaking making) =>
        [.. making.Order.Discounts.Select((_, i) => Application(i, making))];

    public static ShopifyObject Application(int index, OrderMaking making)
    {
        var discount = making.Order.Discounts[index];
        var made = new ShopifyObject(TypeOf(discount.Kind))
        {
            ["index"] = index,
            ["allocationMethod"] = discount.Each || discount is { Target: DiscountTarget.Lines, Amount: null } ? "EACH" : "ACROSS",
            ["targetSelection"] = discount.Lines.Count > 0 ? "ENTITLED" : "ALL",
            ["targetType"] = discount.Target == DiscountTarget.Shipping ? "SHIPPING_LINE" : "LINE_ITEM",
            ["value"] = Value(discount, making),
        };
        made[discount.Kind == DiscountKind.Code ? "code" : "title"] = discount.Title;
        if (discount.Kind == DiscountKind.Manual) made["description"] = discount.Title;
        return made;
    }

    private static string TypeOf(DiscountKind kind) => kind switch
    {
        DiscountKind.Code => "DiscountCodeApplication",
        DiscountKind.Manual => "ManualDiscountApplication",
        DiscountKind.Automatic => "AutomaticDiscountApplication",
        _ => "ScriptDiscountApplication",
    };

    private static IGraphObject Value(DiscountDescription discount, OrderMaking making) => discount.Percentage is { } percentage
        ? new ShopifyObject("PricingPercentageValue") { ["percentage"] = (double)percentage }
        : new Coin(discount.Amount ?? 0m, making.Amounts.Currencies.Presentment.Code);
}
