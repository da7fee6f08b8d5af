using GraphQL;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>The shop itself and the app's installation in it.</summary>
internal static class ShopObjects
{
    private static readonly string[] Supported = ["2026-01", "2026-04", "2026-07", "2026-10"];

    public static ShopifyObject Shop(PracticeShop shop)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(shop.Description.TimeZone);
        var offset = zone.GetUtcOffset(shop.Clock.GetUtcNow());
        return new ShopifyObject("Shop")
        {
            ["id"] = Gid.Of("Shop", 70_000_000 + shop.Number),
            ["name"] = shop.Description.Name ?? shop.Handle,
            ["email"] = $"owner@{shop.Domain}",
            ["contactEmail"] = $"owner@{shop.Domain}",
            ["shopOwnerName"] = "Practice Owner",
            ["myshopifyDomain"] = shop.Domain,
            ["primaryDomain"] = new ShopifyObject("Domain") { ["id"] = Gid.Of("Domain", shop.Number), ["host"] = shop.Domain, ["url"] = $"https://{shop.Domain}", ["sslEnabled"] = true },
            ["url"] = $"https://{shop.Domain}",
            ["currencyCode"] = shop.Currency,
            ["enabledPresentmentCurrencies"] = new[] { shop.Currency, "EUR", "USD" }.Distinct().ToArray(),
            ["ianaTimezone"] = shop.Description.TimeZone,
            ["timezoneAbbreviation"] = zone.Id,
            ["timezoneOffset"] = $"{(offset < TimeSpan.Zero ? "-" : "+")}{offset:hhmm}",
            ["timezoneOffsetMinutes"] = (int)offset.TotalMinutes,
            ["taxesIncluded"] = shop.Description.Country is not ("US" or "CA"),
            ["taxShipping"] = true,
            ["setupRequired"] = false,
            ["checkoutApiSupported"] = true,
            ["unitSystem"] = "METRIC_SYSTEM",
            ["weightUnit"] = "KILOGRAMS",
            ["plan"] = new ShopifyObject("ShopPlan") { ["partnerDevelopment"] = true, ["publicDisplayName"] = "Development", ["shopifyPlus"] = false },
            ["billingAddress"] = new ShopifyObject("ShopAddress") { ["id"] = Gid.Of("ShopAddress", shop.Number), ["countryCodeV2"] = shop.Description.Country, ["coordinatesValidated"] = false, ["formatted"] = Array.Empty<string>() },
            ["createdAt"] = DateTimeOffset.UnixEpoch,
            ["updatedAt"] = shop.Clock.GetUtcNow(),
        };
    }

    public static ShopifyObject Installation(PracticeShop shop) => new("AppInstallation")
    {
        ["id"] = Gid.Of("AppInstallation", shop.Number),
        ["app"] = new ShopifyObject("App") { ["id"] = Gid.Of("App", 1), ["title"] = "Tandem", ["handle"] = "tandem" },
        ["launchUrl"] = $"https://{shop.Domain}/admin/apps/tandem",
        ["accessScopes"] = shop.Scopes
            .SelectMany(s => s.StartsWith("write_", StringComparison.Ordinal) ? [s, $"read_{s[6..]}"] : new[] { s }).Distinct()
            .Select(s => new ShopifyObject("AccessScope") { ["handle"] = s, ["description"] = s.Replace('_', ' ') }).ToArray(),
    };

    /// <summary>Those of a kind of owner, or the one of a namespace and key.</summary>
    public static object Definitions(IResolveFieldContext context) => Paging.Page(context,
    [
        .. Answering.Of(context).Shop.Metafields.Definitions.Where(one => one.Text("ownerType") == context.GetArgument<object>("ownerType").ToString()
            && (context.GetArgument<string?>("namespace") is not { } name || one.Text("namespace") == Metafields.Resolve(name)) && (context.GetArgument<string?>("key") is not { } key || one.Text("key") == key)),
    ]);

    public static ShopifyObject[] Versions() =>
        [.. Supported.Select(v => new ShopifyObject("ApiVersion") { ["handle"] = v, ["displayName"] = v, ["supported"] = true })];
}
