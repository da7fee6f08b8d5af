using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>What a practice shop has in stock, by inventory item and location; a new variant is stocked everywhere with nothing.</summary>
public sealed class StockRoom
{
    private readonly PracticeShop shop;
    private readonly Lock gate = new();
    private readonly Dictionary<(long Item, long Location), StockCount> counts = [];
    private readonly HashSet<(long Item, long Location)> unstocked = [];
    private readonly Dictionary<string, (string Input, object? Answer)> answered = new(StringComparer.Ordinal);

    internal StockRoom(PracticeShop shop) => this.shop = shop;

    /// <summary>How many levels were written through the API, each time counted.</summary>
    public int Writes { get; private set; }

    /// <summary>The item that counts a variant's stock.</summary>
    public static long ItemOf(long variant) => variant + 1;

    /// <summary>Null when the item is not stocked there, or not there at all.</summary>
    public StockCount? Find(long item, long location)
    {
        lock (gate) return Level(item, location);
    }

    /// <summary>What can be bought of a variant at a location; null when it is not stocked there.</summary>
    public int? Available(long variant, long location) => Find(ItemOf(variant), location)?.Available;

    /// <summary>A person counts, buys or takes back: what is available changes by so much.</summary>
    public void Change(long variant, long location, int by, bool tell = true)
    {
        lock (gate)
        {
            if (Level(ItemOf(variant), location) is not { } level) return;
            counts[(ItemOf(variant), location)] = level with { Available = level.Available + by };
        }

        if (tell) Tell(ItemOf(variant), location, DeliveryPlan.Now);
    }

    /// <summary>Goods of an order are promised: not available any more, but still there.</summary>
    internal void Commit(long variant, long location, int units)
    {
        lock (gate)
        {
            if (Level(ItemOf(variant), location) is not { } level) return;
            counts[(ItemOf(variant), location)] = new StockCount(level.Available - units, level.Committed + units);
        }
    }

    /// <summary>Stocks a variant at a location no more.</summary>
    public void Unstock(long variant, long location)
    {
        lock (gate)
        {
            unstocked.Add((ItemOf(variant), location));
            counts.Remove((ItemOf(variant), location));
        }
    }

    internal StockCount Stock(long item, long location)
    {
        lock (gate)
        {
            unstocked.Remove((item, location));
            return Level(item, location) ?? new StockCount(0, 0);
        }
    }

    /// <summary>Changes all rows or, where one is refused, none.</summary>
    internal IReadOnlyList<(int Row, string Field, string Message, string Code)> Set(IReadOnlyList<StockRow> rows, bool onHand)
    {
        List<(int Row, string Field, string Message, string Code)> refused;
        lock (gate)
        {
            refused = [.. rows.SelectMany((row, index) => StockRules.Refusals(shop, row, Level(row.Item, row.Location), onHand, rows).Select(refusal => (index, refusal.Field, refusal.Message, refusal.Code)))];
            if (refused.Count > 0) return refused;
            foreach (var row in rows)
            {
                var level = Level(row.Item, row.Location)!;
                counts[(row.Item, row.Location)] = level with { Available = onHand ? row.Quantity - level.Committed : row.Quantity };
            }

            Writes += rows.Count;
        }

        foreach (var row in rows) Tell(row.Item, row.Location, shop.Webhooks.Echoing);
        return refused;
    }

    /// <summary>The first answer to a key, for the same question; a mismatch for another one.</summary>
    internal object? Once(string key, string input, Func<object?> mismatch, Func<object?> answer)
    {
        lock (gate)
            if (answered.TryGetValue(key, out var before)) return before.Input == input ? before.Answer : mismatch();
        var made = answer();
        lock (gate) answered[key] = (input, made);
        return made;
    }

    private StockCount? Level(long item, long location) =>
        counts.TryGetValue((item, location), out var count) ? count
        : unstocked.Contains((item, location)) || shop.Variant(item - 1) is null || shop.Locations.All(one => Gid.Number(one.Id) != location) ? null
        : new StockCount(0, 0);

    private void Tell(long item, long location, DeliveryPlan plan) => shop.Webhooks.Tell("inventory_levels/update", new JsonObject
    {
        ["inventory_item_id"] = item,
        ["location_id"] = location,
        ["available"] = Find(item, location)?.Available,
        ["updated_at"] = shop.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ["admin_graphql_api_id"] = string.Create(CultureInfo.InvariantCulture, $"gid://shopify/InventoryLevel/{location}?inventory_item_id={item}"),
    }, plan);
}

/// <param name="Committed">Promised to orders.</param>
public sealed record StockCount(int Available, int Committed)
{
    public int OnHand => Available + Committed;
}

/// <summary>One row of a call that sets quantities.</summary>
/// <param name="From">Null compares with nothing.</param>
internal sealed record StockRow(long Item, long Location, int Quantity, int? From);
