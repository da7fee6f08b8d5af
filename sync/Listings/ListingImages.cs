using System.Globalization;

namespace Tandem.Sync.Listings;

/// <summary>What Shopify shows of the images of a product, or of one of its variants, and which of them came from Odoo.</summary>
/// <param name="Carried">The image that was given last; null when none was.</param>
/// <param name="Own">The media that it became; null when that is not written down yet.</param>
/// <param name="Media">All media, the oldest first.</param>
/// <param name="Failures">Shopify's words about those that it could not process.</param>
public sealed record ShopImages(CarriedImage? Carried, OwnImage? Own, IReadOnlyList<string> Media, IReadOnlyDictionary<string, string> Failures)
{
    /// <summary>All media of the product: a variant shows one of them.</summary>
    public IReadOnlyList<string> Gallery { get; init; } = Media;

    /// <summary>Those that say something of the product itself: not what variants were given.</summary>
    public IReadOnlyList<string> General { get; init; } = Media;

    /// <summary>The image was given, and what it became is not written down, nor the one before taken away.</summary>
    public bool Unfinished => Carried is { } carried && Own?.Nonce != carried.Nonce && Ours is not null;

    /// <summary>The one that came from Odoo; null where there is none, or somebody deleted it.</summary>
    public string? Ours => Carried is not { } carried ? null
        : Own is { } own && own.Nonce == carried.Nonce ? Media.FirstOrDefault(media => media == own.Media)
        : Media.FirstOrDefault(media => Number(media) > Number(carried.Before));

    public string? Failure => Ours is { } ours ? Failures.GetValueOrDefault(ours) : null;

    public string? Says => Ours is not null ? ImageText.Of(Carried!.Checksum) : General.Count > 0 ? ImageText.Others(General.Count) : null;

    /// <summary>A younger one has a higher number.</summary>
    public static long Number(string? media) =>
        media is not null && long.TryParse(media.AsSpan(media.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>The mark that a product gets together with an image.</summary>
/// <param name="Before">The youngest media before it; what is younger by the least is the image.</param>
/// <param name="Nonce">The same image given once more is another.</param>
public sealed record CarriedImage(string Checksum, string Before, string Nonce)
{
    public static CarriedImage? Read(string? text) => text?.Split(' ') is [var checksum, var before, var nonce] ? new CarriedImage(checksum, before, nonce) : null;

    public override string ToString() => $"{Checksum} {Before} {Nonce}";
}

/// <summary>The mark of what an image became.</summary>
public sealed record OwnImage(string Media, string Nonce)
{
    public static OwnImage? Read(string? text) => text?.Split(' ') is [var media, var nonce] ? new OwnImage(media, nonce) : null;

    public override string ToString() => $"{Media} {Nonce}";
}

/// <summary>An image of a product or of one of its variants in Odoo.</summary>
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
