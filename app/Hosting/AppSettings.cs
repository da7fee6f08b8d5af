using Tandem.App.Admin;
using Tandem.Grains.Settings;

namespace Tandem.App.Hosting;

/// <summary>What the app reads, and what a server cannot do without.</summary>
public static class AppSettings
{
    public static IReadOnlyList<SettingsSection> Sections { get; } =
    [
        .. CommonSettings.Sections.Where(section => section != CommonSettings.Shopify),
        CommonSettings.Shopify with { Options = [.. CommonSettings.Shopify.Options, typeof(AdminSettings)], Also = [], Without = [nameof(AdminSettings.PublicUrl)] },
        new("Telemetry") { Also = ["Prometheus"] },
    ];

    /// <summary>A server has nobody to listen to without them.</summary>
    public static IReadOnlyList<string> OfServer { get; } = ["Shopify:ClientId", "Shopify:ClientSecret"];
}
