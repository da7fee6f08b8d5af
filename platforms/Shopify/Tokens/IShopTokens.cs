using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.Shopify.Tokens;

/// <summary>The token to call a shop with, renewed before it expires and by one caller at a time.</summary>
public interface IShopTokens
{
    /// <summary>A token that is good for the next minutes.</summary>
    /// <exception cref="ShopifyException">The shop has no token, or its renewal failed and the old one has expired.</exception>
    Task<AccessToken> Current(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>A token other than the one that Shopify has just refused.</summary>
    /// <exception cref="ShopifyException">There is no way to a new token without the merchant.</exception>
    Task<AccessToken> Renew(ShopDomain shop, AccessToken refused, CancellationToken cancellationToken);

    /// <summary>Notes that Shopify refused a token that was renewed just now: nothing but the merchant's next page, or an operator, gets another.</summary>
    Task Refuse(ShopDomain shop, AccessToken refused, CancellationToken cancellationToken);

    /// <summary>Gets the shop's first token, or a new one in place of the one kept, and keeps it.</summary>
    /// <exception cref="ShopifyException">Shopify refused the grant or could not be reached.</exception>
    Task<ShopTokenSet> Connect(ShopDomain shop, TokenGrant grant, CancellationToken cancellationToken);
}
