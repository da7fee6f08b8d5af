using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Alerts(LedgerDatabase database) : IAlerts
{
    public async Task<IReadOnlyList<ToldAlert>> Of(ShopDomain shop, CancellationToken cancellationToken) =>
    [
        .. (await database.Query<Row>(
            """
            select kind as Kind, subject as Subject, owner as Owner, flow as Flow, sentence as Sentence, since as Since, told_at as At
            from alert where shop = @Shop order by since, kind, subject
            """,
            new { Shop = shop.Value }, cancellationToken)).Select(row => row.Read()),
    ];

    public Task Told(ShopDomain shop, ToldAlert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return database.Execute(
            """
            insert into alert (shop, kind, subject, owner, flow, sentence, since, told_at) values (@Shop, @Kind, @Subject, @Owner, @Flow, @Sentence, @Since, @At)
            on conflict (shop, kind, subject) do update set owner = excluded.owner, flow = excluded.flow, sentence = excluded.sentence, told_at = excluded.told_at
            """,
            new
            {
                Shop = shop.Value, alert.Kind, alert.Subject, Owner = Words.Of(alert.Owner), Flow = alert.Flow is { } flow ? Words.Of(flow) : null,
                alert.Sentence, Since = UnixTime.Of(alert.Since), At = UnixTime.Of(alert.At),
            },
            cancellationToken);
    }

    public Task Over(ShopDomain shop, string kind, string subject, CancellationToken cancellationToken) => database.Execute(
        "delete from alert where shop = @Shop and kind = @Kind and subject = @Subject", new { Shop = shop.Value, Kind = kind, Subject = subject }, cancellationToken);

    public async Task<DateTimeOffset?> WaitingSince(ShopDomain shop, CancellationToken cancellationToken)
    {
        // Two steps along the index of what waits: live signals, then what was found by looking.
        var oldest = $"select d.received_at from inbox d where d.shop = @Shop and d.state = 'waiting' and d.priority = @Priority and {FlowRows.Moves} order by d.id limit 1";
        DateTimeOffset? since = null;
        foreach (var priority in new[] { 0L, 1L })
            if (await database.Query<long>(oldest, new { Shop = shop.Value, Priority = priority }, cancellationToken) is [var at] && (since is null || UnixTime.Read(at) < since)) since = UnixTime.Read(at);
        return since;
    }

    private sealed record Row
    {
        public required string Kind { get; init; }

        public required string Subject { get; init; }

        public required string Owner { get; init; }

        public string? Flow { get; init; }

        public required string Sentence { get; init; }

        public long Since { get; init; }

        public long At { get; init; }

        public ToldAlert Read() => new(
            Kind, Subject, Words.Read<Role>(Owner), Flow is null ? null : Words.Read<Flow>(Flow), Sentence, UnixTime.Read(Since), UnixTime.Read(At));
    }
}
