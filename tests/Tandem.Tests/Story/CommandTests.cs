using System.Text.Json;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Sandbox.Shopify.Faults;
using Tandem.Sandbox.Shopify.Orders;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary><c>connect</c>, <c>status</c> and <c>sync</c>: what they say and how they end.</summary>
public sealed class CommandTests(House19 house) : IClassFixture<House19>
{
    [Theory]
    [InlineData("status", "nonsense")]
    [InlineData("connect", "https://example.com/shop")]
    [InlineData("sync", "nonsense", "order", "#1001")]
    public async Task A_word_that_is_no_shop_is_refused_with_an_example(params string[] words)
    {
        var run = await Run(words);

        Assert.Equal(2, run.Code);
        Assert.Contains("alpha.myshopify.com", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("connect", "alpha.myshopify.com", "beta.myshopify.com")]
    [InlineData("sync", "alpha.myshopify.com", "thing", "1")]
    [InlineData("sync", "alpha.myshopify.com", "order", "#1001", "--dry-run", "--create-again")]
    [InlineData("status", "alpha.myshopify.com", "--yaml")]
    public async Task Words_that_are_not_understood_do_nothing(params string[] words) => Assert.Null((await Run(words)).Code);

    [Fact]
    public async Task The_status_of_a_shop_that_is_not_connected_says_how_to_connect_it()
    {
        var run = await Run("status", "stranger.myshopify.com");

        Assert.Equal(1, run.Code);
        Assert.Contains("connect stranger.myshopify.com", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task The_status_counts_orders_and_shows_causes_with_their_records()
    {
        var good = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.InStepOnce(good, await house.Announced(good));
        var bad = house.Place(DemoOrders.Simple() with
        {
            Customer = house.Newcomer(),
            Lines = [new LineDescription("Ghost", 3m) { Variant = new VariantDescription(44_300_000_000_001, "NO-SUCH-CODE", "Ghost", 3m), Taxes = [new TaxDescription("VAT", 0.2m)] }],
        });
        await house.Announced(bad);

        var run = await Run("status", "alpha.myshopify.com", "--json");

        Assert.Equal(0, run.Code);
        using var document = JsonDocument.Parse(run.Output);
        var status = document.RootElement;
        Assert.Equal("alpha.myshopify.com", status.GetProperty("shop").GetString());
        Assert.True(status.GetProperty("standings").GetProperty("inStep").GetInt32() >= 1);
        var cause = Assert.Single(status.GetProperty("blockers").EnumerateArray(), cause => cause.GetProperty("subject").GetString()!.Contains("NO-SUCH-CODE", StringComparison.Ordinal));
        Assert.Equal("ProductUnmatched", cause.GetProperty("code").GetString());
        Assert.Equal(bad.Name, Assert.Single(cause.GetProperty("records").EnumerateArray()).GetString());
        Assert.Equal(0, status.GetProperty("waitingSignals").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, status.GetProperty("lastWebhookAt").ValueKind);
        Assert.True(status.GetProperty("latency").GetProperty("records").GetInt32() >= 1);
        var words = await Run("status", "alpha.myshopify.com");
        Assert.Contains(bad.Name, words.Output, StringComparison.Ordinal);
        Assert.Contains("for a decision", words.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_written_and_writes_nothing()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });

        var run = await Run("sync", "alpha.myshopify.com", "order", order.Name, "--dry-run");

        Assert.Equal(0, run.Code);
        Assert.Contains($"Order {order.Name} would become sale.order “order_{order.Number}”", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 × 12.50", run.Output, StringComparison.Ordinal);
        Assert.Contains("VAT 20% on top", run.Output, StringComparison.Ordinal);
        Assert.Contains("action_confirm", run.Output, StringComparison.Ordinal);
        Assert.Empty(house.InOdoo(order));
        Assert.Null(await house.Standings.Find(house.Key(order), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_dry_run_of_an_order_that_cannot_be_written_says_why_and_fails()
    {
        var order = house.Place(DemoOrders.Simple() with
        {
            Customer = house.Newcomer(), Shipping = [], Lines = [new LineDescription("Tea", 10m) { Variant = DemoOrders.Tea, Taxes = [new TaxDescription("Moon tax", 0.03m)] }],
        });

        var run = await Run("sync", "alpha.myshopify.com", "order", order.Name, "--dry-run");

        Assert.Equal(1, run.Code);
        Assert.Contains("[Finance]", run.Output, StringComparison.Ordinal);
        Assert.Contains("Moon tax", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_brings_one_order_up_to_date_by_its_name_and_by_its_ids()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });

        foreach (var name in new[] { order.Name, order.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), order.Id })
        {
            var run = await Run("sync", "alpha.myshopify.com", "order", name);
            Assert.True(run.Code == 0, run.Output + run.Error);
            Assert.Contains($"Order {order.Name} is {house.InOdoo(order)[0]["name"]} in Odoo", run.Output, StringComparison.Ordinal);
        }

        house.InStepOnce(order, await house.Settled(order));
    }

    [Theory, InlineData("#9999999"), InlineData("nothing")]
    public async Task An_order_that_Shopify_does_not_have_is_said(string name)
    {
        var run = await Run("sync", "alpha.myshopify.com", "order", name);

        Assert.Equal(1, run.Code);
        Assert.Contains($"no order {name}", run.Error, StringComparison.Ordinal);
    }

    [Theory, InlineData("gid://shopify/Product/1"), InlineData("gid://shopify/Order/abc")]
    public async Task An_id_that_is_no_orders_is_said(string id)
    {
        var run = await Run("sync", "alpha.myshopify.com", "order", id);

        Assert.Equal(1, run.Code);
        Assert.Contains(id, run.Error, StringComparison.Ordinal);
    }

    [Theory, InlineData("6199999999999"), InlineData("gid://shopify/Order/6199999999999")]
    public async Task An_id_that_no_order_has_is_said(string id)
    {
        var run = await Run("sync", "alpha.myshopify.com", "order", id, "--dry-run");

        Assert.Equal(1, run.Code);
        Assert.Contains("found nothing", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "token")]
    [InlineData(402, "bill")]
    [InlineData(403, "denied")]
    [InlineData(404, "knows no shop")]
    [InlineData(423, "locked")]
    public async Task What_Shopify_refuses_is_said(int code, string word)
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.Shopify.Faults.Always(new Fault.Status(code));

        var sync = await Run("sync", "alpha.myshopify.com", "order", order.Name);
        var dry = await Run("sync", "alpha.myshopify.com", "order", order.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), "--dry-run");
        var connect = await Run("connect", "alpha.myshopify.com");

        house.Shopify.Faults.Clear();
        Assert.Equal((1, 1, 1), (sync.Code, dry.Code, connect.Code));
        Assert.Contains(word, sync.Error, StringComparison.Ordinal);
        Assert.Contains(word, dry.Error, StringComparison.Ordinal);
        Assert.Contains("alpha.myshopify.com was not connected.", connect.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("connect", "alpha.myshopify.com")).Code);
    }

    [Fact]
    public async Task Connecting_says_what_the_shop_granted()
    {
        var run = await Run("connect", "alpha.myshopify.com");

        Assert.Equal(0, run.Code);
        Assert.Contains("alpha.myshopify.com is connected", run.Output, StringComparison.Ordinal);
        Assert.Contains("write_orders", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connecting_a_shop_that_Shopify_does_not_know_is_said()
    {
        var run = await Run("connect", "stranger.myshopify.com");

        Assert.Equal(1, run.Code);
        Assert.StartsWith("stranger.myshopify.com was not connected.", run.Error, StringComparison.Ordinal);
    }

    private async Task<(int? Code, string Output, string Error)> Run(params string[] words)
    {
        var command = words[0] switch { "connect" => OperateCommands.Connect, "status" => OperateCommands.Status, _ => OperateCommands.Sync };
        using var output = new StringWriter();
        using var error = new StringWriter();
        var flags = words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
        var code = await command.Run(new CommandCall([.. words.Skip(1).Where(word => !flags.Contains(word))], flags, house.Services, output, error, TestContext.Current.CancellationToken));
        return (code, output.ToString(), error.ToString());
    }
}
