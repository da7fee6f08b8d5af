using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Tokens;

namespace Tandem.App.Install;

/// <summary>Shopify installs the app by itself; the first page that somebody opens exchanges the session token for the shop's own.</summary>
internal sealed partial class ManagedInstall(ShopConnecting connecting, IShops shops, ILaunches launches, ISetupDrafts drafts, ILogger<ManagedInstall> logger)
{
    /// <summary>Null when the shop is connected; else why it could not be.</summary>
    /// <param name="token">The session token of the request, which was verified.</param>
    public async Task<string?> Ensure(AdminSession session, string token, CancellationToken stop)
    {
        if (await shops.Knows(session.Shop, stop)) return null;
        try
        {
            // Before the shop is known: no order may move until its people have launched it.
            await launches.Begin(session.Shop, $"staff member {session.User}", stop);
            var (facts, _) = await connecting.Connect(session.Shop, new TokenGrant.SessionToken(token), stop);
            await drafts.Note(session.Shop, $"staff member {session.User}", $"Tandem was installed in {facts.Name}.", stop);
            LogInstalled(session.Shop.Value);
            return null;
        }
        catch (ShopifyException failure)
        {
            LogRefused(session.Shop.Value, failure.Failure.GetType().Name);
            return $"Tandem could not connect to the shop yet. {failure.Failure.Sentence} Reload the page to try again.";
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shop {Shop} was installed")]
    private partial void LogInstalled(string shop);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shop {Shop} could not be installed ({Failure}); its next page tries again")]
    private partial void LogRefused(string shop, string failure);
}
