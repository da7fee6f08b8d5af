using Tandem.Sync.Decisions;

namespace Tandem.Sync.Stock;

/// <summary>What is to be done about one level.</summary>
public abstract record LevelStep
{
    private LevelStep() { }

    /// <summary>Nobody has seen what Shopify shows: look first.</summary>
    public sealed record Look : LevelStep;

    /// <summary>It shows what it should.</summary>
    public sealed record Nothing(int Quantity, string? Remark) : LevelStep;

    /// <param name="From">What was last seen there; Shopify refuses when it is something else by now.</param>
    public sealed record Set(int From, int To, string? Remark) : LevelStep;

    /// <summary>It is not stocked there yet.</summary>
    public sealed record Activate(int To, string? Remark) : LevelStep;

    /// <summary>Left alone, on purpose.</summary>
    public sealed record Leave(string Why) : LevelStep;

    /// <summary>A person has to do something first.</summary>
    public sealed record Wait(string Why) : LevelStep;

    /// <param name="seen">What Shopify showed when it was last looked at or written; null when that is not known.</param>
    /// <param name="level">What a look has just found; null without a look.</param>
    public static LevelStep Of(StockTarget target, int? seen, ShopLevel? level, NotStocked notStocked) => (target, level) switch
    {
        (StockTarget.Left left, _) => new Leave(left.Why),
        (StockTarget.Unknown unknown, _) => new Wait(unknown.Why),
        (StockTarget.Units units, null) when seen is { } last => Between(last, units),
        (_, null) => new Look(),
        (_, { Tracked: false }) => new Leave("Shopify does not track its quantity."),
        (StockTarget.Units units, { Quantity: { } now }) => Between(now, units),
        (StockTarget.Units units, _) when notStocked == NotStocked.Activate => new Activate(units.Quantity, units.Remark),
        _ => new Leave("It is not stocked at the location in Shopify."),
    };

    private static LevelStep Between(int now, StockTarget.Units units) =>
        now == units.Quantity ? new Nothing(now, units.Remark) : new Set(now, units.Quantity, units.Remark);
}
