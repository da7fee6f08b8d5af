using System.Globalization;
using Tandem.Sandbox.Crowd;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;

namespace Tandem.Load;

/// <summary>A night of a large shop, by the reconciler as a process of its own, against reading the same without comparing: <c>night [orders=100000] [variants=50000] [again] [times=1] [pace] [into=FILE]</c>.</summary>
internal static class Night
{
    private const double MostRatio = 1.25;
    private const double MostMemory = 512;
    private const int MostTwice = 20_000;
    private const double FlatWithin = 1.25;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(300);

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var (orders, variants, times) = (arguments.Number("orders", 100_000), arguments.Number("variants", 50_000), arguments.Number("times", 1));
        await using var house = await CrowdHouse.Open(variants, arguments.Contains("pace") ? MeasuredPace.Of(19) : null, stop);
        var rows = new List<(string, string)>();
        var nights = new List<Measured>();
        for (var turn = 1; turn <= times; turn += times > 1 ? times - 1 : 1)
        {
            if (turn > 1) await house.Add(variants * (turn - 1), stop);
            house.Place((orders * turn) - house.Orders, stop);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{house.Orders} orders with {house.Lines} lines, {variants * turn} variants at two locations stand in both systems"));
            // The first night of a shop reads every order in depth; any later one what changed since.
            foreach (var depth in arguments.Contains("again") ? new[] { true, false } : [true])
            {
                var floor = await Floor(house, depth, stop);
                var night = await Reconciled(house, stop);
                // Before and after, where it does not take an hour.
                var after = house.Orders > MostTwice ? floor : await Floor(house, depth, stop);
                nights.Add(new Measured(house.Orders, depth, night, (floor + after) / 2));
                var (kind, ratio) = (depth ? "first night" : "later night", nights[^1].Ratio);
                rows.Add((string.Create(CultureInfo.InvariantCulture, $"{kind} of {house.Orders} orders with {house.Lines} lines and {variants * turn} variants: time, and that of reading the same without comparing"), string.Create(CultureInfo.InvariantCulture, $"{night.Took.TotalSeconds:0.0} s, {nights[^1].Floor.TotalSeconds:0.0} s")));
                rows.Add(($"{kind}: of the time of reading (at most {MostRatio.ToString(CultureInfo.InvariantCulture)})", ratio.ToString("0.00", CultureInfo.InvariantCulture)));
                rows.Add(($"{kind}: memory of its process at most (512 MB)", string.Create(CultureInfo.InvariantCulture, $"{night.Memory / 1024.0 / 1024:0} MB")));
                rows.Add(($"{kind}: a person beside it waits for Odoo, 95 of 100 times less than, and at most (300 ms)", string.Create(CultureInfo.InvariantCulture, $"{night.Waits.Most95.TotalMilliseconds:0} ms, {night.Waits.Most.TotalMilliseconds:0} ms")));
                foreach (var row in rows[^4..]) Console.WriteLine($"{row.Item1}: {row.Item2}");
            }
        }

        rows.Add(("bulk operations at a time, at most", house.Practice.Shop.Bulk.MostSeenAtOnce.ToString(CultureInfo.InvariantCulture)));
        rows.Add(("load of the machine at the end", (await File.ReadAllTextAsync("/proc/loadavg", stop)).Split(' ')[0]));
        await new FigureTable("night", "The nightly comparison of a large shop, its own process", rows).Tell(arguments, stop);
        var flat = nights.GroupBy(night => night.Depth).All(kind => kind.Max(night => night.Night.Memory) <= kind.Min(night => night.Night.Memory) * FlatWithin);
        var good = flat && house.Practice.Shop.Bulk.MostSeenAtOnce <= 1
            && nights.TrueForAll(night => night.Night.Code == 0 && night.Ratio <= MostRatio && night.Night.Memory <= MostMemory * 1024 * 1024 && night.Night.Waits.Most95 < LongestWait);
        if (!flat) Console.WriteLine("The memory grew with the shop.");
        return good ? 0 : 1;
    }

    private static async Task<Reconciliation> Reconciled(CrowdHouse house, CancellationToken stop)
    {
        using var person = new NightBystander(house.Practice);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var waiting = person.Ask(ended.Token);
        using var process = AppProcess.Begin(house.Settings, "Tandem.Reconciler.dll", ["run", house.Practice.Shop.Domain]);
        var run = await Watched(process, stop);
        await ended.CancelAsync();
        if (run.Code != 0) Console.WriteLine(process.Said);
        return new Reconciliation(run.Code, run.Took, run.Memory, await waiting);
    }

    private static async Task<TimeSpan> Floor(CrowdHouse house, bool depth, CancellationToken stop)
    {
        // This program is compiled and collected otherwise than the reconciler is.
        var alike = new Dictionary<string, string?>(house.Settings) { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_gcServer"] = "0" };
        using var process = AppProcess.Begin(alike, "Tandem.Load.dll", ["night-floor", house.Practice.Shop.Domain, .. depth ? ["depth"] : Array.Empty<string>()]);
        var run = await Watched(process, stop);
        Console.WriteLine(process.Said);
        return run.Code == 0 ? run.Took : throw new InvalidOperationException(process.Said);
    }

    private static async Task<(int Code, TimeSpan Took, long Memory)> Watched(AppProcess process, CancellationToken stop)
    {
        var (began, most) = (TimeProvider.System.GetTimestamp(), 0L);
        var end = process.Ended(stop);
        while (await Task.WhenAny(end, Task.Delay(100, stop)) != end) most = Math.Max(most, process.MostMemory);
        return (await end, TimeProvider.System.GetElapsedTime(began), most);
    }

    private sealed record Reconciliation(int Code, TimeSpan Took, long Memory, (TimeSpan Most95, TimeSpan Most) Waits);

    private sealed record Measured(int Orders, bool Depth, Reconciliation Night, TimeSpan Floor)
    {
        public double Ratio => Night.Took / Floor;
    }
}
