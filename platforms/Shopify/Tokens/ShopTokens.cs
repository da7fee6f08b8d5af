using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.Shopify.Tokens;

/// <summary>Keeps each shop's token fresh: one renewal at a time in this process by a lock, among processes by the store's lease.</summary>
internal sealed partial class ShopTokens(ITokenStore store, TokenEndpoint endpoint, TimeProvider time, ILogger<ShopTokens> log) : IShopTokens
{
    /// <summary>A token is renewed this long before it expires.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeaseLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeaseRetry = TimeSpan.FromMilliseconds(250);
    private const int LeaseTries = 120;

    private readonly ConcurrentDictionary<ShopDomain, AccessToken> known = new();
    private readonly ShopLocks locks = new();

    public async Task<AccessToken> Current(ShopDomain shop, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(shop, out var token) && Fresh(token)) return token;
        using var held = await locks.Enter(shop, cancellationToken);
        var stored = await Stored(shop, "calling Shopify", cancellationToken);
        if (Fresh(stored.Tokens.Access) || stored.Tokens.Renewal is TokenRenewal.None) return Keep(shop, stored.Tokens.Access);
        try
        {
            return await Renewed(shop, Fresh, cancellationToken);
        }
        catch (ShopifyException failed) when (failed.Failure.Class == FailureClass.Transient && stored.Tokens.Access.ExpiresAt > time.GetUtcNow())
        {
            LogPostponed(shop, failed.Failure.GetType().Name);
            return stored.Tokens.Access;
        }
    }

    public async Task<AccessToken> Renew(ShopDomain shop, AccessToken refused, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refused);
        using var held = await locks.Enter(shop, cancellationToken);
        known.TryRemove(shop, out _);
        return await Renewed(shop, token => token.Value != refused.Value, cancellationToken);
    }

    public async Task Refuse(ShopDomain shop, AccessToken refused, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refused);
        using var held = await locks.Enter(shop, cancellationToken);
        known.TryRemove(shop, out _);
        // One that was saved meanwhile is not touched.
        if (await store.Read(shop, cancellationToken) is { } stored && stored.Tokens.Access.Value == refused.Value) await store.Refuse(shop, stored.Version, cancellationToken);
    }

    public async Task<ShopTokenSet> Connect(ShopDomain shop, TokenGrant grant, CancellationToken cancellationToken)
    {
        using var held = await locks.Enter(shop, cancellationToken);
        var tokens = await endpoint.Request(shop, grant, cancellationToken);
        // The new token ends the one before it, so it is kept even if the asker has gone, whoever saved meanwhile.
        while (!await store.Save(shop, tokens, (await store.Read(shop, CancellationToken.None))?.Version ?? 0, CancellationToken.None)) { }
        Keep(shop, tokens.Access);
        return tokens;
    }

    /// <summary>The stored token once it suffices, renewing it if nobody else does.</summary>
    private async Task<AccessToken> Renewed(ShopDomain shop, Func<AccessToken, bool> suffices, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < LeaseTries; tries++)
        {
            await using (var lease = await store.AcquireRefreshLease(shop, LeaseLifetime, cancellationToken))
            {
                // Read again: another process may have renewed while this one waited.
                var stored = await Stored(shop, "renewing the token", cancellationToken);
                if (suffices(stored.Tokens.Access)) return Keep(shop, stored.Tokens.Access);
                if (lease is not null) return await Refresh(shop, stored);
            }

            await Task.Delay(LeaseRetry, time, cancellationToken);
        }

        throw new ShopifyException(new ShopifyFailure.TokenBusy(new Attempted(shop, "renewing the token")));
    }

    /// <summary>Not cancelled once begun: a refresh token is used up when Shopify answers, and the answer must be saved.</summary>
    private async Task<AccessToken> Refresh(ShopDomain shop, StoredTokens stored)
    {
        var grant = stored.Tokens.Renewal switch
        {
            TokenRenewal.Refresh refresh => new TokenGrant.RefreshToken(refresh.Value),
            TokenRenewal.ClientCredentials => (TokenGrant?)new TokenGrant.ClientCredentials(),
            _ => null,
        };
        if (grant is null)
        {
            await store.Refuse(shop, stored.Version, CancellationToken.None);
            throw new ShopifyException(new ShopifyFailure.TokenRefused(new Attempted(shop, "calling Shopify"), "it is no longer valid and came without a way to renew it"));
        }

        var renewed = await Asked(shop, grant, stored.Version);
        if (!await store.Save(shop, renewed, stored.Version, CancellationToken.None))
            return Keep(shop, (await Stored(shop, "renewing the token", CancellationToken.None)).Tokens.Access);
        LogRenewed(shop, renewed.Access.ExpiresAt);
        return Keep(shop, renewed.Access);
    }

    private async Task<ShopTokenSet> Asked(ShopDomain shop, TokenGrant grant, long version)
    {
        try
        {
            return await endpoint.Request(shop, grant, CancellationToken.None);
        }
        catch (ShopifyException refused) when (refused.Failure is ShopifyFailure.TokenRefused or ShopifyFailure.ShopGone)
        {
            await store.Refuse(shop, version, CancellationToken.None);
            throw;
        }
    }

    private async Task<StoredTokens> Stored(ShopDomain shop, string purpose, CancellationToken cancellationToken) =>
        await store.Read(shop, cancellationToken)
        ?? throw new ShopifyException(new ShopifyFailure.TokenMissing(new Attempted(shop, purpose)));

    private bool Fresh(AccessToken token) => token.ExpiresAt - time.GetUtcNow() > Margin;

    private AccessToken Keep(ShopDomain shop, AccessToken token) => known[shop] = token;

    [LoggerMessage(LogLevel.Information, "Token of {Shop} renewed until {ExpiresAt}")]
    private partial void LogRenewed(ShopDomain shop, DateTimeOffset expiresAt);

    [LoggerMessage(LogLevel.Warning, "Token of {Shop} could not be renewed yet ({Failure}); the present one still holds")]
    private partial void LogPostponed(ShopDomain shop, string failure);
}
