using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Odoo;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Imports;

namespace Tandem.Load;

/// <summary>Older orders through an import, against bare batches of fifty in one <c>load</c>: <c>history [orders=1000] [into=FILE]</c>. Only a real Odoo tells what a batch saves.</summary>
internal static class History
{
    private const int InOneCall = 50;
    private const double Required = 0.9;
    private const double MostGrowth = 1.1;
    private const int MostBatched = 500;
    private const int Live = 5;
    private static readonly double[] Moments = [0.25, 0.5, 0.75, 1];

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (OdooAccess.OfEnvironment() is not { } outside)
        {
            Console.WriteLine("history: a practice Odoo takes as long for a call whatever stands in it; set TANDEM_ODOO_URL and the others. Nothing was measured.");
            return 2;
        }

        var count = arguments.Number("orders", 1000);
        await using var run = await ImportRun.Start(outside, stop);
        var (like, _) = await run.Live(stop);
        using var clients = new OdooClients(Microsoft.Extensions.Options.Options.Create(new OdooOptions { AllowPrivateNetworks = true }), TimeProvider.System, NullLoggerFactory.Instance);
        var floor = await OrdersFloor.Like(run.Shop, like, clients.For(outside.Connection), stop);
        await Confirmed(floor, InOneCall, 1, stop);

        var some = Math.Min(count / 2, MostBatched);
        var before = await Measured(floor, some, stop);
        var import = await run.Import(count, Live, stop);
        return await Tell(count, before.Middle(await Measured(floor, some, stop)), import, arguments, stop);
    }

    private static async Task<int> Tell(int count, Floors floors, ImportOutcome import, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var memory = Moments.Select(import.MemoryAround).Select(bytes => bytes / 1024.0 / 1024).ToList();
        var (best, growth) = (Math.Max(floors.Loaded, floors.Confirmed), memory[^1] / memory[1]);
        await new FigureTable("history", $"An import of {count} older orders of the same goods into a real Odoo", [
            ("bare batches of fifty in one `load`, one after the other, as confirmed orders", Text(floors.Loaded) + "/s"),
            ("the same as drafts, then confirmed fifty in one call", Text(floors.Confirmed) + "/s"),
            ("the import: every order confirmed, dated, compared and marked in Shopify", Text(import.Rate) + "/s"),
            ("**ratio** to the faster of these two (at least 0.9)", $"**{Text(import.Rate / best)}**"),
            ("confirmed two calls at once, which collide in Odoo; left as drafts", $"{Text(floors.Colliding)}/s, {Text(floors.Drafts)}/s"),
            ("ratio to these", $"{Text(import.Rate / floors.Colliding)}, {Text(import.Rate / floors.Drafts)}"),
            ($"live orders placed amid it, {import.Live.Count} of them, in step after: the middle one, the last", $"{Text(import.Live[import.Live.Count / 2].TotalSeconds)} s, {Text(import.Live[^1].TotalSeconds)} s"),
            ("memory of the server, a process of its own: a quarter through, half, three quarters, at the end", $"{string.Join(", ", memory.Select(Text))} MB"),
            ("**memory at the end, of that half through** (at most 1.1; each order is held for some minutes, and so the first of them fill it)", $"**{Text(growth)}**"),
        ]).Tell(arguments, stop);
        return import.Rate / best >= Required && growth <= MostGrowth ? 0 : 1;
    }

    private static async Task<Floors> Measured(OrdersFloor floor, int count, CancellationToken stop) => new(
        await Batches(async size => (await floor.Batch(size, stop)).Count, count, 2),
        await Batches(async size => (await floor.Batch(size, stop, "sale")).Count, count, 1),
        await Confirmed(floor, count, 1, stop),
        await Confirmed(floor, count, 2, stop));

    private static Task<double> Confirmed(OrdersFloor floor, int count, int calls, CancellationToken stop) => Batches(async size =>
    {
        var ids = await floor.Batch(size, stop);
        await floor.Confirm(ids, stop);
        return ids.Count;
    }, count, calls);

    /// <summary>Orders a second.</summary>
    /// <param name="calls">At once.</param>
    private static async Task<double> Batches(Func<int, Task<int>> batch, int count, int calls)
    {
        var (started, left, made) = (Stopwatch.GetTimestamp(), count, 0);
        await Task.WhenAll(Enumerable.Range(0, calls).Select(async _ =>
        {
            while (Interlocked.Add(ref left, -InOneCall) > -InOneCall) Interlocked.Add(ref made, await batch(InOneCall));
        }));
        return made / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Orders a second of bare batches.</summary>
    /// <param name="Drafts">Two calls at once.</param>
    /// <param name="Loaded">As confirmed orders.</param>
    /// <param name="Confirmed">After they were loaded as drafts.</param>
    /// <param name="Colliding">The same, two at once.</param>
    private sealed record Floors(double Drafts, double Loaded, double Confirmed, double Colliding)
    {
        public Floors Middle(Floors other) => new((Drafts + other.Drafts) / 2, (Loaded + other.Loaded) / 2, (Confirmed + other.Confirmed) / 2, (Colliding + other.Colliding) / 2);
    }
}
