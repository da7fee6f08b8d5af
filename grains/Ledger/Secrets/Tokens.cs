using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Tokens(LedgerDatabase database, ISecretBox box, ILeases leases, TimeProvider clock) : ITokens
{
    public async Task<SavedToken?> Find(ShopDomain shop, CancellationToken cancellationToken)
    {
        const string read = "select version as Version, ciphertext as Ciphertext, coalesce(expires_at, 0) as ExpiresAt from token where shop = @Shop";
        var row = (await database.Query<Row>(read, new { Shop = shop.Value }, cancellationToken)).SingleOrDefault();
        return row is null ? null : new SavedToken(row.Version, box.Open(Purpose(shop), row.Ciphertext), row.ExpiresAt == 0 ? null : UnixTime.Read(row.ExpiresAt));
    }

    public async Task<SavedToken?> Save(ShopDomain shop, long readVersion, string token, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        const string first = """
            insert into token (shop, version, ciphertext, expires_at, saved_at) values (@Shop, 1, @Ciphertext, @ExpiresAt, @Now)
            on conflict do nothing
            """;
        const string next = """
            update token set version = version + 1, ciphertext = @Ciphertext, expires_at = @ExpiresAt, saved_at = @Now, refused_at = null
            where shop = @Shop and version = @ReadVersion
            """;
        var row = new { Shop = shop.Value, ReadVersion = readVersion, Ciphertext = box.Seal(Purpose(shop), token), ExpiresAt = UnixTime.Of(expiresAt), Now = clock.NowMs() };
        var saved = await database.Execute(readVersion == 0 ? first : next, row, cancellationToken);
        return saved == 0 ? null : new SavedToken(readVersion + 1, token, expiresAt);
    }

    public async Task<TokenState?> State(ShopDomain shop, CancellationToken cancellationToken)
    {
        const string read = "select saved_at as SavedAt, refused_at as RefusedAt, scopes as Scopes from token where shop = @Shop";
        var row = (await database.Query<StateRow>(read, new { Shop = shop.Value }, cancellationToken)).SingleOrDefault();
        return row is null ? null : new TokenState(UnixTime.Read(row.SavedAt), UnixTime.Read(row.RefusedAt), row.Scopes?.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    public Task Refuse(ShopDomain shop, long version, CancellationToken cancellationToken) => database.Execute(
        "update token set refused_at = @Now where shop = @Shop and version = @Version", new { Shop = shop.Value, Version = version, Now = clock.NowMs() }, cancellationToken);

    public async Task<bool> NoteScopes(ShopDomain shop, IReadOnlyList<string> scopes, DateTimeOffset? at, CancellationToken cancellationToken) => await database.Execute(
        "update token set scopes = @Scopes where shop = @Shop and saved_at <= @At",
        new { Shop = shop.Value, Scopes = string.Join(',', scopes), At = UnixTime.Of(at) ?? long.MaxValue }, cancellationToken) > 0;

    public Task Remove(ShopDomain shop, CancellationToken cancellationToken) =>
        database.Execute("delete from token where shop = @Shop", new { Shop = shop.Value }, cancellationToken);

    public Task<bool> TakeRefresh(ShopDomain shop, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        leases.Take(Refresh(shop), owner, duration, cancellationToken);

    public Task ReleaseRefresh(ShopDomain shop, string owner, CancellationToken cancellationToken) => leases.Release(Refresh(shop), owner, cancellationToken);

    private static string Purpose(ShopDomain shop) => $"{shop}/token";

    private static string Refresh(ShopDomain shop) => $"token-refresh/{shop}";

    private sealed record Row
    {
        public long Version { get; init; }

        public required string Ciphertext { get; init; }

        public long ExpiresAt { get; init; }
    }

    private sealed record StateRow
    {
        public long SavedAt { get; init; }

        public long? RefusedAt { get; init; }

        public string? Scopes { get; init; }
    }
}
