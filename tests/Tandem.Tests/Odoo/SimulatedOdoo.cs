using Tandem.Odoo.Pacing;

namespace Tandem.Tests.Odoo;

/// <summary>An Odoo of some processes that answers first come, first served, on a clock of its own; as many calls as the pace lets in are always under way.</summary>
internal sealed class SimulatedOdoo(int seed, double noise)
{
    /// <summary>An order's calls: read, load, confirm, read; seconds.</summary>
    private static readonly double[] Order = [0.008, 0.058, 0.106, 0.012];
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly Random dice = new(seed);
    private readonly UsualTimes usual = new();
    private readonly PriorityQueue<(double Began, int Kind, int Width), double> inside = new();
    private readonly List<double> free = [];
    private double now;

    public int Processes { get; set; } = 1;

    /// <summary>One call in so many is of a kind that takes forty seconds; zero, none.</summary>
    public int SlowOneIn { get; set; }

    /// <summary>The share of calls that are rolled back for each other call at once.</summary>
    public double Collisions { get; set; }

    /// <summary>The share of calls whose answer is lost.</summary>
    public double Losses { get; set; }

    public Pace Pace { get; set; } = Pace.Start(1);

    /// <summary>Plays so many seconds; work done in each second, and how many calls were let in at once, in the mean.</summary>
    public (double Rate, double Width) Play(double seconds)
    {
        var (end, start, done, width) = (now + seconds, now, 0.0, 0.0);
        while (now < end)
        {
            while (inside.Count < Pace.Slots) Begin();
            inside.TryDequeue(out var call, out var at);
            width += (at - now) * Pace.Slots;
            now = at;
            done += End(call.Kind, at - call.Began, call.Width, call.Width == inside.Count + 1);
        }

        return (done / (now - start), width / (now - start));
    }

    private void Begin()
    {
        var kind = SlowOneIn > 0 && dice.Next(SlowOneIn) == 0 ? -1 : dice.Next(Order.Length);
        while (free.Count < Processes) free.Add(now);
        while (free.Count > Processes) free.RemoveAt(free.Count - 1);
        var process = free.IndexOf(free.Min());
        free[process] = Math.Max(now, free[process]) + (Work(kind) * Math.Exp(noise * Normal()));
        inside.Enqueue((now, kind, inside.Count + 1), free[process]);
    }

    private double End(int kind, double took, int width, bool full)
    {
        var at = Noon.AddSeconds(now);
        if (dice.NextDouble() < Losses)
        {
            Pace = Pace.After(PaceSign.Strained, at);
            return 0;
        }

        if (dice.NextDouble() < Collisions * (width - 1))
        {
            Pace = Pace.After(PaceSign.Collided, at, Taken.InVain(took));
            return 0;
        }

        var before = usual.Meet(kind.ToString(System.Globalization.CultureInfo.InvariantCulture), took);
        Pace = Pace.After(PaceSign.Well, at, full && Pace.IsWhole && width == Pace.Slots && before is { } known ? Taken.Answered(took, known) : null);
        return kind < 0 ? 0 : Work(kind);
    }

    private static double Work(int kind) => kind < 0 ? 40 : Order[kind];

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
}
