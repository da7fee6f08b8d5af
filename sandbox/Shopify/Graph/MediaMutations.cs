using GraphQL;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Images of products, sent by an app: Shopify fetches none from where it cannot reach.</summary>
internal static class MediaMutations
{
    private static long last = 49_000_000_000_000;

    public static object? Stage(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var targets = context.GetArgument<List<Dictionary<string, object?>>>("input").Select(_ =>
        {
            var key = shop.Files.Open();
            return new ShopifyObject("StagedMediaUploadTarget")
            {
                ["url"] = $"{shop.Root()}/staged",
                ["resourceUrl"] = $"{shop.Root()}/staged/{key}",
                ["parameters"] = new[] { new ShopifyObject("StagedUploadParameter") { ["name"] = "key", ["value"] = key } },
            };
        }).ToArray();
        return new ShopifyObject("StagedUploadsCreatePayload") { ["stagedTargets"] = targets, ["userErrors"] = Array.Empty<ShopifyObject>() };
    }

    /// <summary>What is given with a product's update.</summary>
    public static IReadOnlyList<MediaDescription> Given(IResolveFieldContext context, PracticeShop shop) =>
        [.. (context.GetArgument<List<Dictionary<string, object?>>?>("media") ?? []).Select(one => new MediaDescription(Interlocked.Increment(ref last), shop.Files.Content((string)one["originalSource"]!), one.GetValueOrDefault("alt") as string))];

    public static object? Delete(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var (product, ids) = (context.GetArgument<string>("productId"), context.GetArgument<List<string>>("mediaIds"));
        var facts = shop.Products.Facts(Gid.Number(product));
        var gone = facts.Media.Where(media => ids.Contains(Gid.Of("MediaImage", media.Id))).ToList();
        if (gone.Count < ids.Count)
            return new ShopifyObject("ProductDeleteMediaPayload") { ["mediaUserErrors"] = new[] { new ShopifyObject("MediaUserError") { ["code"] = "MEDIA_DOES_NOT_EXIST", ["field"] = new[] { "mediaIds" }, ["message"] = "Media id does not exist" } } };
        shop.Products.Put(Gid.Number(product), facts with { Media = [.. facts.Media.Except(gone)] }, null, null);
        shop.Products.Touched(product);
        return new ShopifyObject("ProductDeleteMediaPayload") { ["deletedMediaIds"] = ids.ToArray(), ["mediaUserErrors"] = Array.Empty<ShopifyObject>() };
    }
}
