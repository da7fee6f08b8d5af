using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Privacy;

namespace Tandem.App.Webhooks;

/// <summary>What Shopify says of the app itself; each answers whether there was anything to do.</summary>
internal sealed class AppDesk(IShops shops, ITokens tokens, IStandings standings, IPrivacyRequests privacy, PrivacyNews news)
{
    /// <summary>The token is dead and forgotten; decisions stay for whoever installs again. What is late, and speaks of an installation before the present one, does nothing.</summary>
    /// <remarks>A token that Shopify gave after the removal proves that the app was installed again, whether or not anybody had told of the removal then.</remarks>
    public async Task<bool> Disconnect(ShopDomain shop, DateTimeOffset? at, CancellationToken stop)
    {
        if (await shops.Find(shop, stop) is not { DisconnectedAt: null } known || at < known.ConnectedAt) return false;
        if (await tokens.State(shop, stop) is { } given && at < given.SavedAt) return false;
        await shops.Disconnect(shop, stop);
        await tokens.Remove(shop, stop);
        return true;
    }

    /// <summary>The scopes are kept with the token, and what waited for one goes on.</summary>
    public async Task<bool> Granted(ShopDomain shop, IReadOnlyList<string> scopes, DateTimeOffset? at, CancellationToken stop)
    {
        if (!await tokens.NoteScopes(shop, scopes, at, stop)) return false;
        await standings.Release(shop, new ReleaseRule.WithCodes([BlockerCode.ShopifyScopeMissing]), stop);
        return true;
    }

    /// <summary>Kept before it is acknowledged; a shop that was never here has nothing of its customers here either.</summary>
    public async Task<bool> Keep(PrivacyAsk ask, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (ask.Topic != PrivacyTopic.ShopErasure && await shops.Find(ask.Shop, stop) is null) return false;
        await privacy.Keep(ask, stop);
        news.Tell();
        return true;
    }
}
