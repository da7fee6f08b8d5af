using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Tokens;
using Tandem.Sync;
using Tandem.Sync.Failures;
using IShops = Tandem.Grains.Ledger.IShops;

namespace Tandem.App.Operate;

/// <summary><c>connect &lt;shop&gt;</c>: gets a token with the app's own credentials, for a store of one's own organisation, and takes the shop in.</summary>
public sealed class ConnectCommand(IShopTokens tokens, IShopOrders orders, Tandem.Shopify.Shops.IShops shopify, IShops shops, IStandings standings)
{
    public async Task<int> Run(ShopDomain shop, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var granted = await tokens.Connect(shop, new TokenGrant.ClientCredentials(), stop);
            var facts = await shopify.Read(shop, stop);
            await shops.Connect(shop, stop);
            await orders.DefineMarks(shop, stop);
            // What waited for a token or a scope goes on with the new one.
            await standings.Release(shop, new ReleaseRule.WithCodes([BlockerCode.ShopifyTokenMissing, BlockerCode.ShopifyScopeMissing, BlockerCode.ShopUnavailable]), stop);
            await output.WriteLineAsync($"{shop} is connected ({facts.Name}, {facts.Currency}); scopes: {string.Join(", ", granted.Scopes)}.");
            return 0;
        }
        catch (ShopifyException failure)
        {
            await error.WriteLineAsync($"{shop} was not connected. {failure.Failure.Sentence}");
            return 1;
        }
    }
}
