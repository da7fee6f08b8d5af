using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>A row of <c>standing</c>, read into the closed words of the middle.</summary>
internal sealed class StandingRow
{
    public const string Columns = """
        s.shop as Shop, s.kind as Kind, s.record as Record, s.standing as Standing, s.detail as Detail, s.shopify_name as ShopifyName,
        s.odoo_model as OdooModel, coalesce(s.odoo_id, 0) as OdooId, s.odoo_name as OdooName,
        s.attempts as Attempts, s.since as Since, s.changed_at as ChangedAt, coalesce(s.next_at, 0) as NextAt,
        coalesce(s.source_at, 0) as SourceAt
        """;

    public required string Shop { get; init; }

    public required string Kind { get; init; }

    public required string Record { get; init; }

    public required string Standing { get; init; }

    public string? Detail { get; init; }

    public string? ShopifyName { get; init; }

    public string? OdooModel { get; init; }

    public long OdooId { get; init; }

    public string? OdooName { get; init; }

    public long Attempts { get; init; }

    public long Since { get; init; }

    public long ChangedAt { get; init; }

    public long NextAt { get; init; }

    public long SourceAt { get; init; }

    public RecordKey Key => KeyColumns.Read(Shop, Kind, Record);

    public RecordStanding Read(IReadOnlyList<Blocker> blockers) => new(
        Key,
        Stands(blockers),
        ShopifyName,
        OdooModel is null ? null : new OdooDocument(OdooModel, OdooId, OdooName),
        (int)Attempts,
        UnixTime.Read(Since),
        UnixTime.Read(ChangedAt),
        NextAt == 0 ? null : UnixTime.Read(NextAt),
        SourceAt == 0 ? null : UnixTime.Read(SourceAt));

    /// <summary>The kind and the one text that a standing is kept as.</summary>
    public static (StandingKind Kind, string? Detail) Keep(Sync.Records.Standing standing) => standing switch
    {
        Sync.Records.Standing.InStep(_, var remark) => (StandingKind.InStep, remark),
        Sync.Records.Standing.Working => (StandingKind.Working, null),
        Sync.Records.Standing.RetryingAt(_, var sentence) => (StandingKind.Retrying, sentence),
        Sync.Records.Standing.BlockedBy => (StandingKind.Blocked, null),
        Sync.Records.Standing.HeldByPausedFlow(var flow) => (StandingKind.Held, Words.Of(flow)),
        Sync.Records.Standing.ExcludedByRule(var rule) => (StandingKind.Excluded, rule),
        _ => throw new InvalidOperationException($"No row for {standing.GetType().Name}."),
    };

    private Sync.Records.Standing Stands(IReadOnlyList<Blocker> blockers) => Words.Read<StandingKind>(Standing) switch
    {
        StandingKind.InStep => new Sync.Records.Standing.InStep(OdooName, Detail),
        StandingKind.Working => new Sync.Records.Standing.Working(),
        StandingKind.Retrying => new Sync.Records.Standing.RetryingAt(UnixTime.Read(NextAt), Detail ?? ""),
        StandingKind.Blocked => new Sync.Records.Standing.BlockedBy(blockers),
        StandingKind.Held => new Sync.Records.Standing.HeldByPausedFlow(Words.Read<Flow>(Detail ?? "")),
        StandingKind.Excluded => new Sync.Records.Standing.ExcludedByRule(Detail ?? ""),
        _ => throw new InvalidOperationException($"No standing for {Standing}."),
    };
}
