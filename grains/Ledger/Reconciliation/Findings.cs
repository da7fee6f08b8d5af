using System.Data.Common;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Findings(LedgerDatabase database, TimeProvider clock) : IFindings
{
    private const string Columns =
        """
        shop as Shop, kind as Kind, record as Record, finding as Found, field as Field, name as Name, shopify as Shopify, odoo as Odoo, cause as Cause, owner as Owner, action as Action,
        first_seen as FirstSeen, last_seen as LastSeen, times as Times, healed_at as HealedAt, accepted_by as AcceptedBy, accepted_reason as AcceptedReason, accepted_until as AcceptedUntil
        """;

    private const string Open = "healed_at is null and (accepted_until is null or accepted_until < @Now)";

    public Task Ask(ShopDomain shop, string by, CancellationToken cancellationToken) => database.Execute(
        "insert into reconcile_request (shop, asked_at, asked_by) values (@Shop, @Now, @By) on conflict (shop) do update set asked_at = excluded.asked_at, asked_by = excluded.asked_by",
        new { Shop = shop.Value, Now = clock.NowMs(), By = by }, cancellationToken);

    public async Task<DateTimeOffset?> AskedAt(ShopDomain shop, CancellationToken cancellationToken) =>
        await database.Query<long>("select asked_at from reconcile_request where shop = @Shop", new { Shop = shop.Value }, cancellationToken) is [var at, ..] ? UnixTime.Read(at) : null;

    public Task Begin(ShopDomain shop, DateTimeOffset startedAt, CancellationToken cancellationToken) => database.Execute(
        "insert into reconciliation (shop, started_at) values (@Shop, @At)", new { Shop = shop.Value, At = UnixTime.Of(startedAt) }, cancellationToken);

    public Task<Noted> Note(ShopDomain shop, DateTimeOffset at, IReadOnlyList<Finding> found, IReadOnlyCollection<RecordKey> compared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(compared);
        var now = UnixTime.Of(at);
        return database.Write(async transaction =>
        {
            var known = await transaction.Query<Row>($"select {Columns} from finding where shop = @Shop and healed_at is null", new { Shop = shop.Value }, cancellationToken);
            var before = known.ToDictionary(row => row.Read(now).Finding.Identity, row => row.Read(now));
            var seen = found.DistinctBy(finding => finding.Identity).ToList();
            foreach (var finding in seen) await Put(transaction, finding, now, cancellationToken);
            var (these, records) = (seen.Select(finding => finding.Identity).ToHashSet(), compared.ToHashSet());
            var healed = before.Values.Where(row => !these.Contains(row.Finding.Identity) && records.Contains(row.Finding.Record)).ToList();
            foreach (var row in healed)
                await transaction.Execute(
                    "update finding set healed_at = @Now where shop = @Shop and kind = @Kind and record = @Record and finding = @Found and field = @Field", new Key(row.Finding, now), cancellationToken);
            var again = seen.Where(finding => before.ContainsKey(finding.Identity)).Select(finding => before[finding.Identity]).ToList();
            return new Noted(seen.Count - again.Count, again.Count(row => row.State == FindingState.Open), again.Count(row => row.State == FindingState.Accepted), healed.Count);
        }, cancellationToken);
    }

    public Task End(ReconciliationRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        return database.Execute(
            "update reconciliation set ended_at = @Ended, verdict = @Verdict, report = @Report where shop = @Shop and started_at = @Started",
            new { Shop = row.Shop.Value, Started = UnixTime.Of(row.StartedAt), Ended = UnixTime.Of(row.EndedAt), Verdict = row.Verdict is { } verdict ? Words.Of(verdict) : null, row.Report },
            cancellationToken);
    }

    public Task Mailed(ShopDomain shop, DateTimeOffset startedAt, DateTimeOffset? at, string? error, CancellationToken cancellationToken) => database.Execute(
        "update reconciliation set mailed_at = @At, mail_error = @Error where shop = @Shop and started_at = @Started",
        new { Shop = shop.Value, Started = UnixTime.Of(startedAt), At = UnixTime.Of(at), Error = error }, cancellationToken);

    public async Task<IReadOnlyList<ReconciliationRow>> Nights(ShopDomain shop, int most, CancellationToken cancellationToken)
    {
        var rows = await database.Query<NightRow>(
            """
            select started_at as StartedAt, ended_at as EndedAt, verdict as Verdict, report as Report, mailed_at as MailedAt, mail_error as MailError
            from reconciliation where shop = @Shop order by started_at desc limit @Most
            """,
            new { Shop = shop.Value, Most = (long)most }, cancellationToken);
        return [.. rows.Select(row => row.Read(shop))];
    }

    public async Task<IReadOnlyList<FindingRow>> List(ShopDomain shop, FindingState? state, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var now = clock.NowMs();
        var which = state switch
        {
            null => "1 = 1",
            FindingState.Open => Open,
            FindingState.Accepted => "healed_at is null and accepted_until >= @Now",
            FindingState.Healed => "healed_at is not null",
            var other => throw new InvalidOperationException($"No rule for {other}."),
        };
        var rows = await database.Query<Row>(
            $"select {Columns} from finding where shop = @Shop and {which} order by case when healed_at is null then 0 else 1 end, first_seen desc, name, field limit @Size offset @Skip",
            new { Shop = shop.Value, Now = now, Size = (long)page.Size, Skip = (long)page.Skip }, cancellationToken);
        return [.. rows.Select(row => row.Read(now))];
    }

    public async Task<IReadOnlyList<FindingRow>> Of(RecordKey record, CancellationToken cancellationToken)
    {
        var now = clock.NowMs();
        var rows = await database.Query<Row>(
            $"select {Columns} from finding where shop = @Shop and kind = @Kind and record = @Record order by case when healed_at is null then 0 else 1 end, first_seen desc, field",
            new { Shop = record.Shop.Value, Kind = RecordKey.Name(record.Kind), Record = record.Id }, cancellationToken);
        return [.. rows.Select(row => row.Read(now))];
    }

    public async Task<bool> Accept(RecordKey record, FindingKind kind, string field, string by, string reason, DateTimeOffset until, CancellationToken cancellationToken) => await database.Execute(
        """
        update finding set accepted_by = @By, accepted_reason = @Reason, accepted_until = @Until
        where shop = @Shop and kind = @Kind and record = @Record and finding = @Found and field = @Field and healed_at is null
        """,
        new { Shop = record.Shop.Value, Kind = RecordKey.Name(record.Kind), Record = record.Id, Found = Words.Of(kind), Field = field, By = by, Reason = reason, Until = UnixTime.Of(until) },
        cancellationToken) > 0;

    private static Task<int> Put(DbTransaction transaction, Finding finding, long now, CancellationToken stop) => transaction.Execute(
        """
        insert into finding (shop, kind, record, finding, field, name, shopify, odoo, cause, owner, action, first_seen, last_seen, times)
        values (@Shop, @Kind, @Record, @Found, @Field, @Name, @Shopify, @Odoo, @Cause, @Owner, @Action, @Now, @Now, 1)
        on conflict (shop, kind, record, finding, field) do update set
            name = excluded.name, shopify = excluded.shopify, odoo = excluded.odoo, cause = excluded.cause, owner = excluded.owner, action = excluded.action, last_seen = excluded.last_seen,
            times = case when finding.healed_at is null then finding.times + 1 else 1 end,
            first_seen = case when finding.healed_at is null then finding.first_seen else excluded.first_seen end,
            accepted_until = case when finding.healed_at is null then finding.accepted_until else null end,
            healed_at = null
        """,
        new Key(finding, now), stop);

    private sealed record Key(Finding Finding, long Now)
    {
        public string Shop => Finding.Record.Shop.Value;

        public string Kind => RecordKey.Name(Finding.Record.Kind);

        public string Record => Finding.Record.Id;

        public string Found => Words.Of(Finding.Kind);

        public string Field => Finding.Field;

        public string Name => Finding.Name;

        public string Shopify => Finding.Shopify;

        public string Odoo => Finding.Odoo;

        public string Cause => Finding.Cause;

        public string Owner => Words.Of(Finding.Owner);

        public string Action => Finding.Action;
    }

    private sealed record NightRow
    {
        public long StartedAt { get; init; }

        public long? EndedAt { get; init; }

        public string? Verdict { get; init; }

        public string? Report { get; init; }

        public long? MailedAt { get; init; }

        public string? MailError { get; init; }

        public ReconciliationRow Read(ShopDomain shop) => new(
            shop, UnixTime.Read(StartedAt), UnixTime.Read(EndedAt), Verdict is { } verdict ? Words.Read<NightVerdict>(verdict) : null, Report, UnixTime.Read(MailedAt), MailError);
    }

    private sealed record Row
    {
        public string Shop { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Record { get; init; } = "";

        public string Found { get; init; } = "";

        public string Field { get; init; } = "";

        public string Name { get; init; } = "";

        public string Shopify { get; init; } = "";

        public string Odoo { get; init; } = "";

        public string Cause { get; init; } = "";

        public string Owner { get; init; } = "";

        public string Action { get; init; } = "";

        public long FirstSeen { get; init; }

        public long LastSeen { get; init; }

        public long Times { get; init; }

        public long? HealedAt { get; init; }

        public string? AcceptedBy { get; init; }

        public string? AcceptedReason { get; init; }

        public long? AcceptedUntil { get; init; }

        public FindingRow Read(long now) => new(
            new Finding(KeyColumns.Read(Shop, Kind, Record), Name, Words.Read<FindingKind>(Found), Field, Shopify, Odoo, Cause, Words.Read<Role>(Owner), Action),
            HealedAt is not null ? FindingState.Healed : AcceptedUntil >= now ? FindingState.Accepted : FindingState.Open,
            UnixTime.Read(FirstSeen), UnixTime.Read(LastSeen), (int)Times, UnixTime.Read(HealedAt), AcceptedBy, AcceptedReason, UnixTime.Read(AcceptedUntil));
    }
}
