using System.Diagnostics;
using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Load;

/// <summary>The match report of a large catalogue, against the least that any comparison does: looking each code up once in a dictionary.</summary>
internal static class Match
{
    private const int Each = 50_000;
    private const int Rounds = 5;
    private const double MostMegabytes = 400;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);
    private static readonly ProductDecision Rule = new(VariantIdentity.Sku, ProductIdentity.InternalReference);

    public static Task<int> Run(CancellationToken stop)
    {
        var (variants, products, links) = Catalogues();
        var (floors, figures, peak, counted) = (new List<TimeSpan>(), new List<TimeSpan>(), 0L, 0);
        for (var round = 0; round <= Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            var floor = Timed(() => Lookups(variants, products));
            var before = Settled();
            using var watch = new MemoryWatch();
            var figure = Timed(() => counted = Report(variants, products, links));
            peak = Math.Max(peak, watch.Peak - before);
            // The first round compiles.
            if (round > 0) (floors, figures) = ([.. floors, floor], [.. figures, figure]);
        }

        var (least, took) = (floors.Min(), figures.Max());
        Print($"{Each} variants against {Each} Odoo products, {links.Count} links; report of {counted} rows with their sentences");
        Print($"match: {took.TotalMilliseconds:0} ms (slowest of {Rounds}, at most {Most.TotalSeconds:0} s), floor {least.TotalMilliseconds:0} ms, ratio {took / least:0.0}");
        Print($"memory beyond both catalogues: {peak / 1e6:0} MB at its peak (at most {MostMegabytes:0} MB)");
        return Task.FromResult(took <= Most && peak / 1e6 <= MostMegabytes ? 0 : 1);
    }

    private static int Report(List<CatalogueVariant> variants, List<CatalogueProduct> products, Dictionary<VariantId, ProductLink> links)
    {
        var report = new ProductMatching(Rule, new OdooId<Company>(1), products).Report(variants, links);
        return MatchRows.Of(report, Rule).Select(MatchCsv.Line).Count(line => line.Length > 0);
    }

    private static int Lookups(List<CatalogueVariant> variants, List<CatalogueProduct> products)
    {
        var byCode = new Dictionary<string, CatalogueProduct>(StringComparer.Ordinal);
        foreach (var product in products) if (product.Reference is { } code) byCode[code] = product;
        return variants.Count(variant => variant.Sku is { } code && byCode.ContainsKey(code));
    }

    /// <summary>As catalogues are: most fit, and of every kind of trouble some hundreds.</summary>
    private static (List<CatalogueVariant>, List<CatalogueProduct>, Dictionary<VariantId, ProductLink>) Catalogues()
    {
        var random = new Random(1);
        var variants = Enumerable.Range(1, Each).Select(number => new CatalogueVariant(
            new VariantId(number * 4L), new ProductId(number / 5), string.Create(CultureInfo.InvariantCulture, $"A product with a title of usual length – Size {number % 5}"), Sku(number, random), null, true,
            new InventoryItemId((number * 4L) + 1), number % 50 == 0 ? ListingStatus.Archived : ListingStatus.Active)).ToList();
        var products = Enumerable.Range(1, Each).Select(number => new CatalogueProduct(
            new OdooId<Product>(number), number, Reference(number, random), null, string.Create(CultureInfo.InvariantCulture, $"A product with a title of usual length {number}"), number % 70 != 0, true, true,
            number % 90 == 0 ? new OdooId<Company>(2) : null, number % 200 == 0 ? "kg" : "Units", number % 200 != 0)).ToList();
        var links = Enumerable.Range(1, Each).Where(number => number % 3 == 0).Select(number => HandMatching.Link(variants[number - 1], products[number - 1], 1m, ("load", DateTimeOffset.UnixEpoch)))
            .Select((link, index) => index % 40 == 0 ? link with { Seen = link.Seen with { Sku = "OTHERWISE" } } : link).ToDictionary(link => link.Variant);
        return (variants, products, links);
    }

    private static string? Sku(int number, Random random) => random.Next(100) switch
    {
        0 => null,
        1 => Code(number + 1),
        2 => Code(number).ToLowerInvariant(),
        _ => Code(number),
    };

    private static string? Reference(int number, Random random) => random.Next(100) switch
    {
        0 => null,
        1 => Code(number + 1),
        _ => Code(number),
    };

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"SKU-{number:D6}");

    private static TimeSpan Timed(Func<int> work)
    {
        var start = Stopwatch.GetTimestamp();
        GC.KeepAlive(work());
        return Stopwatch.GetElapsedTime(start);
    }

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>The most that the heap held at any moment, garbage not yet collected included.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private readonly CancellationTokenSource ended = new();
        private readonly Thread watching;
        private long peak = GC.GetTotalMemory(forceFullCollection: false);

        public MemoryWatch()
        {
            watching = new Thread(() =>
            {
                while (!ended.IsCancellationRequested)
                {
                    Look();
                    ended.Token.WaitHandle.WaitOne(1);
                }
            });
            watching.Start();
        }

        public long Peak
        {
            get
            {
                Look();
                return Volatile.Read(ref peak);
            }
        }

        public void Dispose()
        {
            ended.Cancel();
            watching.Join();
            ended.Dispose();
        }

        private void Look() => Volatile.Write(ref peak, Math.Max(Volatile.Read(ref peak), GC.GetTotalMemory(forceFullCollection: false)));
    }
}
