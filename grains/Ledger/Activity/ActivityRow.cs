using System.Data.Common;

namespace Tandem.Grains.Ledger;

/// <summary>A row of <c>activity</c>.</summary>
internal sealed class ActivityRow
{
    public const string Columns = """
        at as At, shop as Shop, kind as Kind, record as Record, step as Step, odoo_model as OdooModel, coalesce(odoo_id, 0) as OdooId,
        shopify_id as ShopifyId, outcome as Outcome, duration_ms as DurationMs, sentence as Sentence, pass as Pass
        """;

    private const string InsertOne = """
        insert into activity (at, shop, kind, record, step, odoo_model, odoo_id, shopify_id, outcome, duration_ms, sentence, pass)
        values (@At, @Shop, @Kind, @Record, @Step, @OdooModel, @OdooId, @ShopifyId, @Outcome, @DurationMs, @Sentence, @Pass)
        """;

    /// <summary>Adds the entries inside a transaction.</summary>
    public static Task<int> Insert(DbTransaction transaction, IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken) =>
        entries.Count == 0 ? Task.FromResult(0) : transaction.Execute(InsertOne, entries.Select(Keep).ToList(), cancellationToken);

    public long At { get; init; }

    public required string Shop { get; init; }

    public required string Kind { get; init; }

    public required string Record { get; init; }

    public required string Step { get; init; }

    public string? OdooModel { get; init; }

    public long OdooId { get; init; }

    public string? ShopifyId { get; init; }

    public required string Outcome { get; init; }

    public long DurationMs { get; init; }

    public required string Sentence { get; init; }

    public required string Pass { get; init; }

    public static object Keep(ActivityEntry entry)
    {
        var key = new KeyColumns(entry.Record);
        return new
        {
            At = UnixTime.Of(entry.At),
            key.Shop,
            key.Kind,
            key.Record,
            entry.Step,
            entry.OdooModel,
            entry.OdooId,
            entry.ShopifyId,
            Outcome = Words.Of(entry.Outcome),
            DurationMs = (long)entry.Duration.TotalMilliseconds,
            entry.Sentence,
            entry.Pass,
        };
    }

    public ActivityEntry Read() => new(
        UnixTime.Read(At),
        KeyColumns.Read(Shop, Kind, Record),
        Step,
        Words.Read<ActivityOutcome>(Outcome),
        Sentence,
        TimeSpan.FromMilliseconds(DurationMs),
        Pass,
        OdooModel,
        OdooId == 0 ? null : OdooId,
        ShopifyId);
}
