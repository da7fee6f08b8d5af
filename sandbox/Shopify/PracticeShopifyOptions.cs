using Microsoft.AspNetCore.Routing;

namespace Tandem.Sandbox.Shopify;

/// <summary>How a practice Shopify starts.</summary>
public sealed record PracticeShopifyOptions
{
    public string ClientId { get; init; } = "practice-client-id";
    public string ClientSecret { get; init; } = "shpss_practice0123456789abcdef0123456789";

    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Points of each shop's bucket when full.</summary>
    public double BucketSize { get; init; } = 2000;

    /// <summary>Points that come back each second.</summary>
    public double RestoreRate { get; init; } = 100;

    /// <summary>Where webhooks go; can be set later on <see cref="PracticeShopify.WebhookAddress"/>.</summary>
    public Uri? WebhookAddress { get; init; }

    /// <summary>An app's write to an order is announced back to it by orders/updated, as Shopify does.</summary>
    public bool EchoWrites { get; init; }

    /// <summary>Where the app's pages are, for the practice admin; can be set later on <see cref="PracticeShopify.AppAddress"/>.</summary>
    public Uri? AppAddress { get; init; }

    /// <summary>More pages to serve, such as the practice admin's.</summary>
    public Action<IEndpointRouteBuilder, PracticeShopify>? Pages { get; init; }

    /// <summary>Time before the first of the retries of a failed webhook; it doubles each time.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a webhook is tried again: Shopify tries 8 times in 4 hours.</summary>
    public int Retries { get; init; } = 8;
}
