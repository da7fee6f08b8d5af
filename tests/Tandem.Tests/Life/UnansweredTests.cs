using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>Odoo works on after Tandem has stopped waiting for it, and signals come meanwhile.</summary>
public sealed class UnansweredTests(UnansweredHouse house) : IClassFixture<UnansweredHouse>
{
    private const string Invoice = "sale.advance.payment.inv.create_invoices";

    [Fact]
    public async Task Nothing_is_asked_again_while_what_was_asked_may_still_be_carried_out()
    {
        var order = house.Place(DemoOrders.Simple() with { Payments = [], Customer = house.Newcomer() });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        house.Odoo.Faults.Add(FaultKind.DelayBefore, Invoice, 1, TimeSpan.FromSeconds(3));
        house.Odoo.Calls.Clear();

        house.Shop.Desk.Pay(order, gateway: PayingHouse.Gateway);
        await house.Until(order, record => record.Standing is Standing.RetryingAt);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));

        Assert.Equal(1, house.Odoo.Calls.Count(Invoice));
        Assert.Single(Books.Moves(house.Odoo, order));
    }
}

/// <summary>Waits for an answer shorter than Odoo takes, and knows how long Odoo may take.</summary>
public sealed class UnansweredHouse : PayingHouse
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Odoo:CallTimeout"] = "00:00:02", ["Odoo:WatchTime"] = "00:00:00.100", ["Odoo:SettleTime"] = "00:00:10",
    };
}
