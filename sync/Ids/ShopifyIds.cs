using System.Globalization;

namespace Tandem.Sync;

/// <summary>A Shopify Order's number inside its global id.</summary>
public readonly record struct OrderId(long Value)
{
    public string Gid => Shopify.Gid("Order", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify LineItem's number.</summary>
public readonly record struct LineId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify Customer's number.</summary>
public readonly record struct CustomerId(long Value)
{
    public string Gid => Shopify.Gid("Customer", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify ProductVariant's number.</summary>
public readonly record struct VariantId(long Value)
{
    public string Gid => Shopify.Gid("ProductVariant", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify Product's number.</summary>
public readonly record struct ProductId(long Value)
{
    public string Gid => Shopify.Gid("Product", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify InventoryItem's number.</summary>
public readonly record struct InventoryItemId(long Value)
{
    public string Gid => Shopify.Gid("InventoryItem", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify OrderTransaction's number.</summary>
public readonly record struct TransactionId(long Value)
{
    public string Gid => Shopify.Gid("OrderTransaction", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify Refund's number.</summary>
public readonly record struct RefundId(long Value)
{
    public string Gid => Shopify.Gid("Refund", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify Fulfillment's number.</summary>
public readonly record struct FulfillmentId(long Value)
{
    public string Gid => Shopify.Gid("Fulfillment", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify FulfillmentOrder's number.</summary>
public readonly record struct FulfillmentOrderId(long Value)
{
    public string Gid => Shopify.Gid("FulfillmentOrder", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify FulfillmentOrderLineItem's number.</summary>
public readonly record struct FulfillmentOrderLineId(long Value)
{
    public string Gid => Shopify.Gid("FulfillmentOrderLineItem", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify Location's number.</summary>
public readonly record struct LocationId(long Value)
{
    public string Gid => Shopify.Gid("Location", Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Shopify's global ids: <c>gid://shopify/Order/123</c>.</summary>
public static class Shopify
{
    public static string Gid(string type, long number) => $"gid://shopify/{type}/{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The number at the end of a global id; a query part after it is ignored.</summary>
    /// <exception cref="FormatException">The text is not a global id of that type.</exception>
    public static long Number(string gid, string type)
    {
        var prefix = $"gid://shopify/{type}/";
        ArgumentNullException.ThrowIfNull(gid);
        if (gid.StartsWith(prefix, StringComparison.Ordinal))
        {
            var end = gid.IndexOf('?', StringComparison.Ordinal);
            var digits = gid.AsSpan()[prefix.Length..(end < 0 ? gid.Length : end)];
            if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        }

        throw new FormatException($"'{gid}' is not the global id of a Shopify {type}.");
    }
}
