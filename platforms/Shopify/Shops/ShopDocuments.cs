using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;
using Tandem.Sync;

namespace Tandem.Shopify.Shops;

/// <summary>The documents about the shop itself.</summary>
internal static class ShopDocuments
{
    public static readonly AdminDocument<ShopFacts> Shop = new("Shops", "Shop")
    {
        Purpose = "reading the shop's settings",
        Dispensable = ["shop.plan"],
        Read = data => Facts(data.Get("shop"), data.Get("currentAppInstallation")),
    };

    private static ShopFacts Facts(ShopifyField shop, ShopifyField installation)
    {
        var plan = shop.GetIfThere("plan");
        return new ShopFacts(
            shop.Get("id").Number("Shop"),
            shop.Get("name").Text,
            shop.Get("myshopifyDomain").As(text => ShopDomain.Parse(text), "a shop's domain"),
            shop.Get("currencyCode").Currency,
            shop.Get("taxesIncluded").Flag,
            shop.Get("ianaTimezone").Text,
            plan?.Get("publicDisplayName").Text,
            plan?.Get("partnerDevelopment").Flag ?? false,
            [.. installation.Get("accessScopes").Each().Select(scope => scope.Get("handle").Text)]);
    }
}
