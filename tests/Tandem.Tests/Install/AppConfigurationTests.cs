using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Tandem.App.Install;
using Tandem.Shopify;
using Tandem.Shopify.Webhooks;
using Tandem.Tests.Conventions;
using Xunit;

namespace Tandem.Tests.Install;

/// <summary><c>shopify.app.toml</c> against the program.</summary>
public sealed partial class AppConfigurationTests
{
    private static string Toml => Repository.Read("shopify.app.toml");

    [Fact]
    public void Every_handler_that_it_names_is_there() =>
        Assert.All(Handlers().Matches(Toml).Select(found => found.Value), path => Assert.Contains(path, Repository.Files()));

    [Fact]
    public void Every_topic_that_it_subscribes_to_is_understood()
    {
        var topics = Topics().Matches(Toml).Select(found => found.Groups[1].Value).ToList();

        Assert.Equal(topics.Count, topics.Distinct().Count());
        Assert.Equal(3, topics.Count(topic => topic.EndsWith("/redact", StringComparison.Ordinal) || topic == "customers/data_request"));
        Assert.All(topics, topic => Assert.False(Read(topic) is WebhookOutcome.Irrelevant or WebhookOutcome.BadRequest, topic));
    }

    [Fact]
    public void The_right_to_write_is_the_right_to_read_and_nothing_else_is()
    {
        Assert.Contains("write_orders", AskedScopes.All);
        Assert.Empty(AskedScopes.Missing([.. AskedScopes.All.Where(scope => scope != "read_orders")]));
        Assert.Equal(["write_inventory"], AskedScopes.Missing([.. AskedScopes.All.Where(scope => scope != "write_inventory"), "read_inventory"]));
    }

    private static WebhookOutcome Read(string topic)
    {
        var body = Encoding.UTF8.GetBytes("""{"id":1,"order_id":1,"order_edit":{"order_id":1},"shop_domain":"alpha.myshopify.com","customer":{"id":7},"current":[]}""");
        var headers = new HeaderDictionary
        {
            ["X-Shopify-Topic"] = topic, ["X-Shopify-Shop-Domain"] = "alpha.myshopify.com", ["X-Shopify-Webhook-Id"] = "w", ["X-Shopify-Hmac-Sha256"] = WebhookSignature.Of(body, "secret"),
        };
        return WebhookReading.Read(headers, body, new ShopifyOptions { ClientSecret = "secret" });
    }

    [GeneratedRegex(@"(app|grains|platforms)/[\w/]+\.cs")]
    private static partial Regex Handlers();

    [GeneratedRegex("\"([a-z_]+/[a-z_]+)\"")]
    private static partial Regex Topics();
}
