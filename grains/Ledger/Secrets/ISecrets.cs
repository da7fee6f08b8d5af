using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <summary>A shop's named secrets, such as its Odoo key; stored encrypted.</summary>
public interface ISecrets
{
    Task Put(ShopDomain shop, string name, string secret, CancellationToken cancellationToken);

    /// <summary>Null when there is none of that name.</summary>
    /// <exception cref="SecretUnreadableException">It cannot be opened with the key ring at hand.</exception>
    Task<string?> Find(ShopDomain shop, string name, CancellationToken cancellationToken);

    Task Remove(ShopDomain shop, string name, CancellationToken cancellationToken);
}

/// <inheritdoc />
internal sealed class Secrets(LedgerDatabase database, ISecretBox box, TimeProvider clock) : ISecrets
{
    public Task Put(ShopDomain shop, string name, string secret, CancellationToken cancellationToken) => database.Execute(
        """
        insert into secret (shop, name, ciphertext, changed_at) values (@Shop, @Name, @Ciphertext, @Now)
        on conflict (shop, name) do update set ciphertext = excluded.ciphertext, changed_at = excluded.changed_at
        """,
        new { Shop = shop.Value, Name = name, Ciphertext = box.Seal(Purpose(shop, name), secret), Now = clock.NowMs() },
        cancellationToken);

    public async Task<string?> Find(ShopDomain shop, string name, CancellationToken cancellationToken)
    {
        var rows = await database.Query<string>(
            "select ciphertext from secret where shop = @Shop and name = @Name", new { Shop = shop.Value, Name = name }, cancellationToken);
        return rows.Count == 0 ? null : box.Open(Purpose(shop, name), rows[0]);
    }

    public Task Remove(ShopDomain shop, string name, CancellationToken cancellationToken) =>
        database.Execute("delete from secret where shop = @Shop and name = @Name", new { Shop = shop.Value, Name = name }, cancellationToken);

    // Bound to shop and name: a row copied to another shop does not open there.
    private static string Purpose(ShopDomain shop, string name) => $"{shop}/{name}";
}
