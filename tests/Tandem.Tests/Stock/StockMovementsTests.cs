using System.Globalization;
using Tandem.Grains.Dispatch;
using Tandem.Sandbox.Lives;
using Tandem.Sandbox.Shopify.Orders;
using Xunit;

namespace Tandem.Tests.Stock;

/// <summary>Whatever moves on both sides, in whatever sequence it is told: in the end each location shows what Odoo has.</summary>
public sealed class StockMovementsTests(StockHouse house) : IClassFixture<StockHouse>
{
    private const int Movements = 40;
    private const int Products = 4;
    private static readonly long[] Locations = [StockHouse.Main, StockHouse.Town];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(20261128)]
    public async Task Random_movements_on_both_sides_converge_to_what_Odoo_has(int seed)
    {
        await house.Furnished();
        var chance = new Random(seed);
        var movements = Enumerable.Range(0, Movements).Select(_ => Movement.Any(chance)).ToList();
        if (await Wrong(movements) is not { } wrong) return;

        var fewest = await Shrinking.Of(movements, async shorter =>
        {
            foreach (var (index, some) in shorter.Index())
                if (await Wrong(some) is not null) return index;
            return null;
        });
        Assert.Fail($"Seed {seed}: {wrong} It takes these: {string.Join("; ", fewest)}. {await Wrong(fewest)}");
    }

    /// <summary>Plays movements with goods of their own; what a location shows wrongly in the end, null when nothing.</summary>
    private async Task<string?> Wrong(IReadOnlyList<Movement> movements)
    {
        var goods = new List<(VariantDescription Variant, int Product)>();
        for (var i = 0; i < Products; i++) goods.Add(await house.Goods("random", 10m + i));
        await house.Polled();
        foreach (var movement in movements) await Play(movement, goods[movement.Good].Variant, goods[movement.Good].Product);

        await house.Polled();
        // The second finds nothing new.
        await house.Polled();
        foreach (var (variant, product) in goods)
            foreach (var location in Locations)
                if ((Shown: house.Shop.Stock.Available(variant.Id, location), Free: Math.Max(0m, await house.Hand.Free(product, house.Places[location].View, Stop))) is var found && found.Shown != (int)found.Free)
                    return $"Location {location} shows {found.Shown} of {variant.Sku}, and Odoo has {found.Free.ToString(CultureInfo.InvariantCulture)}.";
        return null;
    }

    private async Task Play(Movement movement, VariantDescription variant, int product)
    {
        var (place, warehouse) = (house.Places[movement.Location].Stock, house.Places[movement.Location].Warehouse);
        switch (movement.Kind)
        {
            case MovementKind.Count:
                await house.Hand.Count(product, place, movement.Quantity, Stop);
                break;
            case MovementKind.Receive:
                await house.Hand.Receive(product, warehouse, place, movement.Quantity + 1, Stop);
                break;
            case MovementKind.Carry when await house.Hand.Free(product, house.Places[StockHouse.Main].View, Stop) >= 2m:
                await house.Hand.Carry(product, house.Places[StockHouse.Main].Warehouse, house.Places[StockHouse.Main].Stock, house.Places[StockHouse.Town].Stock, 2m, Stop);
                break;
            case MovementKind.CommitLate when house.Odoo.Records("stock.quant").FirstOrDefault(quant => Number(quant["product_id"]) == product && Number(quant["location_id"]) == place) is { } quant:
                house.Odoo.ChangeLate("stock.quant", Number(quant["id"]), new Dictionary<string, object?> { ["quantity"] = (decimal)movement.Quantity }, TimeSpan.FromSeconds(20 * movement.Quantity));
                break;
            case MovementKind.SellInShopify:
                // Sold or taken back in Shopify; what Odoo says then stays the truth.
                house.Shop.Stock.Change(variant.Id, movement.Location, (movement.Quantity % 7) - 3, tell: movement.Twice);
                await house.Hand.Count(product, place, movement.Quantity + 1, Stop);
                break;
            case MovementKind.Look:
                // Not waited for: the next look may come while this one's pass is under way.
                await house.Get<StockPoll>().Run(house.Domain, Stop);
                break;
            case MovementKind.Announce:
                var webhook = new System.Text.Json.Nodes.JsonObject { ["id"] = movement.Location, ["updated_at"] = movement.Quantity };
                await house.Shop.Webhooks.Send("locations/update", webhook, null, Stop);
                if (movement.Twice) await house.Shop.Webhooks.Send("locations/update", webhook.DeepClone().AsObject(), null, Stop);
                break;
        }
    }

    private static int Number(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private enum MovementKind
    {
        Count,
        Receive,
        Carry,
        CommitLate,
        SellInShopify,
        Look,
        Announce,
    }

    private sealed record Movement(MovementKind Kind, int Good, long Location, int Quantity, bool Twice)
    {
        public static Movement Any(Random chance) => new(
            (MovementKind)chance.Next(Enum.GetValues<MovementKind>().Length), chance.Next(Products), Locations[chance.Next(2)], chance.Next(0, 30), chance.Next(2) == 0);
    }
}
