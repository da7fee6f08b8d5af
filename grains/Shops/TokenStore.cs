using System.Text.Json;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Tokens;
using Tandem.Sync;

namespace Tandem.Grains.Shops;

/// <summary>Keeps shops' Shopify tokens in the ledger, encrypted there, for all processes.</summary>
internal sealed class TokenStore(ITokens tokens, Worker worker) : ITokenStore
{
    public async Task<StoredTokens?> Read(ShopDomain shop, CancellationToken cancellationToken) =>
        await tokens.Find(shop, cancellationToken) is { } saved ? new StoredTokens(TokenText.Read(saved.Token), saved.Version) : null;

    public async Task<bool> Save(ShopDomain shop, ShopTokenSet set, long expectedVersion, CancellationToken cancellationToken)
    {
        if (await tokens.Save(shop, expectedVersion, TokenText.Write(set), set.Access.ExpiresAt, cancellationToken) is null) return false;
        if (set.Scopes.Count > 0) await tokens.NoteScopes(shop, set.Scopes, null, cancellationToken);
        return true;
    }

    public Task Refuse(ShopDomain shop, long version, CancellationToken cancellationToken) => tokens.Refuse(shop, version, cancellationToken);

    public async Task<IAsyncDisposable?> AcquireRefreshLease(ShopDomain shop, TimeSpan lifetime, CancellationToken cancellationToken) =>
        await tokens.TakeRefresh(shop, worker.Name, lifetime, cancellationToken) ? new RefreshLease(tokens, shop, worker) : null;

    private sealed class RefreshLease(ITokens tokens, ShopDomain shop, Worker worker) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(tokens.ReleaseRefresh(shop, worker.Name, CancellationToken.None));
    }
}

/// <summary>A token set as the text that is encrypted.</summary>
internal static class TokenText
{
    private sealed record Kept(string Access, DateTimeOffset AccessUntil, string Renewal, string? Refresh, DateTimeOffset? RefreshUntil, string[] Scopes);

    public static string Write(ShopTokenSet set)
    {
        var refresh = set.Renewal as TokenRenewal.Refresh;
        var renewal = set.Renewal switch
        {
            TokenRenewal.Refresh => "refresh",
            TokenRenewal.ClientCredentials => "client-credentials",
            _ => "none",
        };
        return JsonSerializer.Serialize(new Kept(set.Access.Value, set.Access.ExpiresAt, renewal, refresh?.Value, refresh?.ExpiresAt, [.. set.Scopes]));
    }

    public static ShopTokenSet Read(string text)
    {
        var kept = JsonSerializer.Deserialize<Kept>(text)!;
        TokenRenewal renewal = kept.Renewal switch
        {
            "refresh" => new TokenRenewal.Refresh(kept.Refresh!, kept.RefreshUntil),
            "client-credentials" => new TokenRenewal.ClientCredentials(),
            _ => new TokenRenewal.None(),
        };
        return new ShopTokenSet(new AccessToken(kept.Access, kept.AccessUntil), renewal, kept.Scopes);
    }
}
