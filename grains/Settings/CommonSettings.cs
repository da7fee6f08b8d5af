using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Odoo;
using Tandem.Shopify;

namespace Tandem.Grains.Settings;

/// <summary>The settings that every program of Tandem's understands, beside <c>ConnectionStrings:Tandem</c>.</summary>
public static class CommonSettings
{
    /// <summary>The shop's side; a program with pages knows more of it.</summary>
    public static SettingsSection Shopify { get; } = new(ShopifyOptions.Section, typeof(ShopifyOptions)) { Also = ["AppBridgeUrl", "PolarisUrl", "AdminUrl", "CodeGrant"] };

    public static IReadOnlyList<SettingsSection> Sections { get; } =
    [
        new("Tandem") { Also = ["PublicUrl"] },
        Shopify,
        new("Odoo", typeof(OdooOptions)),
        new("Dispatch", typeof(DispatchOptions)),
        new("Inbox", typeof(InboxOptions)),
        new("Retention", typeof(RetentionOptions)),
        new("Secrets", typeof(SecretsOptions)),
        new(ClusterPlace.Section, typeof(ClusterPlace)),
    ];
}
