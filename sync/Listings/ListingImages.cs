namespace Tandem.Sync.Listings;

/// <summary>What Shopify shows of a product's images, and which of them came from Odoo.</summary>
/// <param name="Carried">Checksum of the image that was last given; null when none was.</param>
/// <param name="Own">The media that it became; null when that was not learned.</param>
/// <param name="OwnCarried">Checksum of the image that <paramref name="Own"/> was made of.</param>
/// <param name="Media">All media, the oldest first.</param>
/// <param name="Failure">Shopify's words where it could not process the image; null where it could.</param>
public sealed record ShopImages(string? Carried, string? Own, string? OwnCarried, IReadOnlyList<string> Media, string? Failure)
{
    /// <summary>The image was given and what came of it not written down, nor the one before taken away.</summary>
    public bool Unfinished => Carried is not null && Carried != OwnCarried && Media.Count > 0;

    /// <summary>Ours is there.</summary>
    public bool Shown => Carried is not null && (Unfinished || (Own is { } own && Media.Contains(own)));

    public string? Says => Shown ? ImageText.Of(Carried!) : Media.Count > 0 ? ImageText.Others(Media.Count) : null;
}

/// <summary>A product's image in Odoo.</summary>
/// <param name="Checksum">As Odoo computes it of the bytes.</param>
public sealed record OdooImage(string Checksum, string MimeType, int Bytes)
{
    /// <summary>Shopify takes no larger one.</summary>
    private const int Most = 20 * 1024 * 1024;

    public string? Refusal => MimeType is not ("image/png" or "image/jpeg" or "image/gif" or "image/webp") ? $"Its image is {MimeType} in Odoo, which Shopify does not take. Give it a JPEG, PNG, GIF or WebP."
        : Bytes > Most ? "Its image is larger than 20 MB in Odoo, and Shopify takes none so large. Give it a smaller one." : null;
}

/// <summary>Images in the form in which they are compared, kept and shown.</summary>
public static class ImageText
{
    private const int Shown = 12;

    public static string Of(string checksum)
    {
        ArgumentNullException.ThrowIfNull(checksum);
        return $"image {checksum[..Math.Min(Shown, checksum.Length)]}";
    }

    public static string Others(int count) => count == 1 ? "an image of its own" : $"{count} images of its own";

    public static string Failed(string words) => $"Shopify could not process the image and said “{words}” Give the product another image in Odoo.";
}
