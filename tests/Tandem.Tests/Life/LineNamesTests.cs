using Tandem.Grains.Shops;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>The names of an order's lines never change, so Odoo is asked for them once at most.</summary>
public sealed class LineNamesTests(PayingHouse19 house) : IClassFixture<PayingHouse19>
{
    private int Asked => house.Odoo.Calls.Count("sale.order.line.get_metadata");

    [Fact]
    public async Task Lines_that_were_just_loaded_are_not_asked_for_and_others_are_once_until_they_are_forgotten()
    {
        var before = Asked;
        var order = house.Place(DemoOrders.TaxIncluded() with { Customer = house.Newcomer(), Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        Assert.Equal(before, Asked);

        house.Get<IShopBooks>().Forget(house.Domain);
        await house.Synced(order);
        Assert.IsType<Standing.InStep>(await house.Settled(order));
        Assert.Equal(before + 1, Asked);

        await house.Synced(order);
        Assert.IsType<Standing.InStep>(await house.Settled(order));
        Assert.Equal(before + 1, Asked);
    }

    [Fact]
    public async Task A_line_made_by_hand_has_no_name_and_takes_none_from_the_others()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Customer = house.Newcomer(), Payments = [] });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        var held = house.InOdoo(order)[0];
        var own = house.Odoo.Records("sale.order.line").Where(line => line["order_id"] is int of && of == House.Id(held)).ToList();
        var product = own[0]["product_id"];
        var strange = house.Odoo.Add("sale.order.line", new Dictionary<string, object?> { ["order_id"] = House.Id(held), ["product_id"] = product, ["name"] = "By hand", ["product_uom_qty"] = 1m, ["price_unit"] = 3m });
        var stop = TestContext.Current.CancellationToken;
        var names = Assert.IsType<ShopBookOpening.Open>(await house.Get<IShopBooks>().Open(house.Domain, stop)).Book.Life.Names;

        var found = await names.Of([.. own.Select(line => new OdooId<SaleOrderLine>(House.Id(line))), new OdooId<SaleOrderLine>(strange)], stop);

        Assert.Equal(own.Count, found.Count);
        Assert.Equal(own.Count, found.Values.Distinct().Count());
        Assert.DoesNotContain(new OdooId<SaleOrderLine>(strange), found.Keys);
        Assert.Contains(order.Data.Children("lineItems")[0].Id.Split('/')[^1], found[new OdooId<SaleOrderLine>(House.Id(own[0]))], StringComparison.Ordinal);
    }
}
