using System.Data.Common;

namespace Tandem.Grains.Ledger;

/// <summary>Counts what happens, day by day, in the transaction in which it happens.</summary>
internal static class DayCounts
{
    public const string Retried = "retried";
    public const string Duplicate = "duplicate";
    public const string LeftOut = "left_out";
    public const string Corrected = "corrected";

    /// <summary>Before the code of a cause for which a record began to wait.</summary>
    public const string Blocked = "blocked:";

    public const long Milliseconds = 86_400_000;

    public static Task Add(DbTransaction transaction, string shop, string what, long now, long times, CancellationToken cancellationToken) => transaction.Execute(
        "insert into day_count (shop, day, what, times) values (@Shop, @Day, @What, @Times) on conflict (shop, day, what) do update set times = day_count.times + excluded.times",
        new { Shop = shop, Day = now / Milliseconds, What = what, Times = times }, cancellationToken);
}
