using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>Products through the shops' Admin API.</summary>
internal sealed class ShopListings(IShopifyAdmin admin) : IShopListings
{
    private const int MostVariants = 100;
    private const int MostFields = 25;

    public async Task<ShopListing?> Read(ShopDomain shop, ProductId product, IReadOnlyList<CustomFieldDecision> fields, CancellationToken cancellationToken)
    {
        ShopListing? read = null;
        var variants = new List<ListingVariant>();
        string? after = null;
        do
        {
            var variables = new JsonObject { ["id"] = product.Gid, ["after"] = after, ["keys"] = ListingInput.Keys(fields, CustomFieldOf.Product), ["variantKeys"] = ListingInput.Keys(fields, CustomFieldOf.Variant) };
            if (await admin.Run(shop, ListingDocuments.Read, variables, cancellationToken) is not { } page) return null;
            read ??= page.Listing;
            variants.AddRange(page.Listing.Variants);
            after = page.Next;
        }
        while (after is not null);
        return read with { Variants = variants };
    }

    public Task Update(ShopDomain shop, ProductId product, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken)
    {
        var input = ListingInput.Product(values);
        input["id"] = product.Gid;
        return admin.Run(shop, ListingDocuments.Update, new JsonObject { ["product"] = input }, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<VariantId, string>> UpdateVariants(ShopDomain shop, ProductId product, IReadOnlyList<VariantChange> changes, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<VariantId, string>();
        foreach (var batch in changes.Chunk(MostVariants))
        {
            var left = await Written(batch, "variants", rows => admin.Run(
                shop, ListingDocuments.UpdateVariants,
                new JsonObject { ["product"] = product.Gid, ["variants"] = new JsonArray([.. rows.Select(Row)]) }, cancellationToken));
            foreach (var (change, message) in left) refused[change.Variant] = message;
        }

        return refused;
    }

    public async Task<IReadOnlyDictionary<int, string>> AddVariants(ShopDomain shop, ProductId product, IReadOnlyList<DraftVariant> variants, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<int, string>();
        foreach (var batch in variants.Index().Chunk(MostVariants))
        {
            var left = await Written(batch, "variants", rows => admin.Run(
                shop, ListingDocuments.AddVariants,
                new JsonObject { ["product"] = product.Gid, ["variants"] = new JsonArray([.. rows.Select(row => DraftInput.Variant(row.Item))]) }, cancellationToken));
            foreach (var (draft, message) in left) refused[draft.Index] = message;
        }

        return refused;
    }

    public async Task<IReadOnlyDictionary<int, string>> SetFields(ShopDomain shop, IReadOnlyList<MetafieldChange> changes, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<int, string>();
        foreach (var batch in changes.Index().Where(one => one.Item.Value is not null).Chunk(MostFields))
        {
            var left = await Written(batch, "metafields", rows => admin.Run(
                shop, ListingDocuments.SetFields, new JsonObject { ["metafields"] = new JsonArray([.. rows.Select(row => Field(row.Item))]) }, cancellationToken));
            foreach (var (change, message) in left) refused[change.Index] = message;
        }

        JsonNode[] emptied = [.. changes.Where(change => change.Value is null).Select(Place)];
        if (emptied.Length > 0) await admin.Run(shop, ListingDocuments.DeleteFields, new JsonObject { ["metafields"] = new JsonArray(emptied) }, cancellationToken);
        return refused;
    }

    public Task<string?> DefinedType(ShopDomain shop, CustomFieldDecision field, CancellationToken cancellationToken) => admin.Run(
        shop, ListingDocuments.DefinedType,
        new JsonObject { ["ownerType"] = OwnerType(field.Of), ["namespace"] = field.Namespace, ["key"] = field.Key }, cancellationToken);

    public async Task<IReadOnlyList<DefinedField>> DefinedFields(ShopDomain shop, CustomFieldOf of, CancellationToken cancellationToken) =>
        // What apps keep for themselves is nobody's to choose.
        [.. (await admin.Run(shop, ListingDocuments.DefinedFields, new JsonObject { ["ownerType"] = OwnerType(of) }, cancellationToken)).Where(field => !field.Namespace.StartsWith("app--", StringComparison.Ordinal))];

    public Task<ProductId?> OfTemplate(ShopDomain shop, string identity, CancellationToken cancellationToken) => admin.Run(
        shop, ListingDocuments.ByTemplate, new JsonObject { ["identifier"] = new JsonObject { ["customId"] = ListingMark.Of(identity) } }, cancellationToken);

    public async Task<ProductId> Make(ShopDomain shop, ListingDraft draft, CancellationToken cancellationToken)
    {
        await ListingMark.Define(admin, shop, cancellationToken);
        return await admin.Run(
            shop, ListingDocuments.Set,
            new JsonObject { ["identifier"] = new JsonObject { ["customId"] = ListingMark.Of(draft.Identity) }, ["input"] = DraftInput.Of(draft) }, cancellationToken);
    }

    /// <summary>Writes rows; those that Shopify names as wrong are taken out, and the rest is sent again.</summary>
    private static async Task<List<(T Row, string Message)>> Written<T>(IReadOnlyList<T> batch, string list, Func<IReadOnlyList<T>, Task> write)
    {
        var refused = new List<(T, string)>();
        var open = batch.ToList();
        while (open.Count > 0)
        {
            try
            {
                await write(open);
                break;
            }
            catch (ShopifyException failed) when (failed.Failure is ShopifyFailure.UserErrors { Errors: var errors } && errors.All(error => RowOf(error, list) < open.Count))
            {
                var rows = errors.GroupBy(error => RowOf(error, list)!.Value).ToDictionary(row => row.Key, row => row.First().Message);
                refused.AddRange(rows.Select(row => (open[row.Key], row.Value)));
                open = [.. open.Where((_, index) => !rows.ContainsKey(index))];
            }
        }

        return refused;
    }

    /// <summary>The row that an error is about, from <c>variants.3.price</c>; null when it is about the whole.</summary>
    private static int? RowOf(UserError error, string list) =>
        error.Field?.Split('.') is [var name, var index, ..] && name == list && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;

    private static string OwnerType(CustomFieldOf of) => of switch
    {
        CustomFieldOf.Product => "PRODUCT",
        CustomFieldOf.Variant => "PRODUCTVARIANT",
        CustomFieldOf.Customer => "CUSTOMER",
        _ => "ORDER",
    };

    private static JsonObject Row(VariantChange change)
    {
        var input = ListingInput.Variant(change.Values);
        input["id"] = change.Variant.Gid;
        return input;
    }

    private static JsonObject Place(MetafieldChange change) => new() { ["ownerId"] = change.Owner, ["namespace"] = change.Field.Namespace, ["key"] = change.Field.Key };

    private static JsonObject Field(MetafieldChange change)
    {
        var field = Place(change);
        field["type"] = change.Field.Type;
        field["value"] = change.Value;
        return field;
    }
}
