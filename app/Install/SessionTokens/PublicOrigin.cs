using Tandem.App.Admin;

namespace Tandem.App.Install;

/// <summary>Where browsers reach Tandem, and whether an address stays there.</summary>
internal static class PublicOrigin
{
    public static string Of(HttpRequest request, AdminSettings settings) =>
        settings.PublicUrl is { } known ? AdminSettings.Origin(known) : $"{request.Scheme}://{request.Host}";

    /// <summary>Decided by what the address resolves to, never by how it begins; browsers read <c>\</c> and control characters in their own way, so neither passes.</summary>
    public static bool Holds(string origin, string address) =>
        !address.Any(letter => letter == '\\' || char.IsControl(letter))
        && Uri.TryCreate(new Uri(origin), address, out var resolved)
        && resolved.UserInfo.Length == 0
        && AdminSettings.Origin(resolved) == AdminSettings.Origin(new Uri(origin));
}
