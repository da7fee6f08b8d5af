using Tandem.Grains.Ledger;

namespace Tandem.Reconciler;

/// <summary>What of the troubles of a shop is to be told now.</summary>
/// <param name="Begun">Told for the first time.</param>
/// <param name="Lasting">Told before and told again, with since when.</param>
/// <param name="Over">Told before, and over.</param>
internal sealed record AlertNews(IReadOnlyList<Alert> Begun, IReadOnlyList<(Alert Alert, DateTimeOffset Since)> Lasting, IReadOnlyList<ToldAlert> Over)
{
    public static AlertNews Of(IReadOnlyList<Alert> now, IReadOnlyList<ToldAlert> told, TimeSpan repeatAfter, DateTimeOffset at) => new(
        [.. now.Where(alert => !told.Any(alert.Is))],
        [.. from alert in now from before in told where alert.Is(before) && at - before.At >= repeatAfter select (alert, before.Since)],
        [.. told.Where(before => !now.Any(alert => alert.Is(before)))]);
}
