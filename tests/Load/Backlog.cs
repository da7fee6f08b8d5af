using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;

namespace Tandem.Load;

/// <summary>How fast waiting signals are taken and done, with many waiting against few: <c>backlog [waiting=1000000] [shops=100] [into=FILE]</c>.</summary>
internal static class Backlog
{
    private const int Few = 20_000;
    private const int Rounds = 5;
    private const int Each = 3_000;
    private const double Required = 0.9;

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (PostgresCluster.Programs() is not { } programs)
        {
            Console.WriteLine("backlog: PostgreSQL's server programs are not installed; nothing was measured.");
            return 2;
        }

        var (many, shops) = (arguments.Number("waiting", 1_000_000), arguments.Number("shops", 100));
        await using var cluster = await PostgresCluster.Start(programs, durable: true, stop);
        await using var floor = await Filled(await cluster.NewDatabase(stop), Few, shops, stop);
        await using var figure = await Filled(await cluster.NewDatabase(stop), many, shops, stop);
        foreach (var one in new[] { floor, figure }) await Dispatched(one, Each, stop);
        var rates = new List<(double Floor, double Figure)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var first = round % 2 == 1 ? await Dispatched(floor, Each, stop) : 0;
            var full = await Dispatched(figure, Each, stop);
            rates.Add((first > 0 ? first : await Dispatched(floor, Each, stop), full));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {rates[^1].Floor:0}/s with {Few} waiting, {rates[^1].Figure:0}/s with {many}"));
        }

        var ratio = Middle(rates.Select(rate => rate.Figure / rate.Floor));
        await new FigureTable("backlog", "Signals taken and done while others wait, PostgreSQL", [
            ($"with {Few} waiting, of {shops} shops", Text(Middle(rates.Select(rate => rate.Floor))) + "/s"),
            ($"with {many} waiting", Text(Middle(rates.Select(rate => rate.Figure))) + "/s"),
            ("**ratio** (at least 0.9)", $"**{ratio.ToString("0.00", CultureInfo.InvariantCulture)}**"),
        ]).Tell(arguments, stop);
        return ratio >= Required ? 0 : 1;
    }

    private static async Task<ServiceProvider> Filled(string database, int waiting, int shops, CancellationToken stop)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Tandem"] = database }).Build();
        var ledger = new ServiceCollection().AddLogging().AddTandemLedger(configuration).BuildServiceProvider();
        await ledger.GetRequiredService<Migrations>().Apply(stop);
        var inbox = ledger.GetRequiredService<IInbox>();
        foreach (var numbers in Enumerable.Range(0, waiting).Chunk(10_000)) await inbox.AppendAll([.. numbers.Select(number => Signal(number, shops))], stop);
        await ledger.GetRequiredService<LedgerDatabase>().Execute("analyze inbox", null, stop);
        return ledger;
    }

    private static Signal Signal(int number, int shops)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        return new Signal(RecordKey.Order(ShopDomain.Parse($"shop-{number % shops}.myshopify.com"), new OrderId(1_000_000 + number)), SignalSource.Webhook, name, name, "orders/create", null);
    }

    /// <summary>Records a second, taken 32 at a time as a dispatcher takes live ones, each done by itself.</summary>
    private static async Task<double> Dispatched(ServiceProvider ledger, int records, CancellationToken stop)
    {
        var (inbox, started, done) = (ledger.GetRequiredService<IInbox>(), Stopwatch.GetTimestamp(), 0);
        while (done < records)
        {
            var claims = await inbox.Claim(new ClaimTerms("load", 32, TimeSpan.FromMinutes(16), 16) { Kind = ClaimKind.Live }, stop);
            await Parallel.ForEachAsync(claims, stop, async (claim, token) => await inbox.Complete(claim, token));
            done += claims.Count;
        }

        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static string Text(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
