using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Stock;

namespace Tandem.Shopify.Stock;

/// <summary>Stock through the shops' Admin API.</summary>
internal sealed class ShopStock(IShopifyAdmin admin) : IShopStock
{
    public async Task<IReadOnlyList<ShopLocation>> Locations(ShopDomain shop, CancellationToken cancellationToken)
    {
        var found = new List<ShopLocation>();
        string? after = null;
        do
        {
            var page = await admin.Run(shop, StockDocuments.Locations, new JsonObject { ["after"] = after }, cancellationToken);
            found.AddRange(page.Locations);
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    public async Task<IReadOnlyDictionary<InventoryItemId, ShopLevel>> Levels(
        ShopDomain shop, LocationId location, StockWrite quantity, IReadOnlyCollection<InventoryItemId> items, CancellationToken cancellationToken)
    {
        var found = new Dictionary<InventoryItemId, ShopLevel>();
        foreach (var some in items.Distinct().Chunk(IShopStock.MostRows))
        {
            JsonNode[] ids = [.. some.Select(item => JsonValue.Create(item.Gid))];
            var variables = new JsonObject { ["ids"] = new JsonArray(ids), ["location"] = location.Gid, ["name"] = StockDocuments.Name(quantity) };
            foreach (var level in await admin.Run(shop, StockDocuments.Levels, variables, cancellationToken)) found[level.Item] = level;
        }

        return found;
    }

    public async Task<StockWriting> Set(ShopDomain shop, LocationId location, StockWrite quantity, IReadOnlyList<LevelChange> changes, CancellationToken cancellationToken)
    {
        var variables = new JsonObject { ["input"] = StockDocuments.Input(location, quantity, changes), ["key"] = Guid.NewGuid().ToString() };
        try
        {
            await admin.Run(shop, StockDocuments.Set, variables, cancellationToken);
            return new StockWriting.Written();
        }
        catch (ShopifyException failed) when (failed.Failure is ShopifyFailure.UserErrors { Errors: var errors } && errors.All(error => Row(error) is not null))
        {
            return new StockWriting.Refused(errors.GroupBy(error => Row(error)!.Value).ToDictionary(row => row.Key, row => row.First()));
        }
    }

    public Task<int> Activate(ShopDomain shop, LocationId location, StockWrite quantity, InventoryItemId item, CancellationToken cancellationToken) => admin.Run(
        shop, StockDocuments.Activate,
        new JsonObject { ["id"] = item.Gid, ["location"] = location.Gid, ["name"] = StockDocuments.Name(quantity), ["key"] = Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>The row that an error is about, from <c>input.quantities.3.quantity</c>; null when it is about the whole.</summary>
    private static int? Row(UserError error) =>
        error.Field?.Split('.') is ["input", "quantities", var index, ..] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
}
