using System.Data.Common;
using System.Text.Json;
using Dapper;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>The causes for which records wait, in their own table so that everything with one cause is found at once.</summary>
internal static class BlockerRows
{
    /// <summary>Replaces a record's causes; one that stays keeps its "since".</summary>
    public static async Task Replace(
        DbTransaction transaction, RecordKey record, IReadOnlyList<Blocker> blockers, long now, CancellationToken cancellationToken)
    {
        const string put = """
            insert into blocker (shop, kind, record, position, code, subject, sentence, owner, setting, heals_with_time, proposals, since, flow)
            values (@Shop, @Kind, @Record, @Position, @Code, @Subject, @Sentence, @Owner, @Setting, @HealsWithTime, @Proposals, @Since, @Flow)
            on conflict (shop, kind, record, code, subject) do update
                set position = excluded.position, sentence = excluded.sentence, owner = excluded.owner, setting = excluded.setting,
                    heals_with_time = excluded.heals_with_time, proposals = excluded.proposals, flow = excluded.flow
            """;
        var key = new KeyColumns(record);
        if (blockers.Count == 0)
        {
            await transaction.Execute("delete from blocker where shop = @Shop and kind = @Kind and record = @Record", key, cancellationToken);
            return;
        }

        var known = (await transaction.Query<KnownCause>("select code as Code, subject as Subject from blocker where shop = @Shop and kind = @Kind and record = @Record", key, cancellationToken)).ToHashSet();
        foreach (var code in blockers.Where(blocker => !known.Contains(new KnownCause(Words.Of(blocker.Code), blocker.Subject))).Select(blocker => Words.Of(blocker.Code)).Distinct())
            await DayCounts.Add(transaction, key.Shop, DayCounts.Blocked + code, now, 1, cancellationToken);

        // Position -1 marks what was there before; what is still so afterwards has gone.
        await transaction.Execute("update blocker set position = -1 where shop = @Shop and kind = @Kind and record = @Record", key, cancellationToken);
        for (var i = 0; i < blockers.Count; i++) await transaction.Execute(put, Row(key, blockers[i], i, now), cancellationToken);
        await transaction.Execute("delete from blocker where shop = @Shop and kind = @Kind and record = @Record and position = -1", key, cancellationToken);
    }

    /// <summary>The causes of several records of one shop.</summary>
    public static async Task<ILookup<RecordKey, Blocker>> Read(
        DbConnection connection, Dialect dialect, IReadOnlyList<RecordKey> records, CancellationToken cancellationToken)
    {
        var read = $"""
            select shop as Shop, kind as Kind, record as Record, code as Code, subject as Subject, sentence as Sentence, owner as Owner,
                   setting as Setting, heals_with_time as HealsWithTime, proposals as Proposals, flow as Flow
            from blocker where shop {dialect.OneOf("Shops")} and record {dialect.OneOf("Records")} order by shop, kind, record, position
            """;
        if (records.Count == 0) return Array.Empty<BlockerRow>().ToLookup(r => r.Key, r => r.Read());
        var parameters = new { Shops = records.Select(r => r.Shop.Value).Distinct().ToArray(), Records = records.Select(r => r.Id).Distinct().ToArray() };
        var rows = await connection.QueryAsync<BlockerRow>(new CommandDefinition(read, parameters, cancellationToken: cancellationToken));
        return rows.ToLookup(r => r.Key, r => r.Read());
    }

    private sealed record KnownCause(string Code, string Subject);

    private static object Row(KeyColumns key, Blocker blocker, int position, long now) => new
    {
        key.Shop,
        key.Kind,
        key.Record,
        Position = (long)position,
        Code = Words.Of(blocker.Code),
        blocker.Subject,
        blocker.Sentence,
        Owner = Words.Of(blocker.Owner),
        blocker.Setting,
        HealsWithTime = blocker.HealsWithTime ? 1L : 0L,
        Proposals = JsonSerializer.Serialize(blocker.Proposals ?? []),
        Since = now,
        Flow = Words.Of(blocker.Flow),
    };

    private sealed class BlockerRow
    {
        public required string Shop { get; init; }

        public required string Kind { get; init; }

        public required string Record { get; init; }

        public required string Code { get; init; }

        public required string Subject { get; init; }

        public required string Sentence { get; init; }

        public required string Owner { get; init; }

        public string? Setting { get; init; }

        public long HealsWithTime { get; init; }

        public required string Proposals { get; init; }

        public string? Flow { get; init; }

        public RecordKey Key => KeyColumns.Read(Shop, Kind, Record);

        public Blocker Read() => new(
            Words.Read<BlockerCode>(Code),
            Subject,
            Sentence,
            Words.Read<Role>(Owner),
            Setting,
            HealsWithTime != 0,
            JsonSerializer.Deserialize<IReadOnlyList<string>>(Proposals) is { Count: > 0 } proposals ? proposals : null)
        {
            Flow = Flow is null ? Sync.Records.Flow.Orders : Words.Read<Flow>(Flow),
        };
    }
}
