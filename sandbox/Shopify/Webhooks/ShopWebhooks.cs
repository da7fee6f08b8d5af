using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Webhooks;

/// <summary>The webhooks of one shop.</summary>
public sealed class ShopWebhooks
{
    private readonly PracticeShop shop;
    private readonly WebhookSender sender;

    internal ShopWebhooks(PracticeShop shop, WebhookSender sender) => (this.shop, this.sender) = (shop, sender);

    /// <summary>Announces an order as it is now, and waits until the app has it (or the tries are used up).</summary>
    /// <param name="topic">Such as <c>orders/create</c>, <c>orders/updated</c>, <c>orders/paid</c>, <c>orders/cancelled</c>, <c>orders/edited</c>, <c>orders/delete</c>.</param>
    public Task<Delivery> Deliver(PracticeOrder order, string topic, DeliveryPlan? plan = null, CancellationToken cancellationToken = default) =>
        Send(topic, WebhookBody.Of(order, topic), plan, cancellationToken);

    /// <summary>Sends any topic with any body, such as app/uninstalled.</summary>
    public async Task<Delivery> Send(string topic, JsonObject body, DeliveryPlan? plan = null, CancellationToken cancellationToken = default)
    {
        var how = plan ?? DeliveryPlan.Now;
        var delivery = New(topic, body, Guid.NewGuid().ToString(), how.TriggeredAt);
        await sender.Send(delivery, how, cancellationToken);
        for (var again = 0; again < how.OtherAgain; again++)
            await sender.Send(New(topic, body, delivery.EventId), how with { OtherAgain = 0 }, cancellationToken);
        return delivery;
    }

    /// <summary>Announces several at once and out of order: their content is of now, their sequence is the seed's.</summary>
    public async Task<IReadOnlyList<Delivery>> DeliverShuffled(IEnumerable<(PracticeOrder Order, string Topic)> announcements, int seed, CancellationToken cancellationToken = default)
    {
        var deliveries = announcements.Select(a => New(a.Topic, WebhookBody.Of(a.Order, a.Topic), Guid.NewGuid().ToString())).ToArray();
        new Random(seed).Shuffle(deliveries);
        foreach (var delivery in deliveries) await sender.Send(delivery, DeliveryPlan.Now, cancellationToken);
        return deliveries;
    }

    /// <summary>Announces without waiting.</summary>
    public Delivery Announce(PracticeOrder order, string topic, DeliveryPlan? plan = null)
    {
        var delivery = New(topic, WebhookBody.Of(order, topic), Guid.NewGuid().ToString());
        sender.SendLater(delivery, plan ?? DeliveryPlan.Now);
        return delivery;
    }

    /// <summary>Announces anything without waiting, if there is somebody to tell.</summary>
    internal void Tell(string topic, JsonObject body, DeliveryPlan plan)
    {
        if (sender.Address is null || plan.Drop) return;
        sender.SendLater(New(topic, body, Guid.NewGuid().ToString()), plan);
    }

    /// <summary>How an app's own write comes back to it.</summary>
    internal DeliveryPlan Echoing => sender.Echoes ? DeliveryPlan.Now : DeliveryPlan.Now with { Drop = true };

    internal void Echo(PracticeOrder order)
    {
        if (sender.Echoes) Announce(order, "orders/updated");
    }

    private Delivery New(string topic, JsonObject body, string eventId, DateTimeOffset? at = null) =>
        new(Guid.NewGuid().ToString(), eventId, topic, shop.Domain, at ?? shop.Clock.GetUtcNow(), JsonSerializer.SerializeToUtf8Bytes(body));
}
