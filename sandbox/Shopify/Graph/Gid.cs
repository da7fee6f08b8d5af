using System.Globalization;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Shopify's global ids.</summary>
public static class Gid
{
    public static string Of(string type, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"gid://shopify/{type}/{number}");

    /// <summary>Splits <c>gid://shopify/Order/1</c>; false when the text is no global id.</summary>
    public static bool TryParse(string? gid, out string type, out long number)
    {
        (type, number) = ("", 0);
        if (gid is null || !gid.StartsWith("gid://shopify/", StringComparison.Ordinal)) return false;
        var parts = gid["gid://shopify/".Length..].Split('?')[0].Split('/');
        if (parts.Length != 2) return false;
        type = parts[0];
        return long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    public static long Number(string gid) =>
        TryParse(gid, out _, out var number) ? number : throw new FormatException($"'{gid}' is not a global id.");
}
