using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class SecretsOnSqlite(SqliteLedger ledger) : SecretsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class SecretsOnPostgres(PostgresLedger ledger) : SecretsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class SecretsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private ISecrets Secrets => Ledger.Get<ISecrets>();

    private ITokens Tokens => Ledger.Get<ITokens>();

    private ILeases Leases => Ledger.Get<ILeases>();

    [Fact]
    public async Task A_secret_is_read_back_and_never_stands_in_the_clear()
    {
        await Secrets.Put(Alpha, "odoo", "first", Stop);
        await Secrets.Put(Alpha, "odoo", "s3cret-key", Stop);

        Assert.Equal("s3cret-key", await Secrets.Find(Alpha, "odoo", Stop));
        Assert.Null(await Secrets.Find(Beta, "odoo", Stop));
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        Assert.DoesNotContain("s3cret", await connection.QuerySingleAsync<string>("select ciphertext from secret"), StringComparison.Ordinal);

        await Secrets.Remove(Alpha, "odoo", Stop);
        Assert.Null(await Secrets.Find(Alpha, "odoo", Stop));
    }

    [Fact]
    public async Task Another_process_opens_the_same_secrets()
    {
        await Secrets.Put(Alpha, "odoo", "s3cret-key", Stop);
        await using var other = Ledger.NewProcess();

        Assert.Equal("s3cret-key", await other.GetRequiredService<ISecrets>().Find(Alpha, "odoo", Stop));
    }

    [Fact]
    public async Task A_secret_copied_to_another_shop_does_not_open_there()
    {
        await Secrets.Put(Alpha, "odoo", "s3cret-key", Stop);
        await using (var connection = await Ledger.Get<LedgerDatabase>().Open(Stop))
            await connection.ExecuteAsync("update secret set shop = @Shop", new { Shop = Beta.Value });

        var unreadable = await Assert.ThrowsAsync<SecretUnreadableException>(() => Secrets.Find(Beta, "odoo", Stop));

        Assert.Contains("Enter the secret again", unreadable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_saved_only_over_the_version_that_was_read()
    {
        var expires = Now.AddHours(1);
        Assert.Equal(1, (await Tokens.Save(Alpha, 0, """{"access":"a"}""", expires, Stop))!.Version);
        Assert.Null(await Tokens.Save(Alpha, 0, """{"access":"b"}""", null, Stop));
        Assert.Equal(2, (await Tokens.Save(Alpha, 1, """{"access":"c"}""", expires, Stop))!.Version);
        Assert.Null(await Tokens.Save(Alpha, 1, """{"access":"d"}""", null, Stop));

        var token = await Tokens.Find(Alpha, Stop);

        Assert.Equal(new SavedToken(2, """{"access":"c"}""", expires), token);
        Assert.DoesNotContain("access", token!.ToString(), StringComparison.Ordinal);
        await Tokens.Remove(Alpha, Stop);
        Assert.Null(await Tokens.Find(Alpha, Stop));
    }

    [Fact]
    public async Task A_token_is_refreshed_by_one_process_at_a_time()
    {
        Assert.True(await Tokens.TakeRefresh(Alpha, "one", TimeSpan.FromSeconds(30), Stop));
        Assert.False(await Tokens.TakeRefresh(Alpha, "two", TimeSpan.FromSeconds(30), Stop));
        Assert.True(await Tokens.TakeRefresh(Beta, "two", TimeSpan.FromSeconds(30), Stop));

        await Tokens.ReleaseRefresh(Alpha, "one", Stop);

        Assert.True(await Tokens.TakeRefresh(Alpha, "two", TimeSpan.FromSeconds(30), Stop));
    }

    [Fact]
    public async Task A_lease_is_renewed_by_its_owner_and_ends_by_itself()
    {
        var since = Now;
        Assert.True(await Leases.Take("server", "one", TimeSpan.FromSeconds(30), Stop));
        Ledger.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await Leases.Take("server", "one", TimeSpan.FromSeconds(30), Stop));
        Assert.Equal(new HeldLease("server", "one", since, Now.AddSeconds(30)), await Leases.Holder("server", Stop));
        Assert.False(await Leases.Take("server", "two", TimeSpan.FromSeconds(30), Stop));
        await Leases.Release("server", "two", Stop);

        Ledger.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Null(await Leases.Holder("server", Stop));
        Assert.True(await Leases.Take("server", "two", TimeSpan.FromSeconds(30), Stop));
        Assert.Equal("two", (await Leases.Holder("server", Stop))!.Owner);
    }

    [Fact]
    public async Task Of_many_who_take_a_lease_at_once_one_succeeds()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Leases.Take("sweep", $"process {i}", TimeSpan.FromMinutes(1), Stop)));

        Assert.Single(taken, t => t);
    }
}
