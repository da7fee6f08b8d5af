using Tandem.Sync;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Ledger;

/// <inheritdoc cref="IStaff"/>
internal sealed class StaffRows(LedgerDatabase database, TimeProvider clock) : IStaff
{
    private const string Owner = "owner";
    private const string Columns = "select member as Member, name as Name, roles as Roles from staff where shop = @Shop";

    public async Task<StaffMember> Meet(ShopDomain shop, string member, CancellationToken cancellationToken)
    {
        var key = new { Shop = shop.Value, Member = member, Now = clock.NowMs() };
        if (await Find(key, cancellationToken) is { } known) return known;
        const string meet = """
            insert into staff (shop, member, name, roles, seen_at)
            select @Shop, @Member, '', case when exists (select 1 from staff where shop = @Shop) then '' else 'owner' end, @Now
            on conflict do nothing
            """;
        await database.Write(async transaction =>
        {
            // Two who come at once must not both be first.
            if (database.Dialect.MigrationLock is { } turn) await transaction.Execute(turn, null, cancellationToken);
            return await transaction.Execute(meet, key, cancellationToken);
        }, cancellationToken);
        return (await Find(key, cancellationToken))!;
    }

    public async Task<IReadOnlyList<StaffMember>> Of(ShopDomain shop, CancellationToken cancellationToken) =>
        [.. (await database.Query<Row>($"{Columns} order by seen_at, member", new { Shop = shop.Value }, cancellationToken)).Select(row => row.Read())];

    public Task Rename(ShopDomain shop, string member, string name, CancellationToken cancellationToken) => database.Execute(
        "update staff set name = @Name where shop = @Shop and member = @Member", new { Shop = shop.Value, Member = member, Name = name }, cancellationToken);

    public Task<bool> Entrust(ShopDomain shop, string member, bool owner, IReadOnlyCollection<Role> roles, CancellationToken cancellationToken)
    {
        var words = string.Join(',', roles.Order().Select(Words.Of).Prepend(owner ? Owner : null).OfType<string>());
        var row = new { Shop = shop.Value, Member = member, Roles = words };
        return database.Write(async transaction =>
        {
            if (database.Dialect.MigrationLock is { } turn) await transaction.Execute(turn, null, cancellationToken);
            var others = await transaction.Query<long>("select count(*) from staff where shop = @Shop and member <> @Member and roles like 'owner%'", row, cancellationToken);
            return (owner || others[0] > 0) && await transaction.Execute("update staff set roles = @Roles where shop = @Shop and member = @Member", row, cancellationToken) > 0;
        }, cancellationToken);
    }

    private async Task<StaffMember?> Find(object key, CancellationToken cancellationToken) =>
        (await database.Query<Row>($"{Columns} and member = @Member", key, cancellationToken)).SingleOrDefault()?.Read();

    private sealed record Row(string Member, string Name, string Roles)
    {
        public StaffMember Read()
        {
            var words = Roles.Split(',', StringSplitOptions.RemoveEmptyEntries);
            return new StaffMember(Member, Name, words.Contains(Owner), words.Where(word => word != Owner).Select(Words.Read<Role>).ToHashSet());
        }
    }
}
