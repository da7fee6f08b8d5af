using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>When and how an order is confirmed, by the shop's decision.</summary>
public sealed class ConfirmingTests(House19 house) : IClassFixture<House19>
{
    [Fact]
    public async Task When_paid_an_authorized_order_stays_a_quotation_until_it_is_paid()
    {
        await house.Decide(decisions => decisions with { Orders = decisions.Orders with { ConfirmWhen = ConfirmWhen.WhenPaid } });
        var order = house.Place(DemoOrders.Authorized() with { Customer = house.Newcomer() });

        var waiting = Assert.IsType<Standing.InStep>(await house.Announced(order));
        Assert.Contains("stays a quotation", waiting.Remark, StringComparison.Ordinal);
        Assert.Equal("draft", Assert.Single(house.InOdoo(order))["state"]);

        house.Shop.Change(order, description => Lifecycle.Paid(description, order.Data, TimeProvider.System.GetUtcNow()));
        house.InStepOnce(order, await house.Announced(order, "orders/paid"));
    }

    [Fact]
    public async Task Never_leaves_a_paid_order_a_quotation()
    {
        await house.Decide(decisions => decisions with { Orders = decisions.Orders with { ConfirmWhen = ConfirmWhen.Never } });
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });

        Assert.IsType<Standing.InStep>(await house.Announced(order));

        Assert.Equal("draft", Assert.Single(house.InOdoo(order))["state"]);
    }

    [Fact]
    public async Task Created_confirmed_costs_two_calls_for_a_known_customer()
    {
        await house.Decide(decisions => decisions with { Orders = decisions.Orders with { ConfirmThrough = ConfirmThrough.CreatedConfirmed } });
        var customer = house.Newcomer();
        var first = house.Place(DemoOrders.Simple() with { Customer = customer });
        house.InStepOnce(first, await house.Announced(first));

        house.Odoo.Calls.Clear();
        var second = house.Place(DemoOrders.Simple() with { Customer = customer });
        house.InStepOnce(second, await house.Announced(second));

        Assert.Equal(["sale.order.load", "sale.order.web_read"], house.Odoo.Calls.Latest.Select(call => call.Name));
    }
}
