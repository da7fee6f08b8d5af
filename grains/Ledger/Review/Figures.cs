using System.Collections.Concurrent;
using Tandem.Sync;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Ledger;

/// <inheritdoc cref="IFigures"/>
internal sealed class Figures(LedgerDatabase database, TimeProvider clock) : IFigures
{
    /// <summary>Days that are over, as counted: they do not change any more.</summary>
    private readonly ConcurrentDictionary<ShopDomain, (DateOnly From, DateOnly Until, IReadOnlyDictionary<long, long> InStep)> over = new();

    private static readonly DateOnly First = DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <summary>Weeks that are over, by their first day.</summary>
    private readonly ConcurrentDictionary<(ShopDomain Shop, long From), WeekFigure> weeksOver = new();

    public async Task<IReadOnlyList<DayFigure>> Days(ShopDomain shop, DateOnly from, DateOnly today, CancellationToken cancellationToken)
    {
        if (!over.TryGetValue(shop, out var before) || before.From != from || before.Until != today)
            over[shop] = before = (from, today, await Settled(shop, from, today, cancellationToken));
        var inStep = before.InStep.Concat(await Settled(shop, today, today.AddDays(1), cancellationToken)).ToDictionary();
        var blocked = (await Counts(shop, Number(from), Number(today) + 1, cancellationToken)).Where(row => row.What.StartsWith(DayCounts.Blocked, StringComparison.Ordinal)).GroupBy(row => row.Day).ToDictionary(day => day.Key, day => day.Sum(row => row.Times));
        return [.. inStep.Keys.Union(blocked.Keys).Order().Select(day => new DayFigure(First.AddDays((int)day), (int)inStep.GetValueOrDefault(day), (int)blocked.GetValueOrDefault(day)))];
    }

    private async Task<IReadOnlyDictionary<long, long>> Settled(ShopDomain shop, DateOnly from, DateOnly to, CancellationToken cancellationToken) => (await database.Query<DayRow>(
        "select at / 86400000 as Day, count(*) as Times from latency where shop = @Shop and to_shopify = 0 and at >= @From and at < @To group by at / 86400000",
        new { Shop = shop.Value, From = Number(from) * DayCounts.Milliseconds, To = Number(to) * DayCounts.Milliseconds }, cancellationToken)).ToDictionary(row => row.Day, row => row.Times);

    public async Task<IReadOnlyList<WeekFigure>> Weeks(ShopDomain shop, DateOnly from, int weeks, CancellationToken cancellationToken)
    {
        var today = clock.NowMs() / DayCounts.Milliseconds;
        var figures = new List<WeekFigure>();
        for (var week = Number(from); figures.Count < weeks; week += 7)
        {
            var figure = weeksOver.GetValueOrDefault((shop, week)) ?? await Week(shop, week, cancellationToken);
            if (week + 7 <= today) weeksOver[(shop, week)] = figure;
            figures.Add(figure);
        }

        return figures;
    }

    private async Task<WeekFigure> Week(ShopDomain shop, long from, CancellationToken cancellationToken)
    {
        var counts = await Counts(shop, from, from + 7, cancellationToken);
        int Of(string what) => (int)counts.Where(row => row.What == what).Sum(row => row.Times);
        return new WeekFigure(
            First.AddDays((int)from), await Took(shop, from, 0, cancellationToken), await Took(shop, from, 1, cancellationToken),
            Of(DayCounts.Retried), Of(DayCounts.Duplicate), Of(DayCounts.LeftOut), Of(DayCounts.Corrected),
            counts.Where(row => row.What.StartsWith(DayCounts.Blocked, StringComparison.Ordinal)).GroupBy(row => Words.Read<BlockerCode>(row.What[DayCounts.Blocked.Length..]))
                .ToDictionary(code => code.Key, code => (int)code.Sum(row => row.Times)));
    }

    private async Task<Latencies?> Took(ShopDomain shop, long from, long toShopify, CancellationToken cancellationToken) => Latencies.Of([.. (await database.Query<long>(
        "select milliseconds from latency where shop = @Shop and to_shopify = @ToShopify and at >= @From and at < @To",
        new { Shop = shop.Value, ToShopify = toShopify, From = from * DayCounts.Milliseconds, To = (from + 7) * DayCounts.Milliseconds }, cancellationToken)).Order()]);

    public Task Forget(DateOnly before, CancellationToken cancellationToken) => database.Execute("delete from day_count where day < @Day", new { Day = Number(before) }, cancellationToken);

    private Task<IReadOnlyList<CountRow>> Counts(ShopDomain shop, long from, long to, CancellationToken cancellationToken) => database.Query<CountRow>(
        "select day as Day, what as What, times as Times from day_count where shop = @Shop and day >= @From and day < @To order by day, what", new { Shop = shop.Value, From = from, To = to }, cancellationToken);

    private static long Number(DateOnly day) => day.DayNumber - First.DayNumber;

    private sealed record DayRow
    {
        public long Day { get; init; }

        public long Times { get; init; }
    }

    private sealed record CountRow
    {
        public long Day { get; init; }

        public string What { get; init; } = "";

        public long Times { get; init; }
    }
}
