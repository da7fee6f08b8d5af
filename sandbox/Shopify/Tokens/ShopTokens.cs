using System.Security.Cryptography;

namespace Tandem.Sandbox.Shopify.Tokens;

/// <summary>An access token with what came with it.</summary>
/// <param name="ExpiresAt">Null for a token that doesn't expire.</param>
public sealed record IssuedToken(string Access, DateTimeOffset? ExpiresAt, string? Refresh, DateTimeOffset? RefreshExpiresAt);

/// <summary>The tokens of one shop: only one refreshable at a time, refresh tokens rotate.</summary>
/// <remarks>A used refresh token stays usable until the token that replaced it is first used.</remarks>
public sealed class ShopTokens(TimeProvider clock)
{
    public static readonly TimeSpan AccessLife = TimeSpan.FromSeconds(3600);
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(90);
    public static readonly TimeSpan ClientCredentialsLife = TimeSpan.FromSeconds(86_399);

    private readonly Lock gate = new();
    private readonly Dictionary<string, IssuedToken> accepted = new(StringComparer.Ordinal);
    private IssuedToken? current;
    private IssuedToken? replaced;

    /// <summary>Tokens asked for so far: for tests of who refreshes when.</summary>
    public int Issued { get; private set; }

    public IssuedToken Issue(TimeSpan? life, bool refreshable)
    {
        lock (gate) return IssueInside(life, refreshable);
    }

    /// <summary>A new pair for a refresh token, or null where it isn't good any more.</summary>
    public IssuedToken? Refresh(string refresh)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var from = current?.Refresh == refresh ? current : replaced?.Refresh == refresh ? replaced : null;
            if (from is null || from.RefreshExpiresAt <= now) return null;
            var issued = IssueInside(AccessLife, refreshable: true);
            replaced = from;
            return issued;
        }
    }

    /// <summary>Whether an API call with this token is let in; the first use of a new token ends the refresh token before it.</summary>
    public bool Accepts(string token)
    {
        lock (gate)
        {
            if (!accepted.TryGetValue(token, out var issued) || issued.ExpiresAt <= clock.GetUtcNow()) return false;
            if (current?.Access == token) replaced = null;
            return true;
        }
    }

    /// <summary>All tokens die, as when the app is uninstalled.</summary>
    public void RevokeAll()
    {
        lock (gate)
        {
            accepted.Clear();
            (current, replaced) = (null, null);
        }
    }

    private IssuedToken IssueInside(TimeSpan? life, bool refreshable)
    {
        var now = clock.GetUtcNow();
        var issued = new IssuedToken($"shpat_{Random()}", life is { } l ? now + l : null,
            refreshable ? $"shprt_{Random()}" : null, refreshable ? now + RefreshLife : null);
        accepted[issued.Access] = issued;
        Issued++;
        if (refreshable) current = issued;
        return issued;
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
