namespace Tandem.Odoo.Records;

/// <summary>What was written since, in one short line: while it stays the same, nothing was written, so that nothing need be read.</summary>
/// <param name="Times">At how many different times, to the microsecond: what a long transaction writes under an old time shows here.</param>
/// <param name="Quantity">Zero where the rows say none.</param>
public sealed record WrittenGlimpse(int Rows, int Times, DateTimeOffset? Newest, decimal Quantity, decimal Reserved)
{
    private const decimal Close = 0.0005m;

    private static readonly (string Field, string Aggregate)[] OfTimes = [("write_date", "max"), ("write_date", "count_distinct")];

    /// <summary>Whether these are all of what was written.</summary>
    public bool Agrees(IReadOnlyCollection<IWrittenRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == Rows && Math.Abs(rows.Sum(one => one.Quantity) - Quantity) < Close && Math.Abs(rows.Sum(one => one.Reserved) - Reserved) < Close;
    }

    /// <param name="sums">Besides times: <c>quantity</c> and <c>reserved_quantity</c>, where the model has them.</param>
    internal static async Task<WrittenGlimpse> Of(IOdoo odoo, string model, Domain domain, DateTimeOffset from, string[] sums, OdooContext context, CancellationToken cancellation)
    {
        var totals = await odoo.Totals(model, domain.And("write_date", ">=", from), [.. OfTimes, .. sums.Select(field => (field, "sum"))], context, cancellation);
        decimal Number(string field, string aggregate) => totals.Number($"{field}:{aggregate}") ?? totals.Number($"{field}_{aggregate}") ?? 0m;
        return new WrittenGlimpse(
            totals.Whole("__count") ?? 0, (int)Number("write_date", "count_distinct"), totals.Time("write_date:max") ?? totals.Time("write_date_max"),
            Number("quantity", "sum"), Number("reserved_quantity", "sum"));
    }
}

/// <summary>A row as it was seen, of a model that is asked for what was written.</summary>
public interface IWrittenRow
{
    int Id { get; }

    /// <summary>When the transaction began that wrote it last, in whole seconds.</summary>
    DateTimeOffset WrittenAt { get; }

    decimal Quantity => 0m;

    decimal Reserved => 0m;
}
