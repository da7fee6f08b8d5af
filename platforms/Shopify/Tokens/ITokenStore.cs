using Tandem.Sync;

namespace Tandem.Shopify.Tokens;

/// <summary>Where the tokens of all shops are kept, encrypted, for all processes.</summary>
public interface ITokenStore
{
    /// <summary>The shop's tokens; null when it has none.</summary>
    Task<StoredTokens?> Read(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Replaces the shop's tokens if they are still at the expected version (0 for none).</summary>
    /// <returns>False when another process saved first; nothing is changed then.</returns>
    Task<bool> Save(ShopDomain shop, ShopTokenSet tokens, long expectedVersion, CancellationToken cancellationToken);

    /// <summary>Notes that Shopify refuses this version and will not renew it: the next page that a merchant opens gets a new one.</summary>
    Task Refuse(ShopDomain shop, long version, CancellationToken cancellationToken);

    /// <summary>Takes the right to renew the shop's token, so that of all processes one refreshes.</summary>
    /// <param name="lifetime">When the right ends by itself, should its holder die.</param>
    /// <returns>Dispose it to give the right back; null when another process has it.</returns>
    Task<IAsyncDisposable?> AcquireRefreshLease(ShopDomain shop, TimeSpan lifetime, CancellationToken cancellationToken);
}
