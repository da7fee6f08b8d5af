using Tandem.Sync;

namespace Tandem.Shopify.Shops;

/// <summary>What a shop says about itself (Shopify Shop and AppInstallation).</summary>
/// <param name="Domain">Its permanent domain.</param>
/// <param name="Currency">The currency its books are in.</param>
/// <param name="TaxesIncluded">Its prices contain the taxes, unless a market says otherwise.</param>
/// <param name="TimeZone">IANA name, such as <c>Europe/London</c>.</param>
/// <param name="Plan">Its plan's public name; null when Shopify denies it.</param>
/// <param name="Development">A development store of a partner: its orders are tests.</param>
/// <param name="Scopes">Handles of the scopes that the app holds, such as <c>read_orders</c>.</param>
public sealed record ShopFacts(
    long Id,
    string Name,
    ShopDomain Domain,
    Currency Currency,
    bool TaxesIncluded,
    string TimeZone,
    string? Plan,
    bool Development,
    IReadOnlyList<string> Scopes)
{
    /// <summary>Whether the app may do this; a write scope implies its read scope.</summary>
    public bool Grants(string scope) => Scopes.Contains(scope)
        || (scope.StartsWith("read_", StringComparison.Ordinal) && Scopes.Contains($"write_{scope["read_".Length..]}"));
}
