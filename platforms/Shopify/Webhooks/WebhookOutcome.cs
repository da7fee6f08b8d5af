using Tandem.Sync;
using Tandem.Sync.Privacy;
using Tandem.Sync.Records;

namespace Tandem.Shopify.Webhooks;

/// <summary>What one delivery is.</summary>
public abstract record WebhookOutcome
{
    private WebhookOutcome() { }

    /// <summary>A signal to be committed before it is acknowledged.</summary>
    public sealed record Accepted(Signal Signal) : WebhookOutcome;

    /// <summary>Truly from Shopify but about nothing that orders depend on: acknowledged and noted.</summary>
    /// <param name="Topic">Such as <c>carts/update</c>; the app may have a use for it.</param>
    public sealed record Irrelevant(ShopDomain Shop, string Topic, string Delivery) : WebhookOutcome;

    /// <summary>The shop removed the app; its token is dead.</summary>
    /// <param name="At">When it did; null where the delivery does not say.</param>
    public sealed record Uninstalled(ShopDomain Shop, DateTimeOffset? At) : WebhookOutcome;

    /// <summary>Somebody's right to their data: to be kept before it is acknowledged.</summary>
    public sealed record Privacy(PrivacyAsk Ask) : WebhookOutcome;

    /// <summary>The shop granted the app other scopes.</summary>
    /// <param name="Scopes">All that it holds now.</param>
    /// <param name="At">When that was; null where the delivery does not say.</param>
    public sealed record ScopesGranted(ShopDomain Shop, IReadOnlyList<string> Scopes, DateTimeOffset? At) : WebhookOutcome;

    /// <summary>Signed, but its headers or its body are not a delivery.</summary>
    public sealed record BadRequest(string Reason) : WebhookOutcome;

    /// <summary>Not signed with the app's secret.</summary>
    public sealed record Unauthorized(string Reason) : WebhookOutcome;
}
