using System.Diagnostics;

namespace Tandem.Shopify;

/// <summary>Where calls to Shopify are traced.</summary>
public static class ShopifyTelemetry
{
    public const string SourceName = "Tandem.Shopify";

    internal static readonly ActivitySource Source = new(SourceName);
}
