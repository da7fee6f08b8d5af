using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tandem.Shopify.Products;
using Tandem.Shopify.Reading;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Bulk;

/// <summary>The catalogue and its stock by bulk operations, one after the other.</summary>
internal sealed class CatalogueSnapshots(BulkReading bulk) : ICatalogueSnapshots
{
    private static readonly string Catalogue = BulkList.Text("CatalogueSnapshot");
    private static readonly string Stock = BulkList.Text("StockSnapshot");

    public async IAsyncEnumerable<ShopListing> Products(ShopDomain shop, IReadOnlyList<CustomFieldDecision> fields, bool images, [EnumeratorCancellation] CancellationToken stop)
    {
        var list = new BulkList(Query(fields, images), "reading a list of all products");
        await using var whole = await bulk.Whole(shop, list, "Product", null, stop);
        foreach (var group in whole?.Groups() ?? [])
        {
            stop.ThrowIfCancellationRequested();
            yield return Read(group, fields, images, shop, list);
        }
    }

    public async Task<StockSnapshot> Levels(ShopDomain shop, StockWrite quantity, IReadOnlyCollection<LocationId> locations, CancellationToken stop)
    {
        var (list, snapshot) = (new BulkList(LevelsQuery(quantity), "reading a list of all stock"), new StockSnapshot(locations));
        try
        {
            await foreach (var line in bulk.Lines(shop, list, stop))
            {
                if (line.Field.GetIfThere("__parentId") is { } item)
                    snapshot.Add(new InventoryItemId(item.Number("InventoryItem")), new LocationId(line.Field.Get("location").Get("id").Number("Location")), StockDocuments.Quantity(line.Field));
                else
                    snapshot.Add(new InventoryItemId(line.Field.Get("id").Number("InventoryItem")), line.Field.Get("tracked").Flag);
            }
        }
        catch (UnreadableException wrong)
        {
            throw BulkReading.Unreadable(shop, list, wrong);
        }

        return snapshot;
    }

    /// <summary>Metafields are a connection, of which a query may hold only so many and none so deep; one by one they are none.</summary>
    public static string Query(IReadOnlyList<CustomFieldDecision> fields, bool images) => Catalogue
        .Replace("{images}", images ? BulkImages.OfProduct : "", StringComparison.Ordinal)
        .Replace("{variantImages}", images ? BulkImages.OfVariant : "", StringComparison.Ordinal)
        .Replace("{fields}", Asked(fields, CustomFieldOf.Product), StringComparison.Ordinal)
        .Replace("{variantFields}", Asked(fields, CustomFieldOf.Variant), StringComparison.Ordinal);

    public static string LevelsQuery(StockWrite quantity) => Stock.Replace("{name}", StockDocuments.Name(quantity), StringComparison.Ordinal);

    private static ShopListing Read(BulkGroup group, IReadOnlyList<CustomFieldDecision> fields, bool images, ShopDomain shop, BulkList list)
    {
        try
        {
            var listing = ListingParsing.Product(group.Root, Metafields(group.Root, fields, CustomFieldOf.Product)) with
            {
                Variants = [.. group.Inside.Where(BulkImages.IsVariant).Select(variant => ListingParsing.Variant(variant, Metafields(variant, fields, CustomFieldOf.Variant))).OrderBy(variant => variant.Id.Value)],
            };
            return images ? BulkImages.With(listing, group) : listing;
        }
        catch (UnreadableException wrong)
        {
            throw BulkReading.Unreadable(shop, list, wrong);
        }
    }

    private static string Asked(IReadOnlyList<CustomFieldDecision> fields, CustomFieldOf of) => string.Join(' ', fields.Index().Where(field => field.Item.Of == of)
        .Select(field => $"{Alias(field.Index)}: metafield(namespace: {JsonSerializer.Serialize(field.Item.Namespace)}, key: {JsonSerializer.Serialize(field.Item.Key)}) {{ type value }}"));

    private static Dictionary<string, Metafield> Metafields(ShopifyField owner, IReadOnlyList<CustomFieldDecision> fields, CustomFieldOf of) =>
        fields.Index().Where(field => field.Item.Of == of).Select(field => (field.Item.Name, There: owner.GetOrNull(Alias(field.Index)))).Where(field => field.There is not null)
            .ToDictionary(field => field.Name, field => new Metafield(field.There!.Value.Get("type").Text, field.There.Value.Get("value").Text));

    private static string Alias(int index) => string.Create(CultureInfo.InvariantCulture, $"field{index}");
}
