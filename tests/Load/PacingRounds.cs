using System.Diagnostics;
using System.Globalization;

namespace Tandem.Load;

/// <summary>Each setting in short turns, so that whatever else the machine does meets all of them.</summary>
internal sealed class PacingRounds(PacingTurns turns, OrdersFigure orders, PacingPerson person, TimeSpan length) : IDisposable
{
    private readonly OdooCallCount calls = new();
    private const int WarmTurns = 3;

    /// <summary>Until everything is compiled and cached, and the adaptive pace has seen enough.</summary>
    /// <returns>How many at once it found best.</returns>
    public async Task<int> Warm(CancellationToken stop)
    {
        turns.Set(null);
        await orders.Run(1, stop);
        for (var turn = 0; turn < WarmTurns; turn++) await Turn(stop);
        return turns.Found;
    }

    /// <param name="settings">Widths; null adapts.</param>
    public async Task<PacingOutcome> Run(IReadOnlyList<int?> settings, int rounds, CancellationToken stop)
    {
        var seen = settings.Select(_ => new List<Seen>()).ToList();
        var alone = new List<PacingPages>();
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(await Alone(stop));
            // Who goes first changes too.
            foreach (var index in round % 2 == 0 ? Enumerable.Range(0, settings.Count) : Enumerable.Range(0, settings.Count).Reverse())
            {
                turns.Set(settings[index]);
                seen[index].Add(await Turn(stop));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {(settings[index] is { } width ? $"{width} at once" : $"adaptive, {turns.Found} at the end")}: {seen[index][^1].Orders / seen[index][^1].Seconds:0.00} orders/s of {seen[index][^1].Calls / seen[index][^1].Orders:0.0} calls, the person's page {Middle(seen[index][^1].Person.Pages):0.000} s, {Middle(seen[index][^1].Person.Asked):0.000} s; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"));
            }
        }

        return new PacingOutcome(Of(null, [.. alone.Select(pages => new Seen(0, 0, 1, pages))]), [.. settings.Select((width, index) => Of(width, seen[index]))]);
    }

    public void Dispose() => calls.Dispose();

    private async Task<PacingPages> Alone(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ended.CancelAfter(length);
        return await person.Work(ended.Token);
    }

    private async Task<Seen> Turn(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var (began, placed, before) = (Stopwatch.GetTimestamp(), 0, calls.Total);
        var working = person.Work(ended.Token);
        await orders.Run(Orders.AtOnce, () =>
        {
            if (Stopwatch.GetElapsedTime(began) >= length) return false;
            Interlocked.Increment(ref placed);
            return true;
        }, stop);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await ended.CancelAsync();
        return new Seen(placed, calls.Total - before, seconds, await working);
    }

    private static PacingSetting Of(int? width, IReadOnlyList<Seen> seen)
    {
        var pages = seen.SelectMany(one => one.Person.Pages).Order().ToList();
        return new PacingSetting(width, seen.Sum(one => one.Orders) / seen.Sum(one => one.Seconds), Middle(pages), pages[(int)Math.Ceiling(pages.Count * 0.95) - 1].TotalSeconds, Middle([.. seen.SelectMany(one => one.Person.Asked)]));
    }

    private static double Middle(IReadOnlyList<TimeSpan> times) => times.Order().ElementAt(times.Count / 2).TotalSeconds;

    private sealed record Seen(int Orders, double Calls, double Seconds, PacingPages Person);
}

/// <summary>What came of all turns.</summary>
/// <param name="Alone">The person without orders.</param>
internal sealed record PacingOutcome(PacingSetting Alone, IReadOnlyList<PacingSetting> Settings);

/// <summary>One width, or the adaptive one.</summary>
/// <param name="Rate">Orders a second.</param>
/// <param name="Middle">Of the person's pages, in seconds.</param>
/// <param name="Asked">Of the person's small questions, in seconds.</param>
internal sealed record PacingSetting(int? Width, double Rate, double Middle, double Most95, double Asked);
