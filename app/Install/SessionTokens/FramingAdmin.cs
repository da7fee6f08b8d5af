using System.Text;
using System.Text.RegularExpressions;
using Tandem.App.Admin;
using Tandem.Sync;

namespace Tandem.App.Install;

/// <summary>The admin that frames the app, from the <c>host</c> parameter: base64 of <c>admin.shopify.com/store/alpha</c>.</summary>
internal static partial class FramingAdmin
{
    /// <summary>Its address with the store in it; null when the parameter names anything but an admin of a shop.</summary>
    /// <param name="practice">The admin of the settings: Shopify's or a practice admin.</param>
    public static string? Read(string? host, Uri practice)
    {
        if (host is not { Length: > 0 and <= 512 } || !Base64().IsMatch(host)) return null;
        var bytes = new byte[host.Length];
        if (!Convert.TryFromBase64String(host.PadRight((host.Length + 3) / 4 * 4, '='), bytes, out var length)) return null;
        var decoded = Encoding.ASCII.GetString(bytes, 0, length);
        if (decoded.EndsWith("/admin", StringComparison.Ordinal) && ShopDomain.TryParse(decoded[..^6], out var shop)) return $"https://{shop}/admin";

        var slash = decoded.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !Store().IsMatch(decoded[slash..])) return null;
        return Array.Find([AdminSettings.ShopifyAdmin, practice], admin => admin.Authority == decoded[..slash]) is { } known
            ? AdminSettings.Origin(known) + decoded[slash..]
            : null;
    }

    [GeneratedRegex(@"\A[0-9a-zA-Z+/]+={0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();

    [GeneratedRegex(@"\A/store/[a-zA-Z0-9][a-zA-Z0-9\-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Store();
}
