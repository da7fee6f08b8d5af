using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Webhooks;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

public sealed class PracticeWebhooksTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_announced_signed_with_its_number_and_name()
    {
        await using var app = await Receiver.Start();
        await using var practice = await Practising.Begin(o => o with { WebhookAddress = app.Address });
        var order = practice.Shop.Place(DemoOrders.Simple());

        var delivery = await practice.Shop.Webhooks.Deliver(order, "orders/create", cancellationToken: Stop);

        var (headers, body) = Assert.Single(app.Received);
        Assert.True(delivery.Accepted);
        Assert.Equal("orders/create", headers["X-Shopify-Topic"]);
        Assert.Equal("alpha.myshopify.com", headers["X-Shopify-Shop-Domain"]);
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(practice.Shopify.ClientSecret), body)), headers["X-Shopify-Hmac-Sha256"]);
        var json = JsonNode.Parse(body)!;
        Assert.Equal((order.Number, order.Name), (json["id"]!.GetValue<long>(), json["name"]!.GetValue<string>()));
        Assert.InRange(body.Length, 3000, 12_000);
    }

    [Fact]
    public async Task Duplicates_come_under_the_same_id_and_under_another()
    {
        await using var app = await Receiver.Start();
        await using var practice = await Practising.Begin(o => o with { WebhookAddress = app.Address });
        var order = practice.Shop.Place(DemoOrders.Simple());

        await practice.Shop.Webhooks.Deliver(order, "orders/create", new DeliveryPlan { SameAgain = 1, OtherAgain = 1 }, Stop);

        Assert.Equal(4, app.Received.Count);
        Assert.Equal(2, app.Received.Select(r => r.Headers["X-Shopify-Webhook-Id"]).Distinct().Count());
        Assert.Single(app.Received.Select(r => r.Headers["X-Shopify-Event-Id"]).Distinct());
    }

    [Fact]
    public async Task A_dropped_one_never_arrives_but_is_in_the_journal()
    {
        await using var app = await Receiver.Start();
        await using var practice = await Practising.Begin(o => o with { WebhookAddress = app.Address });

        var delivery = await practice.Shop.Webhooks.Deliver(practice.Shop.Place(DemoOrders.Simple()), "orders/create", new DeliveryPlan { Drop = true }, Stop);

        Assert.Empty(app.Received);
        Assert.Same(delivery, Assert.Single(practice.Shopify.Deliveries));
        Assert.Empty(delivery.Attempts);
    }

    [Fact]
    public async Task A_refused_one_comes_again_with_the_content_it_had()
    {
        await using var app = await Receiver.Start(refusals: 2);
        await using var practice = await Practising.Begin(o => o with { WebhookAddress = app.Address, FirstRetry = TimeSpan.FromMilliseconds(1), Clock = TimeProvider.System });

        var delivery = await practice.Shop.Webhooks.Deliver(practice.Shop.Place(DemoOrders.Simple()), "orders/create", cancellationToken: Stop);

        Assert.Equal([503, 503, 200], delivery.Attempts.Select(a => a.Status));
        Assert.Single(app.Received.Select(r => Convert.ToBase64String(r.Body)).Distinct());
    }

    [Fact]
    public async Task The_newer_headers_carry_the_same()
    {
        await using var app = await Receiver.Start();
        await using var practice = await Practising.Begin(o => o with { WebhookAddress = app.Address });

        await practice.Shop.Webhooks.Deliver(practice.Shop.Place(DemoOrders.Simple()), "orders/updated", new DeliveryPlan { NewerHeaders = true }, Stop);

        Assert.True(Assert.Single(app.Received).Headers.ContainsKey("shopify-hmac-sha256"));
    }

    [Fact]
    public async Task An_app_s_own_write_comes_back_to_it()
    {
        await using var app = await Receiver.Start();
        await using var practice = await Practising.Begin(o => o with { WebhookAddress = app.Address, EchoWrites = true });
        var order = practice.Shop.Place(DemoOrders.Simple());

        await practice.Ask("mutation($id: ID!) { tagsAdd(id: $id, tags: [\"odoo\"]) { userErrors { message } } }", new { id = order.Id });
        await practice.Shopify.Settled();

        Assert.Equal("orders/updated", Assert.Single(app.Received).Headers["X-Shopify-Topic"]);
    }

    /// <summary>An app that writes down what it receives.</summary>
    private sealed class Receiver(WebApplication web) : IAsyncDisposable
    {
        private int refusals;

        public ConcurrentQueue<(Dictionary<string, string> Headers, byte[] Body)> Received { get; } = new();

        public Uri Address => new(web.Urls.First() + "/webhooks");

        public static async Task<Receiver> Start(int refusals = 0)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var web = builder.Build();
            var receiver = new Receiver(web) { refusals = refusals };
            web.MapPost("/webhooks", receiver.Receive);
            await web.StartAsync(Stop);
            return receiver;
        }

        public ValueTask DisposeAsync() => web.DisposeAsync();

        private async Task Receive(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, Stop);
            Received.Enqueue((http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            http.Response.StatusCode = Interlocked.Decrement(ref refusals) >= 0 ? 503 : 200;
        }
    }
}
