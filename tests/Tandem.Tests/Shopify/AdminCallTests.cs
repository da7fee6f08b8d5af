using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Shops;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Shopify;

public sealed class AdminCallTests
{
    private const string Found = """{"orders":{"nodes":[]}}""";

    [Fact]
    public async Task A_throttled_call_waits_for_the_budget_and_goes_on()
    {
        await using var shopify = await LoopbackShopify.Start(Once(Answer.Json("""
            {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
             "extensions":{"cost":{"requestedQueryCost":60,"actualQueryCost":null,
             "throttleStatus":{"maximumAvailable":2000.0,"currentlyAvailable":10,"restoreRate":1000.0}}}}
            """)));

        await Ask(shopify);

        Assert.Equal(2, shopify.Requests.Count);
    }

    [Fact]
    public async Task A_budget_that_stays_empty_fails_with_the_time_to_wait()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Json("""
            {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
             "extensions":{"cost":{"requestedQueryCost":1000,"actualQueryCost":null,
             "throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":0,"restoreRate":10}}}}
            """));

        var failure = await Failure(shopify);

        Assert.Equal(TimeSpan.FromSeconds(100), failure.RetryAfter);
        Assert.Equal(FailureClass.Transient, failure.Class);
        Assert.Single(shopify.Requests);
    }

    [Fact]
    public async Task Too_many_requests_waits_as_long_as_the_header_says()
    {
        await using var shopify = await LoopbackShopify.Start(Once(new Answer(429, "<html>slow down</html>", ("Retry-After", "0.2"))));

        await Ask(shopify);

        Assert.Equal(2, shopify.Requests.Count);
    }

    [Fact]
    public async Task Too_many_requests_for_longer_than_a_call_waits_is_advice_for_the_record()
    {
        await using var shopify = await LoopbackShopify.Start(_ => new Answer(429, "", ("Retry-After", "120")));

        Assert.Equal(TimeSpan.FromSeconds(120), (await Failure(shopify)).RetryAfter);
    }

    [Fact]
    public async Task A_server_error_is_tried_again()
    {
        await using var shopify = await LoopbackShopify.Start(Once(new Answer(502, "<html><title>Bad gateway</title></html>")));

        await Ask(shopify);

        Assert.Equal(2, shopify.Requests.Count);
    }

    [Theory]
    [InlineData("<html><title>Oh no</title></html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"data":{"orders":{"nod""")]
    public async Task What_is_no_answer_is_asked_for_again(string body)
    {
        await using var shopify = await LoopbackShopify.Start(Once(new Answer(200, body)));

        await Ask(shopify);

        Assert.Equal(2, shopify.Requests.Count);
    }

    [Fact]
    public async Task A_server_error_that_stays_ends_after_four_tries()
    {
        await using var shopify = await LoopbackShopify.Start(_ => new Answer(503, ""));

        Assert.IsType<ShopifyFailure.ServerError>(await Failure(shopify));
        Assert.Equal(4, shopify.Requests.Count);
    }

    [Fact]
    public async Task A_dropped_connection_is_tried_again()
    {
        await using var shopify = await LoopbackShopify.Start(Once(new Answer(0, "")));

        await Ask(shopify);

        Assert.Equal(2, shopify.Requests.Count);
    }

    [Theory]
    [InlineData(402, "", typeof(ShopifyFailure.ShopFrozen))]
    [InlineData(403, """{"errors":"Unavailable"}""", typeof(ShopifyFailure.Forbidden))]
    [InlineData(403, """{"errors":"[API] This action requires merchant approval for read_orders scope."}""", typeof(ShopifyFailure.ScopeMissing))]
    [InlineData(404, """{"errors":"Not Found"}""", typeof(ShopifyFailure.ShopGone))]
    [InlineData(404, """{"errors":"Invalid API version"}""", typeof(ShopifyFailure.ApiVersionGone))]
    [InlineData(423, "", typeof(ShopifyFailure.Locked))]
    [InlineData(430, "", typeof(ShopifyFailure.SecurityRejected))]
    [InlineData(302, "", typeof(ShopifyFailure.BadAnswer))]
    [InlineData(200, """{"data":null}""", typeof(ShopifyFailure.BadAnswer))]
    [InlineData(200, """{"data":{"orders":{}}}""", typeof(ShopifyFailure.BadAnswer))]
    [InlineData(200, """{"errors":"wrong"}""", typeof(ShopifyFailure.QueryRefused))]
    [InlineData(200, """{"errors":[{"message":"no","extensions":{"code":"MAX_COST_EXCEEDED"}}]}""", typeof(ShopifyFailure.QueryRefused))]
    [InlineData(200, """{"errors":[{"message":"no","extensions":{"code":"SHOP_INACTIVE"}}]}""", typeof(ShopifyFailure.ShopFrozen))]
    public async Task Each_refusal_has_its_own_failure_and_is_asked_once(int status, string body, Type expected)
    {
        await using var shopify = await LoopbackShopify.Start(_ => new Answer(status, body));

        var failure = await Failure(shopify);

        Assert.IsType(expected, failure);
        Assert.Contains("alpha.myshopify.com", failure.Sentence, StringComparison.Ordinal);
        Assert.Contains("order", failure.Sentence, StringComparison.Ordinal);
        Assert.Single(shopify.Requests);
    }

    [Fact]
    public async Task The_sentence_names_Shopify_s_request_and_the_title_of_its_page()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Json("<html><title>Oh no</title></html>"));

        var sentence = (await Failure(shopify)).Sentence;

        Assert.Contains("'Oh no'", sentence, StringComparison.Ordinal);
        Assert.Contains("request-1", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denied_field_that_is_not_needed_does_not_stop_the_order()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Denied("risk", "read_orders_risk"));

        var order = await shopify.Orders().Read(LoopbackShopify.Shop, new OrderId(1001), TestContext.Current.CancellationToken);

        Assert.Null(order.RiskRecommendation);
    }

    [Fact]
    public async Task A_denied_field_that_is_needed_is_named_with_its_scope()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Denied("customer", "read_customers"));

        var failed = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Orders().Read(LoopbackShopify.Shop, new OrderId(1001), TestContext.Current.CancellationToken));

        var missing = Assert.IsType<ShopifyFailure.ScopeMissing>(failed.Failure);
        Assert.Equal(("order.customer", "read_customers"), (missing.Field, missing.Scope));
        Assert.Equal("ShopifyScopeMissing:read_customers", missing.ToBlocker().Cause);
    }

    [Fact]
    public async Task A_filter_that_Shopify_ignored_is_a_failure_because_everything_would_match()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Json($$$"""
            {"data":{{{Found}}},"extensions":{"search":[{"path":["orders"],"query":"nam:x","warnings":[{"field":"nam","message":"Invalid search field"}]}]}}
            """));

        Assert.Contains("ignored a filter", (await Failure(shopify)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_mutation_says_which_input_and_why()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Data("""
            {"metafieldsSet":{"metafields":[],"userErrors":[{"field":["metafields","0","value"],"message":"can't be blank","code":"BLANK","elementIndex":0}]}}
            """));

        var failed = await Assert.ThrowsAsync<ShopifyException>(() => shopify.Orders().Mark(
            LoopbackShopify.Shop, new OrderId(1), new OdooMark("", 1, null), TestContext.Current.CancellationToken));

        Assert.Equal(
            new UserError("metafields.0.value", "can't be blank", "BLANK"),
            Assert.Single(Assert.IsType<ShopifyFailure.UserErrors>(failed.Failure).Errors));
    }

    [Fact]
    public async Task The_shop_says_its_currency_and_what_the_app_may_do()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Json("""
            {"data":{"shop":{"id":"gid://shopify/Shop/1","name":"Alpha","myshopifyDomain":"alpha.myshopify.com","currencyCode":"GBP",
             "taxesIncluded":true,"ianaTimezone":"Europe/London","plan":null},
             "currentAppInstallation":{"accessScopes":[{"handle":"write_orders"}]}},
             "errors":[{"message":"Access denied for plan field.","extensions":{"code":"ACCESS_DENIED"},"path":["shop","plan"]}]}
            """));
        var shops = (IShops)shopify.Client().GetService(typeof(IShops))!;

        var facts = await shops.Read(LoopbackShopify.Shop, TestContext.Current.CancellationToken);

        Assert.Equal(("GBP", true, null), (facts.Currency.Code, facts.TaxesIncluded, facts.Plan));
        Assert.True(facts.Grants("read_orders"));
        Assert.False(facts.Grants("read_customers"));
    }

    private static Func<Asked, Answer> Once(Answer first)
    {
        var asked = 0;
        return _ => Interlocked.Increment(ref asked) == 1 ? first : Answer.Data(Found);
    }

    private static Answer Denied(string field, string scope)
    {
        var order = SampleOrder.Json();
        order[field] = null;
        return Answer.Json($$$"""
            {"data":{"order":{{{order.ToJsonString()}}}},
             "errors":[{"message":"Access denied for {{{field}}} field.","path":["order","{{{field}}}"],
             "extensions":{"code":"ACCESS_DENIED","requiredAccess":"`{{{scope}}}` access scope."}}]}
            """);
    }

    private static Task<IReadOnlyList<OrderSighting>> Ask(LoopbackShopify shopify) =>
        shopify.Orders().ByName(LoopbackShopify.Shop, "#1001", TestContext.Current.CancellationToken);

    private static async Task<ShopifyFailure> Failure(LoopbackShopify shopify) =>
        (await Assert.ThrowsAsync<ShopifyException>(() => Ask(shopify))).Failure;
}
