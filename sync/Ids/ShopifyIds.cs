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
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A Shopify ProductVariant's number.</summary>
public readonly record struct VariantId(long Value)
{
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
