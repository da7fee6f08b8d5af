using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>Whatever happens to a call, there is exactly one order, confirmed once.</summary>
public sealed class FaultTests(ImpatientHouse house) : IClassFixture<ImpatientHouse>
{
    private const string Load = "sale.order.load";
    private const string Read = "sale.order.web_read";
    private const string Confirm = "sale.order.action_confirm";
    private const string Save = "sale.order.web_save";
    private const string Contacts = "res.partner.load";

    public static TheoryData<FaultKind, string> Every => new(
        from kind in new[]
        {
            FaultKind.LoseRequest, FaultKind.LoseAnswer, FaultKind.DelayBefore, FaultKind.DelayAnswer,
            FaultKind.BadGatewayBefore, FaultKind.BadGatewayAfter, FaultKind.SerializationFailure,
        }
        from call in new[] { Load, Confirm, Save, Contacts }
        select (kind, call));

    [Theory, MemberData(nameof(Every))]
    public async Task A_call_that_goes_wrong_leaves_exactly_one_order(FaultKind kind, string call)
    {
        var customer = house.Newcomer();
        var order = house.Place(DemoOrders.Simple() with { Customer = customer });
        house.Odoo.Calls.Clear();
        house.Odoo.Faults.Add(kind, call, 1, kind is FaultKind.DelayBefore or FaultKind.DelayAnswer ? TimeSpan.FromSeconds(2.5) : default);

        var standing = await Eventually(order);

        house.Odoo.Faults.Clear();
        house.InStepOnce(order, standing);
        Assert.Single(house.PartnersWith(customer.Email!));
        var id = House.Id(house.InOdoo(order)[0]);
        Assert.Single(house.Odoo.Records("stock.picking"), picking => picking.TryGetValue("sale_id", out var sale) && sale is not null && Convert.ToInt32(sale, CultureInfo.InvariantCulture) == id);
    }

    [Theory, InlineData(FaultKind.LoseAnswer), InlineData(FaultKind.SerializationFailure), InlineData(FaultKind.BadGatewayBefore)]
    public async Task A_read_that_goes_wrong_is_done_again(FaultKind kind)
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.Odoo.Faults.Add(kind, Read);

        house.InStepOnce(order, await Eventually(order));
        house.Odoo.Faults.Clear();
    }

    /// <summary>Retries are let go at once, their waiting is tested elsewhere; as long as the call may still be carried out, nothing comes of it.</summary>
    private async Task<Standing> Eventually(PracticeOrder order)
    {
        var stop = TestContext.Current.CancellationToken;
        await house.Shop.Webhooks.Deliver(order, "orders/create", null, stop);
        while (true)
        {
            var standing = await house.Until(order, record => record.Standing is not Standing.Working);
            if (standing.Standing is not Standing.RetryingAt) return standing.Standing;
            await house.Standings.Release(house.Domain, new ReleaseRule.One(house.Key(order)), stop);
            await house.Until(order, record => record.ChangedAt > standing.ChangedAt);
        }
    }
}
