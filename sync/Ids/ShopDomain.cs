using System.Text.RegularExpressions;

namespace Tandem.Sync;

/// <summary>One Shopify store by its permanent domain, such as <c>alpha.myshopify.com</c>: the tenant.</summary>
public readonly partial record struct ShopDomain
{
    private ShopDomain(string value) => Value = value;

    public string Value { get; }

    /// <summary>The part before <c>.myshopify.com</c>.</summary>
    public string Handle => Value[..Value.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The module name under which Odoo keeps this shop's external ids; it never equals an installed module's.</summary>
    public string OdooModule => $"tandem_{Handle}";

    public static bool TryParse(string? text, out ShopDomain shop)
    {
        var valid = text is { Length: <= 255 } && Form().IsMatch(text);
        shop = valid ? new ShopDomain(text!.ToLowerInvariant()) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a shop domain.</exception>
    public static ShopDomain Parse(string? text) => TryParse(text, out var shop)
        ? shop
        : throw new FormatException($"'{text}' is not a shop: write its permanent domain, such as alpha.myshopify.com.");

    public override string ToString() => Value;

    // \z, not $: in .NET $ also matches before a trailing newline.
    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9\-]*\.myshopify\.com\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
