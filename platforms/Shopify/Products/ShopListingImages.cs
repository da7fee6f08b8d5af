using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>The image that a product has from Odoo. Its bytes are sent: nobody's Odoo need be open to Shopify.</summary>
public interface IShopListingImages
{
    /// <summary>Null when the product was deleted.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<ShopImages?> Read(ShopDomain shop, ProductId product, CancellationToken cancellationToken);

    /// <summary>Gives the product an image beside those of its own, in place of the one given before.</summary>
    /// <exception cref="ShopifyException">Shopify refused, or nobody knows whether it happened.</exception>
    Task Put(ShopDomain shop, ProductId product, NewImage image, CancellationToken cancellationToken);

    /// <summary>Takes the one that was given away.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task Remove(ShopDomain shop, ProductId product, ShopImages now, CancellationToken cancellationToken);

    /// <summary>Does the rest of what was cut off: the image before goes, and the new one is written down.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task Finish(ShopDomain shop, ProductId product, ShopImages now, CancellationToken cancellationToken);
}

/// <summary>An image to be given.</summary>
/// <param name="Alt">What it shows, for who does not see it.</param>
public sealed record NewImage(OdooImage What, ReadOnlyMemory<byte> Bytes, string Alt);

/// <inheritdoc />
internal sealed class ShopListingImages(IShopifyAdmin admin, IShopListings listings, IHttpClientFactory http) : IShopListingImages
{
    private const string Space = "$app";
    private const string Type = "single_line_text_field";
    private static readonly CustomFieldDecision Carried = new(CustomFieldOf.Product, "image_1920", Space, "odoo_image", Type, FieldOwner.Odoo);
    private static readonly CustomFieldDecision Own = Carried with { Key = "odoo_image_media" };

    public Task<ShopImages?> Read(ShopDomain shop, ProductId product, CancellationToken cancellationToken) =>
        admin.Run(shop, ImageDocuments.Read, new JsonObject { ["id"] = product.Gid }, cancellationToken);

    public async Task Put(ShopDomain shop, ProductId product, NewImage image, CancellationToken cancellationToken)
    {
        var source = await Upload(shop, image, cancellationToken);
        // One call: whatever is cut off after it, the product says which image it was given.
        await admin.Run(shop, ImageDocuments.Add, new JsonObject
        {
            ["product"] = new JsonObject { ["id"] = product.Gid, ["metafields"] = new JsonArray(new JsonObject { ["namespace"] = Space, ["key"] = Carried.Key, ["type"] = Type, ["value"] = image.What.Checksum }) },
            ["media"] = new JsonArray(new JsonObject { ["originalSource"] = source, ["alt"] = image.Alt, ["mediaContentType"] = "IMAGE" }),
        }, cancellationToken);
        if (await Read(shop, product, cancellationToken) is { } after) await Finish(shop, product, after, cancellationToken);
    }

    public async Task Remove(ShopDomain shop, ProductId product, ShopImages now, CancellationToken cancellationToken)
    {
        if (now.Own is { } own && now.Media.Contains(own)) await Delete(shop, product, own, cancellationToken);
        await listings.SetFields(shop, [new MetafieldChange(product.Gid, Carried, null), new MetafieldChange(product.Gid, Own, null)], cancellationToken);
    }

    public async Task Finish(ShopDomain shop, ProductId product, ShopImages now, CancellationToken cancellationToken)
    {
        if (!now.Unfinished) return;
        // What was given last is the youngest.
        var youngest = now.Media[^1];
        if (now.Own is { } before && before != youngest && now.Media.Contains(before)) await Delete(shop, product, before, cancellationToken);
        await listings.SetFields(shop, [new MetafieldChange(product.Gid, Own, $"{youngest} {now.Carried}")], cancellationToken);
    }

    private Task<bool> Delete(ShopDomain shop, ProductId product, string media, CancellationToken cancellationToken) =>
        admin.Run(shop, ImageDocuments.Remove, new JsonObject { ["product"] = product.Gid, ["media"] = new JsonArray(media) }, cancellationToken);

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
