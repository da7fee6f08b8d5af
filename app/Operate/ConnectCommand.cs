using Tandem.App.Install;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Tokens;
using Tandem.Sync;

namespace Tandem.App.Operate;

/// <summary><c>connect &lt;shop&gt;</c>: gets a token with the app's own credentials, for a store of one's own organisation, and takes the shop in.</summary>
public sealed class ConnectCommand(ShopConnecting connecting)
{
    public async Task<int> Run(ShopDomain shop, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var (facts, granted) = await connecting.Connect(shop, new TokenGrant.ClientCredentials(), stop);
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
