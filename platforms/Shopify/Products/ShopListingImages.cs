using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>The images that a product and its variants have from Odoo. Their bytes are sent: nobody's Odoo need be open to Shopify.</summary>
public interface IShopListingImages
{
    /// <summary>The product's own. Null when it was deleted.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<ShopImages?> Read(ShopDomain shop, ProductId product, CancellationToken cancellationToken);

    /// <summary>Those of its variants; none when it was deleted.</summary>
    /// <param name="gallery">All media of the product.</param>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyDictionary<VariantId, ShopImages>> ReadVariants(ShopDomain shop, ProductId product, IReadOnlyList<string> gallery, CancellationToken cancellationToken);

    /// <summary>Gives the product an image beside those of its own, or a variant in place of what it showed; the one given before goes.</summary>
    /// <exception cref="ShopifyException">Shopify refused, or nobody knows whether it happened.</exception>
    Task Put(ShopDomain shop, ImagePlace place, ShopImages now, NewImage image, CancellationToken cancellationToken);

    /// <summary>Takes the one that was given away.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task Remove(ShopDomain shop, ImagePlace place, ShopImages now, CancellationToken cancellationToken);

    /// <summary>Does the rest of what was cut off: the image before goes, and the new one is written down.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task Finish(ShopDomain shop, ImagePlace place, ShopImages now, CancellationToken cancellationToken);
}

/// <summary>What an image is of.</summary>
/// <param name="Variant">Null for the product itself.</param>
public readonly record struct ImagePlace(ProductId Product, VariantId? Variant = null)
{
    internal string Gid => Variant?.Gid ?? Product.Gid;
}

/// <summary>An image to be given.</summary>
/// <param name="Alt">What it shows, for who does not see it.</param>
public sealed record NewImage(OdooImage What, ReadOnlyMemory<byte> Bytes, string Alt);

/// <inheritdoc />
internal sealed class ShopListingImages(IShopifyAdmin admin, IShopListings listings, IHttpClientFactory http, TimeProvider time) : IShopListingImages
{
    private const string Space = "$app";
    private const string Type = "single_line_text_field";
    private static readonly CustomFieldDecision Carried = new(CustomFieldOf.Product, "image_1920", Space, "odoo_image", Type, FieldOwner.Odoo);
    private static readonly CustomFieldDecision Own = Carried with { Key = "odoo_image_media" };

    public Task<ShopImages?> Read(ShopDomain shop, ProductId product, CancellationToken cancellationToken) =>
        admin.Run(shop, ImageDocuments.Read, new JsonObject { ["id"] = product.Gid }, cancellationToken);

    public async Task<IReadOnlyDictionary<VariantId, ShopImages>> ReadVariants(ShopDomain shop, ProductId product, IReadOnlyList<string> gallery, CancellationToken cancellationToken)
    {
        var found = new Dictionary<VariantId, ShopImages>();
        string? after = null;
        do
        {
            var page = await admin.Run(shop, ImageDocuments.OfVariants, new JsonObject { ["id"] = product.Gid, ["after"] = after }, cancellationToken);
            foreach (var (variant, images) in page.Images) found[variant] = images with { Gallery = gallery };
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    public async Task Put(ShopDomain shop, ImagePlace place, ShopImages now, NewImage image, CancellationToken cancellationToken)
    {
        var source = await Upload(shop, image, cancellationToken);
        var mark = new CarriedImage(image.What.Checksum, now.Gallery.Count > 0 ? now.Gallery[^1] : "-", Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
        // One call: whatever is cut off after it, the product or the variant says which image it was given.
        var marks = new JsonArray(new JsonObject { ["namespace"] = Space, ["key"] = Carried.Key, ["type"] = Type, ["value"] = mark.ToString() });
        var media = new JsonArray(new JsonObject { ["originalSource"] = source, ["alt"] = image.Alt, ["mediaContentType"] = "IMAGE" });
        await (place.Variant is { } variant
            ? admin.Run(shop, ImageDocuments.AddToVariant, new JsonObject
            {
                ["product"] = place.Product.Gid, ["variants"] = new JsonArray(new JsonObject { ["id"] = variant.Gid, ["mediaSrc"] = new JsonArray(source), ["metafields"] = marks }), ["media"] = media,
            }, cancellationToken)
            : admin.Run(shop, ImageDocuments.Add, new JsonObject { ["product"] = new JsonObject { ["id"] = place.Product.Gid, ["metafields"] = marks }, ["media"] = media }, cancellationToken));
        if (await ReadAgain(shop, place, cancellationToken) is { } after) await Finish(shop, place, after, cancellationToken);
    }

    public async Task Remove(ShopDomain shop, ImagePlace place, ShopImages now, CancellationToken cancellationToken)
    {
        if (now.Ours is { } ours) await Take(shop, place.Product, ours, now, cancellationToken);
        await listings.SetFields(shop, [new MetafieldChange(place.Gid, Carried, null), new MetafieldChange(place.Gid, Own, null)], cancellationToken);
    }

    public async Task Finish(ShopDomain shop, ImagePlace place, ShopImages now, CancellationToken cancellationToken)
    {
        if (now is not { Unfinished: true, Ours: { } ours, Carried: { } carried }) return;
        if (now.Own?.Media is { } before && before != ours && now.Gallery.Contains(before)) await Take(shop, place.Product, before, now, cancellationToken);
        await listings.SetFields(shop, [new MetafieldChange(place.Gid, Own, new OwnImage(ours, carried.Nonce).ToString())], cancellationToken);
    }

    private async Task<ShopImages?> ReadAgain(ShopDomain shop, ImagePlace place, CancellationToken cancellationToken) =>
        await Read(shop, place.Product, cancellationToken) is not { } product ? null
        : place.Variant is { } variant ? (await ReadVariants(shop, place.Product, product.Media, cancellationToken)).GetValueOrDefault(variant) : product;

    /// <summary>Shopify lets go of no file that it could not process; such a one is of no use to anybody, and deleted.</summary>
    private Task<bool> Take(ShopDomain shop, ProductId product, string media, ShopImages now, CancellationToken cancellationToken) => now.Failures.ContainsKey(media)
        ? admin.Run(shop, ImageDocuments.Discard, new JsonObject { ["files"] = new JsonArray(media) }, cancellationToken)
        : admin.Run(shop, ImageDocuments.Detach, new JsonObject { ["files"] = new JsonArray(new JsonObject { ["id"] = media, ["referencesToRemove"] = new JsonArray(product.Gid) }) }, cancellationToken);

    private async Task<string> Upload(ShopDomain shop, NewImage image, CancellationToken cancellationToken)
    {
        var name = $"odoo-{image.What.Checksum}.{image.What.MimeType[(image.What.MimeType.IndexOf('/', StringComparison.Ordinal) + 1)..]}";
        var target = await admin.Run(shop, ImageDocuments.Stage, new JsonObject
        {
            ["input"] = new JsonArray(new JsonObject { ["resource"] = "IMAGE", ["filename"] = name, ["mimeType"] = image.What.MimeType, ["httpMethod"] = "POST" }),
        }, cancellationToken);
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in target.Parameters) form.Add(new StringContent(value), $"\"{field}\"");
        var file = new ReadOnlyMemoryContent(image.Bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(image.What.MimeType);
        form.Add(file, "\"file\"", $"\"{name}\"");
        using var client = http.CreateClient(ShopifyHttp.Client);
        try
        {
            using var answer = await client.PostAsync(target.Url, form, cancellationToken);
            if (!answer.IsSuccessStatusCode) throw new ShopifyException(new ShopifyFailure.ServerError(new Attempted(shop, "sending an image"), $"HTTP {(int)answer.StatusCode}"));
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ShopifyException(new ShopifyFailure.Unreachable(new Attempted(shop, "sending an image"), failure.Message));
        }

        return target.Resource;
    }
}
