using System.Collections.Concurrent;

namespace Tandem.Sandbox.Shopify.Webhooks;

/// <summary>How a webhook is delivered, or isn't.</summary>
public sealed record DeliveryPlan
{
    public static readonly DeliveryPlan Now = new();

    /// <summary>Never sent.</summary>
    public bool Drop { get; init; }

    /// <summary>Sent later, with the content of now.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Sent so many times more under the same delivery id.</summary>
    public int SameAgain { get; init; }

    /// <summary>Sent so many times more under other delivery ids, with the same event id and content.</summary>
    public int OtherAgain { get; init; }

    /// <summary>With the <c>shopify-</c> headers of the newer family instead of <c>X-Shopify-</c>.</summary>
    public bool NewerHeaders { get; init; }

    /// <summary>Signed with this instead of the client secret.</summary>
    public string? Secret { get; init; }

    /// <summary>When it happened; null for now.</summary>
    public DateTimeOffset? TriggeredAt { get; init; }

    /// <summary>Not tried again when the app refuses it.</summary>
    public bool Once { get; init; }
}

/// <summary>One try to deliver: the app's HTTP status, or null with the reason why there was none.</summary>
public sealed record Attempt(DateTimeOffset At, int? Status, string? Error, TimeSpan Took);

/// <summary>One webhook with its tries.</summary>
public sealed class Delivery
{
    private readonly ConcurrentQueue<Attempt> attempts = new();

    internal Delivery(string id, string eventId, string topic, string shop, DateTimeOffset triggeredAt, byte[] body) =>
        (Id, EventId, Topic, Shop, TriggeredAt, Body) = (id, eventId, topic, shop, triggeredAt, body);

    /// <summary>X-Shopify-Webhook-Id.</summary>
    public string Id { get; }

    /// <summary>X-Shopify-Event-Id.</summary>
    public string EventId { get; }

    public string Topic { get; }

    public string Shop { get; }

    public DateTimeOffset TriggeredAt { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public IReadOnlyCollection<Attempt> Attempts => attempts;

    public bool Accepted => attempts.Any(a => a.Status is >= 200 and < 300);

    internal void Add(Attempt attempt) => attempts.Enqueue(attempt);
}
