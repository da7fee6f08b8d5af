using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Webhooks;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>Signals that say nothing new cost Odoo nothing.</summary>
public abstract class SignalContract(House house)
{
    private static readonly string[] Topics = ["orders/create", "orders/updated", "orders/paid"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_simple_order_of_a_known_customer_costs_at_most_four_calls()
    {
        var customer = house.Newcomer();
        var first = house.Place(DemoOrders.Simple() with { Customer = customer });
        house.InStepOnce(first, await house.Announced(first));

        house.Odoo.Calls.Clear();
        var second = house.Place(DemoOrders.Simple() with { Customer = customer });
        house.InStepOnce(second, await house.Announced(second));

        Assert.True(house.Odoo.Calls.Total <= 4, string.Join(", ", house.Odoo.Calls.Latest.Select(call => call.Name)));
    }

    [Fact]
    public async Task The_same_event_again_and_the_same_content_under_another_id_make_no_second_pass()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.InStepOnce(order, await house.Announced(order));

        house.Odoo.Calls.Clear();
        await house.Shop.Webhooks.Deliver(order, "orders/create", new DeliveryPlan { SameAgain = 2, OtherAgain = 2 }, Stop);
        house.InStepOnce(order, await house.Settled(order));

        Assert.Equal(0, house.Odoo.Calls.Total);
    }

    [Fact]
    public async Task Several_signals_of_one_order_that_arrive_together_make_one_order()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.Odoo.Calls.Clear();

        await Task.WhenAll(Topics
            .Select(topic => house.Shop.Webhooks.Deliver(order, topic, new DeliveryPlan { OtherAgain = 1 }, Stop)));
        house.InStepOnce(order, await house.Settled(order));

        Assert.Equal(1, house.Odoo.Calls.Count("sale.order.load"));
        Assert.Equal(1, house.Odoo.Calls.Count("sale.order.action_confirm"));
    }

    [Fact]
    public async Task The_echo_of_our_own_mark_causes_no_call_to_Odoo()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.Odoo.Calls.Clear();
        house.InStepOnce(order, await house.Announced(order));

        Assert.Contains(house.Shopify.Deliveries, delivery => delivery.Topic == "orders/updated" && delivery.Accepted && Names(delivery, order.Number));
        Assert.Equal(1, house.Odoo.Calls.Count("sale.order.load"));
        Assert.Equal(1, house.Odoo.Calls.Count("sale.order.web_read"));
        Assert.Equal(1, house.Odoo.Calls.Count("sale.order.action_confirm"));
        Assert.Equal(1, house.Odoo.Calls.Count("sale.order.web_save"));
        var calls = house.Odoo.Calls.Total;

        house.Shop.Change(order, description => description with { Note = null });
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));
        Assert.Equal(calls, house.Odoo.Calls.Total);
    }

    private static bool Names(Delivery delivery, long order)
    {
        using var body = System.Text.Json.JsonDocument.Parse(delivery.Body);
        return body.RootElement.GetProperty("id").GetInt64() == order;
    }
}

public sealed class SignalsWithOdoo18(House18 house) : SignalContract(house), IClassFixture<House18>;

public sealed class SignalsWithOdoo19(House19 house) : SignalContract(house), IClassFixture<House19>;
