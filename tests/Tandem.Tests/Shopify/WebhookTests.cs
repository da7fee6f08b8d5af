using System.Text;
using Microsoft.AspNetCore.Http;
using Tandem.Shopify;
using Tandem.Shopify.Webhooks;
using Tandem.Sync;
using Tandem.Sync.Privacy;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Shopify;

public sealed class WebhookTests
{
    private static readonly ShopifyOptions Options = new() { ClientSecret = "secret", PreviousClientSecret = "older" };

    [Theory]
    [InlineData("products/create")]
    [InlineData("products/update")]
    [InlineData("products/delete")]
    public void A_product_s_delivery_is_a_signal_about_the_product(string topic)
    {
        Assert.Equal(RecordKey.Product(Shop, new ProductId(7)), Accepted(Read(topic, """{"id":7,"updated_at":"2026-11-20T10:00:00Z"}""")).Record);
        Assert.Equal($"The body of {topic} holds no product number where this topic has it.", Assert.IsType<WebhookOutcome.BadRequest>(Read(topic, """{"title":"Mug"}""")).Reason);
    }

    [Fact]
    public void A_customer_s_delivery_is_a_signal_about_the_customer() =>
        Assert.Equal(RecordKey.Customer(Shop, new CustomerId(7)), Accepted(Read("customers/update", """{"id":7,"updated_at":"2026-11-20T10:00:00Z"}""")).Record);

    [Fact]
    public void A_signed_delivery_is_a_signal_about_its_order()
    {
        var signal = Accepted(Read("orders/updated", """{"id":788032119674292922,"name":"#1"}"""));

        Assert.Equal("alpha.myshopify.com/order/788032119674292922", signal.Record.ToString());
        Assert.Equal((SignalSource.Webhook, "delivery-1", "orders/updated"), (signal.Source, signal.Delivery, signal.Topic));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), signal.HappenedAt);
    }

    [Theory]
    [InlineData("orders/create", """{"id":7}""")]
    [InlineData("orders/paid", """{"id":7}""")]
    [InlineData("orders/cancelled", """{"id":7}""")]
    [InlineData("orders/fulfilled", """{"id":7}""")]
    [InlineData("orders/partially_fulfilled", """{"id":7}""")]
    [InlineData("orders/delete", """{"id":7}""")]
    [InlineData("orders/edited", """{"order_edit":{"id":1,"order_id":7}}""")]
    [InlineData("refunds/create", """{"id":1,"order_id":7,"refund_line_items":[{"subtotal":89.99}]}""")]
    [InlineData("fulfillments/create", """{"id":1,"order_id":7}""")]
    [InlineData("fulfillments/update", """{"id":1,"order_id":7}""")]
    [InlineData("order_transactions/create", """{"id":1,"order_id":7}""")]
    [InlineData("returns/approve", """{"id":1,"order":{"id":7}}""")]
    [InlineData("returns/close", """{"id":1,"order_id":7}""")]
    public void Each_topic_names_the_order_in_its_own_place(string topic, string body) =>
        Assert.Equal(RecordKey.Order(Shop, new OrderId(7)), Accepted(Read(topic, body)).Record);

    [Fact]
    public void A_removed_app_is_told_with_its_moment() => Assert.Equal(Shop, Assert.IsType<WebhookOutcome.Uninstalled>(Read("app/uninstalled", "{}")).Shop);

    [Fact]
    public void A_customers_right_is_told_with_all_by_which_they_are_found()
    {
        const string body = """{"shop_domain":"alpha.myshopify.com","customer":{"id":191167,"email":"jane@example.com","phone":null},"orders_to_redact":[7,"x",7,9]}""";

        var ask = Assert.IsType<WebhookOutcome.Privacy>(Read("customers/redact", body)).Ask;

        Assert.Equal((Shop, PrivacyTopic.CustomerErasure, "delivery-1"), (ask.Shop, ask.Topic, ask.Delivery));
        Assert.Equal((191167L, "jane@example.com", null), (ask.Customer.Customer, ask.Customer.Email, ask.Customer.Phone));
        Assert.Equal([7L, 9L], ask.Customer.Orders);
        Assert.Equal(PrivacyTopic.ShopErasure, Assert.IsType<WebhookOutcome.Privacy>(Read("shop/redact", """{"shop_domain":"alpha.myshopify.com"}""")).Ask.Topic);
    }

    [Theory]
    [InlineData("shop/redact", "{}")]
    [InlineData("shop/redact", """{"shop_domain":"beta.myshopify.com"}""")]
    [InlineData("customers/redact", """{"shop_domain":"beta.myshopify.com","customer":{"id":1}}""")]
    [InlineData("customers/redact", """{"shop_domain":"alpha.myshopify.com","customer":{}}""")]
    [InlineData("customers/data_request", """{"shop_domain":"alpha.myshopify.com"}""")]
    [InlineData("app/uninstalled", """{"myshopify_domain":"beta.myshopify.com"}""")]
    [InlineData("app/scopes_update", "[]")]
    public void What_erases_or_ends_is_done_to_the_shop_that_the_signed_body_names(string topic, string body) => Assert.IsType<WebhookOutcome.BadRequest>(Read(topic, body));

    [Theory]
    [InlineData("carts/never_heard_of")]
    [InlineData("returns/update")]
    public void A_topic_that_concerns_no_order_is_acknowledged_and_named(string topic) =>
        Assert.Equal(new WebhookOutcome.Irrelevant(Shop, topic, "delivery-1"), Read(topic, "{}"));

    [Theory]
    [InlineData("orders/updated", """{"id":7""")]
    [InlineData("orders/updated", "[]")]
    [InlineData("orders/updated", """{"id":"7"}""")]
    [InlineData("orders/updated", """{"id":7.5}""")]
    [InlineData("orders/updated", """{"id":-7}""")]
    [InlineData("orders/updated", """{"name":"#1"}""")]
    [InlineData("orders/edited", """{"order_edit":7}""")]
    [InlineData("refunds/create", """{"id":7}""")]
    public void A_signed_body_without_an_order_s_number_is_a_bad_request(string topic, string body) =>
        Assert.IsType<WebhookOutcome.BadRequest>(Read(topic, body));

    [Theory]
    [InlineData("X-Shopify-Topic")]
    [InlineData("X-Shopify-Webhook-Id")]
    [InlineData("X-Shopify-Shop-Domain")]
    public void A_signed_delivery_that_lacks_a_header_is_a_bad_request(string header)
    {
        var (headers, body) = Delivery("orders/updated", """{"id":7}""");
        headers.Remove(header);

        Assert.IsType<WebhookOutcome.BadRequest>(WebhookReading.Read(headers, body, Options));
    }

    [Fact]
    public void A_shop_that_is_no_shop_is_a_bad_request()
    {
        var (headers, body) = Delivery("orders/updated", """{"id":7}""");
        headers["X-Shopify-Shop-Domain"] = "alpha.example.com";

        Assert.IsType<WebhookOutcome.BadRequest>(WebhookReading.Read(headers, body, Options));
    }

    [Fact]
    public void The_secret_before_the_last_rotation_still_signs() => Accepted(Read("orders/updated", """{"id":7}""", secret: "older"));

    [Theory]
    [InlineData("another")]
    [InlineData("Secret")]
    public void A_body_signed_with_another_secret_is_unauthorized(string secret) =>
        Assert.IsType<WebhookOutcome.Unauthorized>(Read("orders/updated", """{"id":7}""", secret));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64 at all")]
    [InlineData("AAAA")]
    public void A_delivery_without_a_true_signature_is_unauthorized(string? signature)
    {
        var (headers, body) = Delivery("orders/updated", """{"id":7}""");
        headers["X-Shopify-Hmac-Sha256"] = signature;

        Assert.IsType<WebhookOutcome.Unauthorized>(WebhookReading.Read(headers, body, Options));
    }

    [Fact]
    public void A_body_changed_by_one_byte_is_unauthorized()
    {
        var (headers, _) = Delivery("orders/updated", """{"id":7}""");

        Assert.IsType<WebhookOutcome.Unauthorized>(WebhookReading.Read(headers, Encoding.UTF8.GetBytes("""{"id":8}"""), Options));
    }

    [Fact]
    public void An_empty_body_is_unauthorized_even_if_it_is_signed() =>
        Assert.IsType<WebhookOutcome.Unauthorized>(Read("orders/updated", ""));

    [Fact]
    public void No_secret_accepts_nothing() => Assert.False(WebhookSignature.Matches("{}"u8, WebhookSignature.Of("{}"u8, "x"), "", ""));

    [Fact]
    public void The_headers_of_events_are_read_too()
    {
        var body = """{"anything":1}"""u8.ToArray();
        var headers = new HeaderDictionary
        {
            ["shopify-hmac-sha256"] = WebhookSignature.Of(body, "secret"),
            ["shopify-topic"] = "Order",
            ["shopify-action"] = "update",
            ["shopify-resource-id"] = "gid://shopify/Order/7",
            ["shopify-shop-domain"] = "alpha.myshopify.com",
            ["shopify-webhook-id"] = "delivery-2",
        };

        var signal = Accepted(WebhookReading.Read(headers, body, Options));

        Assert.Equal(("Order/update", "delivery-2", "7"), (signal.Topic, signal.Delivery, signal.Record.Id));
    }

    [Fact]
    public void The_same_event_under_another_delivery_has_the_same_digest_and_another_event_of_the_same_content_has_not()
    {
        Signal Of(string delivery, string? happened)
        {
            var (headers, body) = Delivery("orders/updated", """{"id":7}""");
            headers["X-Shopify-Webhook-Id"] = delivery;
            if (happened is not null) headers["X-Shopify-Event-Id"] = happened;
            return Accepted(WebhookReading.Read(headers, body, Options));
        }

        Assert.Equal(Of("delivery-1", "event-1").Digest, Of("delivery-2", "event-1").Digest);
        Assert.NotEqual(Of("delivery-1", "event-1").Digest, Of("delivery-2", "event-2").Digest);
        Assert.NotEqual(Of("delivery-1", null).Digest, Of("delivery-2", null).Digest);
        Assert.Equal(Of("delivery-1", null).Digest, Of("delivery-1", null).Digest);
    }

    private static ShopDomain Shop => LoopbackShopify.Shop;

    private static Signal Accepted(WebhookOutcome outcome) => Assert.IsType<WebhookOutcome.Accepted>(outcome).Signal;

    private static WebhookOutcome Read(string topic, string body, string secret = "secret")
    {
        var (headers, bytes) = Delivery(topic, body, secret);
        return WebhookReading.Read(headers, bytes, Options);
    }

    private static (HeaderDictionary Headers, byte[] Body) Delivery(string topic, string body, string secret = "secret")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = new HeaderDictionary
        {
            ["X-Shopify-Hmac-Sha256"] = WebhookSignature.Of(bytes, secret),
            ["X-Shopify-Topic"] = topic,
            ["X-Shopify-Shop-Domain"] = Shop.Value,
            ["X-Shopify-Webhook-Id"] = "delivery-1",
            ["X-Shopify-API-Version"] = "2026-07",
            ["X-Shopify-Triggered-At"] = "2026-11-20T10:00:00.000000000Z",
        };
        return (headers, bytes);
    }
}
