using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Launches(LedgerDatabase database, TimeProvider clock) : ILaunches
{
    private const string NotLive = "Live sync is not switched on yet.";

    public async Task<LaunchState?> Find(ShopDomain shop, CancellationToken cancellationToken) => (await database.Query<LaunchRow>(
        "select live as Live, since as Since, switched_by as By, reason as Reason from launch where shop = @Shop", new { Shop = shop.Value }, cancellationToken))
        .Select(row => new LaunchState(row.Live != 0, UnixTime.Read(row.Since), row.By, row.Reason)).SingleOrDefault();

    public Task Begin(ShopDomain shop, string by, CancellationToken cancellationToken) => database.Write(async transaction =>
    {
        const string begin = """
            insert into launch (shop, live, since, switched_by, reason)
            select @Shop, 0, @Now, @By, '' where not exists (select 1 from decisions where shop = @Shop)
            on conflict do nothing
            """;
        var now = clock.GetUtcNow();
        if (await transaction.Execute(begin, new { Shop = shop.Value, Now = UnixTime.Of(now), By = by }, cancellationToken) == 0) return false;
        foreach (var flow in Flows.All)
            await FlowSwitching.Pause(transaction, shop, new PausedFlow(flow, now, FlowHands.Launch, NotLive), null, cancellationToken);
        return true;
    }, cancellationToken);

    public Task<bool> GoLive(ShopDomain shop, string by, string reason, CancellationToken cancellationToken) => database.Write(async transaction =>
    {
        var now = clock.GetUtcNow();
        const string live = "update launch set live = 1, since = @Now, switched_by = @By, reason = @Reason where shop = @Shop and live = 0";
        if (await transaction.Execute(live, new { Shop = shop.Value, Now = UnixTime.Of(now), By = by, Reason = reason }, cancellationToken) == 0) return false;
        // In the order in which they are written down everywhere, so that no two transactions wait crosswise.
        foreach (var flow in Flows.All)
            await FlowSwitching.Resume(transaction, shop, new FlowSwitch(flow, now, false, by, "Live sync was switched on."), cancellationToken);
        return true;
    }, cancellationToken);

    public async Task<IReadOnlyList<PilotOrder>> Pilot(ShopDomain shop, CancellationToken cancellationToken)
    {
        var rows = await database.Query<PilotRow>(
            "select record as Record, name as Name, chosen_at as ChosenAt, chosen_by as ChosenBy, ran_at as RanAt from pilot_order where shop = @Shop order by chosen_at, record",
            new { Shop = shop.Value }, cancellationToken);
        return [.. rows.Select(row => new PilotOrder(
            new OrderId(long.Parse(row.Record, CultureInfo.InvariantCulture)), row.Name, UnixTime.Read(row.ChosenAt), row.ChosenBy, row.RanAt == 0 ? null : UnixTime.Read(row.RanAt)))];
    }

    public Task Choose(ShopDomain shop, OrderId order, string name, string by, CancellationToken cancellationToken) => database.Execute(
        "insert into pilot_order (shop, record, name, chosen_at, chosen_by, ran_at) values (@Shop, @Record, @Name, @Now, @By, 0) on conflict do nothing",
        new { Shop = shop.Value, Record = order.ToString(), Name = name, Now = clock.NowMs(), By = by }, cancellationToken);

    public Task NoteRun(ShopDomain shop, OrderId order, CancellationToken cancellationToken) => database.Execute(
        "update pilot_order set ran_at = @Now where shop = @Shop and record = @Record", new { Shop = shop.Value, Record = order.ToString(), Now = clock.NowMs() }, cancellationToken);

    public async Task<IReadOnlyList<PilotApproval>> Approvals(ShopDomain shop, CancellationToken cancellationToken)
    {
        var rows = await database.Query<ApprovalRow>(
            "select role as Role, member as Member, name as Name, digest as Digest, at as At from pilot_approval where shop = @Shop order by role", new { Shop = shop.Value }, cancellationToken);
        return [.. rows.Select(row => new PilotApproval(Words.Read<Role>(row.Role), row.Member, row.Name, row.Digest, UnixTime.Read(row.At)))];
    }

    public Task Approve(ShopDomain shop, PilotApproval approval, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(approval);
        const string approve = """
            insert into pilot_approval (shop, role, member, name, digest, at) values (@Shop, @Role, @Member, @Name, @Digest, @At)
            on conflict (shop, role) do update set member = excluded.member, name = excluded.name, digest = excluded.digest, at = excluded.at
            """;
        var row = new { Shop = shop.Value, Role = Words.Of(approval.Role), approval.Member, approval.Name, approval.Digest, At = UnixTime.Of(approval.At) };
        return database.Execute(approve, row, cancellationToken);
    }

    private sealed record LaunchRow(long Live, long Since, string By, string Reason);

    private sealed record PilotRow(string Record, string Name, long ChosenAt, string ChosenBy, long RanAt);

    private sealed record ApprovalRow(string Role, string Member, string Name, string Digest, long At);
}
