using System.Security.Claims;
using Tandem.Sync;

namespace Tandem.App.Install;

/// <summary>Who speaks: one user of one shop, as a verified session token says; nothing else says it.</summary>
/// <param name="User">Shopify's number of the staff member.</param>
public sealed record AdminSession(ShopDomain Shop, string User)
{
    private const string ShopClaim = "shop";
    private const string UserClaim = "user";

    internal ClaimsPrincipal ToPrincipal(string scheme) =>
        new(new ClaimsIdentity([new Claim(ShopClaim, Shop.Value), new Claim(UserClaim, User)], scheme));

    /// <exception cref="FormatException">The request carries no verified session.</exception>
    internal static AdminSession Of(ClaimsPrincipal principal) =>
        new(ShopDomain.Parse(principal.FindFirstValue(ShopClaim)), principal.FindFirstValue(UserClaim) ?? "");
}
