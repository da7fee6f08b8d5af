using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <summary>Each shop's Shopify token, encrypted; saved with compare-and-set because a refresh token is good for one use.</summary>
public interface ITokens
{
    /// <summary>Null when the shop has none.</summary>
    /// <exception cref="SecretUnreadableException">It cannot be opened with the key ring at hand.</exception>
    Task<SavedToken?> Find(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Saves the next version; null when somebody else saved since the caller read.</summary>
    /// <param name="readVersion">0 when there was none.</param>
    /// <param name="token">JSON with the access token and what belongs to it.</param>
    Task<SavedToken?> Save(ShopDomain shop, long readVersion, string token, DateTimeOffset? expiresAt, CancellationToken cancellationToken);

    /// <summary>What is known of the shop's token without opening it; null when there is none.</summary>
    Task<TokenState?> State(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Notes that Shopify refused this version and its renewal; one that was saved since is not touched.</summary>
    Task Refuse(ShopDomain shop, long version, CancellationToken cancellationToken);

    /// <summary>Notes the scopes that the shop granted; false when there is no token, or the present one was given later.</summary>
    /// <param name="at">When Shopify said so; null counts as now.</param>
    Task<bool> NoteScopes(ShopDomain shop, IReadOnlyList<string> scopes, DateTimeOffset? at, CancellationToken cancellationToken);

    Task Remove(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>The right to refresh the shop's token, one process at a time; false while somebody else has it.</summary>
    Task<bool> TakeRefresh(ShopDomain shop, string owner, TimeSpan duration, CancellationToken cancellationToken);

    Task ReleaseRefresh(ShopDomain shop, string owner, CancellationToken cancellationToken);
}

/// <summary>A stored token.</summary>
/// <param name="Token">JSON with the access token and what belongs to it; never logged.</param>
/// <param name="ExpiresAt">Null for one that does not expire.</param>
public sealed record SavedToken(long Version, string Token, DateTimeOffset? ExpiresAt)
{
    /// <summary>Without the token itself.</summary>
    public override string ToString() => $"token version {Version}";
}

/// <summary>A stored token, from outside.</summary>
/// <param name="SavedAt">When Shopify gave it: the app was installed then.</param>
/// <param name="RefusedAt">When Shopify refused it and its renewal; null while it is taken to be good.</param>
/// <param name="Scopes">As the shop granted them last; null where that was never told.</param>
public sealed record TokenState(DateTimeOffset SavedAt, DateTimeOffset? RefusedAt, IReadOnlyList<string>? Scopes);
