using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Tokens;
using Tandem.Sync;

namespace Tandem.App.Install;

/// <summary>Shopify installs the app by itself; the first page that somebody opens exchanges the session token for the shop's own.</summary>
internal sealed partial class ManagedInstall(ShopConnecting connecting, IShops shops, ITokens tokens, ILaunches launches, ISetupDrafts drafts, ILogger<ManagedInstall> logger)
{
    /// <summary>Null when the shop is connected; else why it could not be.</summary>
    /// <param name="token">The session token of the request, which was verified.</param>
    public async Task<string?> Ensure(AdminSession session, string token, CancellationToken stop)
    {
        if (await shops.Knows(session.Shop, stop))
        {
            // Shopify refused the token: the app was installed anew, or nobody opened it for months.
            if (await tokens.State(session.Shop, stop) is not { RefusedAt: null }) await ExchangeAgain(session.Shop, token, stop);
            return null;
        }

        try
        {
            await Install(session.Shop, $"staff member {session.User}", new TokenGrant.SessionToken(token), stop);
            return null;
        }
        catch (ShopifyException failure)
        {
            LogRefused(session.Shop.Value, failure.Failure.GetType().Name);
            return $"{Say("Tandem could not connect to the shop yet.")} {Told(failure.Failure.Sentence)} {Say("Reload the page to try again.")}";
        }
    }

    /// <summary>Takes the shop in; one that was here before finds what it decided.</summary>
    /// <exception cref="ShopifyException">Shopify refused, or cannot be reached.</exception>
    public async Task Install(ShopDomain shop, string by, TokenGrant grant, CancellationToken stop)
    {
        // Before the shop is known: no order may move until its people have launched it.
        await launches.Begin(shop, by, stop);
        var (facts, _) = await connecting.Connect(shop, grant, stop);
        await drafts.Note(shop, by, $"Tandem was installed in {facts.Name}.", stop);
        LogInstalled(shop.Value);
    }

    /// <summary>Once for each page; where it fails the page is shown all the same, and says what waits for it.</summary>
    private async Task ExchangeAgain(ShopDomain shop, string token, CancellationToken stop)
    {
        try
        {
            await connecting.Connect(shop, new TokenGrant.SessionToken(token), stop);
            LogRenewed(shop.Value);
        }
        catch (ShopifyException failure)
        {
            LogRefused(shop.Value, failure.Failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shop {Shop} got a new token, in place of one that Shopify had refused")]
    private partial void LogRenewed(string shop);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shop {Shop} was installed")]
    private partial void LogInstalled(string shop);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shop {Shop} could not be installed ({Failure}); its next page tries again")]
    private partial void LogRefused(string shop, string failure);
}
