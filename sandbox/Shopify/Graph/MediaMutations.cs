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

    /// <summary>Takes files from products, or leaves everything where one of them is none or not ready.</summary>
    public static object? UpdateFiles(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var given = context.GetArgument<List<Dictionary<string, object?>>>("files");
        var errors = given.Index().Select(one => Owner(shop, (string)one.Item["id"]!) is not { } found ? Error("FILE_DOES_NOT_EXIST", "File id does not exist.", one.Index)
            : found.Media.Content is null ? Error("NON_READY_STATE", "Non-ready files cannot be updated.", one.Index) : null).OfType<ShopifyObject>().ToArray();
        if (errors.Length == 0)
            foreach (var file in given)
                foreach (var product in (file.GetValueOrDefault("referencesToRemove") as IEnumerable<object?> ?? []).OfType<string>())
                    Take(shop, Gid.Number(product), (string)file["id"]!);
        return new ShopifyObject("FileUpdatePayload") { ["userErrors"] = errors };
    }

    public static object? DeleteFiles(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var ids = context.GetArgument<List<string>>("fileIds");
        var errors = ids.Index().Where(one => Owner(shop, one.Item) is null).Select(one => Error("FILE_DOES_NOT_EXIST", "File id does not exist.", one.Index)).ToArray();
        if (errors.Length == 0) foreach (var id in ids) Take(shop, Owner(shop, id)!.Value.Product, id);
        return new ShopifyObject("FileDeletePayload") { ["deletedFileIds"] = errors.Length == 0 ? ids.ToArray() : [], ["userErrors"] = errors };
    }

    private static (long Product, MediaDescription Media)? Owner(PracticeShop shop, string file) =>
        shop.Products.All.SelectMany(one => one.Facts.Media.Where(media => Gid.Of("MediaImage", media.Id) == file).Select(media => ((long, MediaDescription)?)(one.Product, media))).FirstOrDefault();

    /// <summary>Variants that showed it show none then.</summary>
    private static void Take(PracticeShop shop, long product, string file)
    {
        var facts = shop.Products.Facts(product);
        var gone = facts.Media.Where(media => Gid.Of("MediaImage", media.Id) == file).ToList();
        shop.Products.Put(product, facts with { Media = [.. facts.Media.Except(gone)] }, null, null);
        foreach (var variant in shop.Variants.Where(variant => variant.ProductId == product && gone.Exists(media => media.Id == variant.Image))) shop.Add(variant with { Image = null });
        shop.Products.Touched(Gid.Of("Product", product));
    }

    private static ShopifyObject Error(string code, string message, int index) =>
        new("FilesUserError") { ["code"] = code, ["field"] = new[] { "files", index.ToString(System.Globalization.CultureInfo.InvariantCulture), "id" }, ["message"] = message };
}
