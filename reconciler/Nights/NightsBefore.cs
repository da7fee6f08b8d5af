using System.Globalization;
using Humanizer;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.Reconciler;

/// <summary>What was wrong with the nights before this one: one that did not run or did not end, a report that did not reach its readers.</summary>
internal sealed class NightsBefore(IFindings findings, IOptions<ReconcilerOptions> options)
{
    /// <summary>Longer ago nobody can do anything about it.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromDays(31);

    /// <param name="started">When this night began, which is noted already.</param>
    public async Task<IReadOnlyList<string>> Wrong(ShopDomain shop, DateTimeOffset started, CancellationToken stop)
    {
        if ((await findings.Nights(shop, 5, stop)).FirstOrDefault(night => night.StartedAt < started) is not { } before) return [];
        var (wrong, day) = (new List<string>(), before.StartedAt.ToString("d MMMM", CultureInfo.InvariantCulture));
        if (before.EndedAt is null) wrong.Add($"The comparison of {day} did not end: it was cut off.");
        if (before.MailError is { } error) wrong.Add($"{day}: {error}");
        var (cron, zone) = NightWatch.Schedule(options.Value);
        var from = before.StartedAt > started - Told ? before.StartedAt : started - Told;
        // The last time that the schedule said so is this night's own.
        var missed = cron.GetOccurrences(from, started, zone, fromInclusive: false, toInclusive: true).SkipLast(1).Count();
        if (missed > 0) wrong.Add($"{"night".ToQuantity(missed)} since {day} did not run: the reconciler was not there. Ask whoever runs Tandem why.");
        return wrong;
    }
}
