using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Tandem.Sync;

namespace Tandem.App.Install;

/// <summary>Binds the browser that begins an installation to the one that ends it: a cookie under a key of its own, never the client's secret.</summary>
internal sealed class InstallState(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Cookie = "tandem_install";

    /// <summary>As long as a person may read what they grant.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("tandem", "install-state");

    /// <summary>Sets the cookie; answers the state that has to come back.</summary>
    public string Begin(HttpResponse response, ShopDomain shop)
    {
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var until = (clock.GetUtcNow() + Lasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var options = Options(response);
        options.MaxAge = Lasts;
        response.Cookies.Append(Cookie, protector.Protect($"{state}|{shop}|{until}"), options);
        return state;
    }

    /// <summary>Whether this browser began this shop's installation with this state a short while ago; it can be ended once.</summary>
    public bool End(HttpContext context, ShopDomain shop, string? state)
    {
        if (context.Request.Cookies[Cookie] is not { } cookie) return false;
        context.Response.Cookies.Delete(Cookie, Options(context.Response));
        try
        {
            return protector.Unprotect(cookie).Split('|') is [var began, var whose, var until]
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(began), Encoding.UTF8.GetBytes(state ?? ""))
                && whose == shop.Value
                && clock.GetUtcNow().ToUnixTimeSeconds() <= long.Parse(until, CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Lax: Shopify sends the browser back by a link, at the top of a window.
    private static CookieOptions Options(HttpResponse response) => new()
    {
        Path = CodeInstall.Path, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = response.HttpContext.Request.IsHttps, IsEssential = true,
    };
}
