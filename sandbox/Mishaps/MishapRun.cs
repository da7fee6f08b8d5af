using System.Collections.Concurrent;

namespace Tandem.Sandbox.Mishaps;

/// <summary>Plays a life without fault, then with each planned fault, and compares how both sides end.</summary>
public static class MishapRun
{
    private static readonly Mishap[] Kinds = Enum.GetValues<Mishap>();

    public static async Task<MishapTally> Run(MishapPlan plan, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        var ends = new List<MishapEnd>();
        foreach (var way in plan.Ways)
        {
            var played = await InWay(plan, way, stop);
            ends.AddRange(played);
            foreach (var end in played.Where(end => end.Wrong is not null)) await output.WriteLineAsync($"wrong: {way}: {end.Mishap} of {end.Call.Name} ({end.Call.Nth}): {end.Wrong}");
            await output.WriteLineAsync($"{way}: {new MishapTally(played)}");
        }

        return new MishapTally(ends);
    }

    private static async Task<IReadOnlyList<MishapEnd>> InWay(MishapPlan plan, MishapWay way, CancellationToken stop)
    {
        await using var house = await MishapHouse.Start(way, stop);
        var (reference, calls, _) = await Play(house, plan.Reads, null, stop);
        // A comparison that differs without a fault would say nothing about faults.
        if (Difference(reference, (await Play(house, plan.Reads, null, stop)).End) is { } differs) throw new InvalidOperationException($"The same life ends differently without a fault: {differs}");
        calls = [.. calls.Where(call => plan.Calls.Count == 0 || plan.Calls.Any(name => call.Name.Contains(name, StringComparison.Ordinal)))];
        var left = new ConcurrentQueue<(MishapCall Call, Mishap Mishap)>(Chosen(plan, calls));
        var ends = new ConcurrentBag<MishapEnd>();
        await Task.WhenAll(Enumerable.Range(0, Math.Max(1, plan.AtOnce)).Select(async number =>
        {
            var own = number == 0 ? house : await MishapHouse.Start(way, stop);
            while (left.TryDequeue(out var next)) ends.Add(await End(own, plan.Reads, next, reference, stop));
            if (number > 0) await own.DisposeAsync();
        }));
        return [.. ends.OrderBy(end => end.Call.Shopify).ThenBy(end => end.Call.Nth).ThenBy(end => end.Mishap)];
    }

    private static async Task<MishapEnd> End(MishapHouse house, bool reads, (MishapCall Call, Mishap Mishap) planned, IReadOnlyList<string> reference, CancellationToken stop)
    {
        try
        {
            var (end, _, met) = await Play(house, reads, planned, stop);
            return new MishapEnd(house.Way, planned.Call, planned.Mishap, met, Difference(reference, end));
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return new MishapEnd(house.Way, planned.Call, planned.Mishap, true, failed.Message);
        }
    }

    private static async Task<(IReadOnlyList<string> End, IReadOnlyList<MishapCall> Calls, bool Met)> Play(
        MishapHouse house, bool reads, (MishapCall, Mishap)? planned, CancellationToken stop)
    {
        using var watch = new CallWatch(house, reads, planned);
        var end = await new PlayedLife(house, watch, stop).Play();
        return (end, watch.Calls, watch.Met);
    }

    private static IEnumerable<(MishapCall, Mishap)> Chosen(MishapPlan plan, IReadOnlyList<MishapCall> calls) => plan.Whole
        ? calls.SelectMany(call => Kinds.Select(kind => (call, kind)))
        : calls.Select((call, index) => (call, index)).Where(one => one.index % plan.Every == plan.Turn % plan.Every).Select((one, turn) => (one.call, Kinds[(turn + plan.Turn) % Kinds.Length]));

    /// <summary>The first lines that only one of two ends has; null where they are equal.</summary>
    private static string? Difference(IReadOnlyList<string> wanted, IReadOnlyList<string> found)
    {
        if (wanted.SequenceEqual(found)) return null;
        var (missing, more) = (Without(wanted, found), Without(found, wanted));
        return missing.Count + more.Count == 0
            ? $"the same in another sequence: {string.Join(" | ", found)}"
            : $"missing [{string.Join(" | ", missing)}], instead [{string.Join(" | ", more)}]";
    }

    private static List<string> Without(IReadOnlyList<string> all, IReadOnlyList<string> others)
    {
        var left = others.ToList();
        return [.. all.Where(line => !left.Remove(line))];
    }
}
