using Tandem.Grains.Ledger;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Shops;
using Tandem.Shopify.Tokens;
using Tandem.Sync;
using Tandem.Sync.Failures;
using IShops = Tandem.Grains.Ledger.IShops;

namespace Tandem.App.Install;

/// <summary>Takes a shop in: gets its token, makes Tandem's marks visible there, and lets go what waited for a token.</summary>
public sealed class ShopConnecting(IShopTokens tokens, IShopOrders orders, Tandem.Shopify.Shops.IShops shopify, IShops shops, IStandings standings)
{
    /// <exception cref="Tandem.Shopify.Failures.ShopifyException">Shopify refused, or cannot be reached.</exception>
    public async Task<(ShopFacts Facts, ShopTokenSet Granted)> Connect(ShopDomain shop, TokenGrant grant, CancellationToken stop)
    {
        var granted = await tokens.Connect(shop, grant, stop);
        var facts = await shopify.Read(shop, stop);
        await shops.Connect(shop, stop);
        await shops.NoteTimeZone(shop, facts.TimeZone, stop);
        await orders.DefineMarks(shop, stop);
        // What waited for a token or a scope goes on with the new one.
        await standings.Release(shop, new ReleaseRule.WithCodes([BlockerCode.ShopifyTokenMissing, BlockerCode.ShopifyScopeMissing, BlockerCode.ShopUnavailable]), stop);
        return (facts, granted);
    }
}
