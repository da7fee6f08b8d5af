using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>What every page needs besides its own view.</summary>
/// <param name="AppBridge">Address of Shopify's App Bridge.</param>
/// <param name="Polaris">Address of Shopify's web components.</param>
/// <param name="Script">Address of our own script.</param>
/// <param name="Admin">The store in the Shopify admin, such as <c>https://admin.shopify.com/store/alpha</c>.</param>
public sealed record PageFrame(string ClientId, string AppBridge, string Polaris, string Script, string Admin, DateTimeOffset Now)
{
    internal static PageFrame Of(AdminSettings settings, ShopDomain shop, DateTimeOffset now) => new(
        settings.ClientId,
        settings.AppBridgeUrl.AbsoluteUri,
        settings.PolarisUrl.AbsoluteUri,
        EmbeddedScript.Address,
        $"{AdminSettings.Origin(settings.AdminUrl)}/store/{shop.Handle}",
        now);
}
