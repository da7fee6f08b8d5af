using Tandem.Odoo.Records;

namespace Tandem.Odoo.Stock;

/// <summary>What was written since, in one short line: while it stays the same, nothing was written, so that nothing need be read.</summary>
/// <param name="Times">At how many different times, to the microsecond: what a long transaction writes under an old time shows here.</param>
public sealed record StockGlimpse(int Rows, int Times, DateTimeOffset? Newest, decimal Quantity, decimal Reserved)
{
    private const decimal Close = 0.0005m;

    /// <summary>Whether these are all of what was written.</summary>
    public bool Agrees(IReadOnlyCollection<QuantSighting> sightings)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        return sightings.Count == Rows
            && Math.Abs(sightings.Sum(one => one.Quantity) - Quantity) < Close && Math.Abs(sightings.Sum(one => one.Reserved) - Reserved) < Close;
    }

    internal static StockGlimpse Read(OdooRecord totals)
    {
        decimal Number(string field, string aggregate) => totals.Number($"{field}:{aggregate}") ?? totals.Number($"{field}_{aggregate}") ?? 0m;
        return new StockGlimpse(
            totals.Whole("__count") ?? 0, (int)Number("write_date", "count_distinct"), totals.Time("write_date:max") ?? totals.Time("write_date_max"),
            Number("quantity", "sum"), Number("reserved_quantity", "sum"));
    }
}
