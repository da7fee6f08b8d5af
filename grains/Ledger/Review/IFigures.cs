using Tandem.Sync;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Ledger;

/// <summary>How a shop's days and weeks went.</summary>
public interface IFigures
{
    /// <summary>Orders that came in step on each day that had any, up to today, the oldest first.</summary>
    Task<IReadOnlyList<DayFigure>> Days(ShopDomain shop, DateOnly from, DateOnly today, CancellationToken cancellationToken);

    /// <summary>Weeks of seven days, the oldest first; one in which nothing happened is there too.</summary>
    Task<IReadOnlyList<WeekFigure>> Weeks(ShopDomain shop, DateOnly from, int weeks, CancellationToken cancellationToken);

    /// <summary>Drops counts of days before one.</summary>
    Task Forget(DateOnly before, CancellationToken cancellationToken);
}

/// <summary>One day in UTC.</summary>
public sealed record DayFigure(DateOnly Day, int InStep, int Blocked);

/// <summary>Seven days.</summary>
/// <param name="ToOdoo">From a change in Shopify until both agree.</param>
/// <param name="ToShopify">From a change in Odoo until Shopify shows it.</param>
/// <param name="Retried">Passes that failed and were tried again by themselves.</param>
/// <param name="Duplicates">Messages that said what was known already, and did nothing.</param>
/// <param name="Blocked">How often a record began to wait, by cause.</param>
public sealed record WeekFigure(
    DateOnly From, Latencies? ToOdoo, Latencies? ToShopify, int Retried, int Duplicates, int LeftOut, int Corrected, IReadOnlyDictionary<BlockerCode, int> Blocked);
