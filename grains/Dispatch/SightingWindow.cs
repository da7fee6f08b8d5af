using Tandem.Odoo.Records;
using Tandem.Odoo.Stock;

namespace Tandem.Grains.Dispatch;

/// <summary>
/// What this process has seen of rows that were written lately. A glance says whether any was written since the last look; then the latest are read, and
/// where those do not explain the glance (a long transaction shows late, under the time at which it began, and what is deleted shows nowhere) all are.
/// </summary>
/// <param name="glimpse">All that was written since a time, at a glance.</param>
/// <param name="read">The same, row by row.</param>
/// <param name="blind">The rows say nothing but when they were written: those of Odoo's newest second are told once more when it is over.</param>
public sealed class SightingWindow<TOdoo, TRow>(
    Func<TOdoo, DateTimeOffset, CancellationToken, Task<WrittenGlimpse>> glimpse, Func<TOdoo, DateTimeOffset, CancellationToken, Task<IReadOnlyList<TRow>>> read, bool blind = false)
    where TRow : class, IWrittenRow
{
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(1);

    /// <summary>So often all are read, as long as there is anything new; the window is longer by as much.</summary>
    private static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(5);

    /// <summary>After so long the second is over in which Odoo wrote last, and what is told by whole seconds is told for good.</summary>
    private static readonly TimeSpan SecondOver = TimeSpan.FromSeconds(2);

    /// <summary>So many of one second are the work of one transaction, which is not undone and done again within it.</summary>
    private const int MostOfSecond = 1000;

    private State? known;

    /// <param name="newest">Up to where Odoo was seen before, by its own clock.</param>
    /// <param name="twice">A look that finds nothing new may take a second call; where it may not, it says that it owes one.</param>
    public async Task<WindowNews<TRow>> Look(TOdoo odoo, DateTimeOffset newest, DateTimeOffset now, CancellationToken stop, bool twice = true)
    {
        // What a long transaction moved from one time within the window to another shows in no glance of rows that say nothing else.
        var due = blind && known is { Rows.Count: > 0 } old && now - old.WholeAt >= WholeEvery;
        if (known is { } last && !(due && twice))
        {
            var glance = await glimpse(odoo, last.From, stop);
            if (glance == last.Glimpse) return due ? WindowNews<TRow>.None with { Owes = true } : await Settle(odoo, last, now, twice, stop);
            if (now - last.WholeAt < WholeEvery)
            {
                var latest = await read(odoo, Later(last.From, (last.Glimpse.Newest ?? last.From) - Latest), stop);
                var both = last.Rows.Concat(latest.Select(row => KeyValuePair.Create(row.Id, row))).GroupBy(row => row.Key).ToDictionary(row => row.Key, row => row.Last().Value);
                if (glance.Agrees([.. both.Values])) return News(last with { Glimpse = glance, Rows = both, GlancedAt = now, Settled = false });
            }
        }

        var from = Whole(newest - OdooStock.Overlap - WholeEvery);
        // Before the rows: what is written between the two is seen by the next look.
        var first = await glimpse(odoo, from, stop);
        return News(new State(from, first, (await read(odoo, from, stop)).ToDictionary(row => row.Id), now, now)) with { Settling = due };
    }

    /// <summary>Within the second in which Odoo wrote last, the same rows may have been written once more: a glance cannot tell.</summary>
    private async Task<WindowNews<TRow>> Settle(TOdoo odoo, State last, DateTimeOffset now, bool twice, CancellationToken stop)
    {
        if (last.Settled || last.Glimpse.Newest is not { } second) return WindowNews<TRow>.None;
        if (last.Rows.Values.Count(row => row.WrittenAt >= second) > MostOfSecond) return WindowNews<TRow>.None;
        if (!twice) return WindowNews<TRow>.None with { Owes = true };
        var settled = now - last.GlancedAt >= SecondOver;
        var rows = new Dictionary<int, TRow>(last.Rows);
        var latest = await read(odoo, second, stop);
        foreach (var row in latest) rows[row.Id] = row;
        return News(last with { Rows = rows, Settled = settled }, blind ? latest : []) with { Settling = true };
    }

    private WindowNews<TRow> News(State state, IReadOnlyList<TRow>? anyway = null)
    {
        var before = known?.Rows ?? [];
        var changed = state.Rows.Values.Where(row => !row.Equals(before.GetValueOrDefault(row.Id)));
        var gone = before.Values.Where(row => row.WrittenAt >= state.From && !state.Rows.ContainsKey(row.Id));
        return new WindowNews<TRow>([.. changed.Concat(gone).Concat(anyway ?? []).DistinctBy(row => row.Id)], state.Glimpse.Newest, () => known = state);
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    /// <param name="From">The window's beginning; it stays while nothing is written.</param>
    private sealed record State(DateTimeOffset From, WrittenGlimpse Glimpse, Dictionary<int, TRow> Rows, DateTimeOffset WholeAt, DateTimeOffset GlancedAt, bool Settled = false);
}

/// <summary>What a look found.</summary>
/// <param name="Rows">What was written.</param>
/// <param name="Newest">When something was last written; null where nothing is new.</param>
/// <param name="Keep">To be called when the products are marked: until then the next look finds them again.</param>
public sealed record WindowNews<TRow>(IReadOnlyList<TRow> Rows, DateTimeOffset? Newest, Action Keep)
{
    public static readonly WindowNews<TRow> None = new([], null, () => { });

    /// <summary>It took a second call.</summary>
    public bool Settling { get; init; }

    /// <summary>It would have taken a second call, which the next look takes.</summary>
    public bool Owes { get; init; }
}
