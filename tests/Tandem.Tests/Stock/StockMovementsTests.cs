using System.Globalization;
using Tandem.Grains.Dispatch;
using Tandem.Sandbox.Shopify.Orders;
using Xunit;

namespace Tandem.Tests.Stock;

/// <summary>Whatever moves on both sides, in whatever sequence it is told: in the end each location shows what Odoo has.</summary>
public sealed class StockMovementsTests(StockHouse house) : IClassFixture<StockHouse>
{
    private const int Movements = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(20261128)]
    public async Task Random_movements_on_both_sides_converge_to_what_Odoo_has(int seed)
    {
        var stop = TestContext.Current.CancellationToken;
        var chance = new Random(seed);
        await house.Furnished();
        var goods = new List<(VariantDescription Variant, int Product)>();
        for (var i = 0; i < 4; i++) goods.Add(await house.Goods($"random{seed}", chance.Next(0, 20)));
        await house.Polled();
        long[] locations = [StockHouse.Main, StockHouse.Town];

        for (var movement = 0; movement < Movements; movement++)
        {
            var (variant, product) = goods[chance.Next(goods.Count)];
            var location = locations[chance.Next(2)];
            var place = house.Places[location].Stock;
            switch (chance.Next(7))
            {
                case 0 or 1:
                    await house.Hand.Count(product, place, chance.Next(0, 30), stop);
                    break;
                case 2:
                    await house.Hand.Receive(product, house.Places[location].Warehouse, place, chance.Next(1, 5), stop);
                    break;
                case 3 when await house.Hand.Free(product, house.Places[StockHouse.Main].View, stop) >= 2m:
                    await house.Hand.Carry(product, house.Places[StockHouse.Main].Warehouse, house.Places[StockHouse.Main].Stock, house.Places[StockHouse.Town].Stock, 2m, stop);
                    break;
                case 4:
                    // Sold or taken back in Shopify; what Odoo says stays the truth.
                    house.Shop.Stock.Change(variant.Id, location, chance.Next(-3, 4), tell: chance.Next(2) == 0);
                    await house.Hand.Count(product, place, chance.Next(0, 30), stop);
                    break;
                case 5:
                    // Not waited for: the next look may come while this one's pass is under way.
                    await house.Get<StockPoll>().Run(house.Domain, stop);
                    break;
                default:
                    var webhook = new System.Text.Json.Nodes.JsonObject { ["id"] = location, ["updated_at"] = movement };
                    await house.Shop.Webhooks.Send("locations/update", webhook, null, stop);
                    if (chance.Next(2) == 0) await house.Shop.Webhooks.Send("locations/update", webhook.DeepClone().AsObject(), null, stop);
                    break;
            }
        }

        await house.Polled();
        // One look for moves, one for places; the second finds nothing new.
        await house.Polled();
        foreach (var (variant, product) in goods)
            foreach (var location in locations)
                Assert.Equal(
                    ($"{variant.Sku} at {location}", Math.Max(0m, await house.Hand.Free(product, house.Places[location].View, stop))),
                    ($"{variant.Sku} at {location}", Convert.ToDecimal(house.Shop.Stock.Available(variant.Id, location), CultureInfo.InvariantCulture)));
    }
}
