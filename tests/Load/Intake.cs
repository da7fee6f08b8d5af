using System.Globalization;
using Tandem.Tests.Fixtures;

namespace Tandem.Load;

/// <summary>Durable acknowledgements a second: the endpoint with group commit, against the same endpoint committing each webhook by itself.</summary>
internal static class Intake
{
    private const double Required = 1.5;
    private const int Rounds = 9;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtHalf = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    // Short, so that what else the machine does meets both sides of a round.
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (PostgresCluster.Programs() is not { } programs)
        {
            Console.WriteLine("intake: PostgreSQL's server programs are not installed; nothing was measured.");
            return 2;
        }

        await using var cluster = await PostgresCluster.Start(programs, durable: true, cancellationToken);
        Print($"PostgreSQL on this machine with fsync and synchronous_commit on; {IntakeSenders.Count} senders, {IntakeBodies.Size} byte bodies, signed.");
        await using var grouped = await IntakeServer.Start("group commit", await cluster.NewDatabase(cancellationToken), inbox => { }, cancellationToken);

        // "By itself" at its best: as many commits at once as there are senders, so that PostgreSQL can flush several together.
        await using var single = await IntakeServer.Start("each by itself, as many commits at once as senders", await cluster.NewDatabase(cancellationToken), Single(IntakeSenders.Count), cancellationToken);
        await using var serial = await IntakeServer.Start("each by itself, one after the other", await cluster.NewDatabase(cancellationToken), Single(1), cancellationToken);

        var bare = await IntakePgbench.Run(programs, cluster.Port, cancellationToken);
        Print(bare is { } commits ? $"pgbench, bare single-row commits of 4 KB, {IntakeSenders.Count} clients: {commits:0}/s" : "pgbench is not installed; no bare commits beside it.");
        var rates = await Interleaved([grouped, single], cancellationToken);
        await IntakeSenders.Run(serial.Target, Warm, cancellationToken);
        Print($"{serial.Name}: {(await IntakeSenders.Run(serial.Target, Round, cancellationToken)).PerSecond:0}/s");
        var half = await IntakeSenders.Run(grouped.Target, Measured, cancellationToken, Middle(rates[grouped.Name].Select(acks => acks.PerSecond)) / 2);
        Print($"{grouped.Name}, at half of what it takes: {half.PerSecond:0}/s, median {half.Median.TotalMilliseconds:0.0} ms, 99 of 100 within {half.NinetyNine.TotalMilliseconds:0} ms (at most 100), slowest {half.Slowest.TotalMilliseconds:0} ms, refused {half.Refused}");
        var down = await IntakeWhileDown.Run(await cluster.NewDatabase(cancellationToken), Warm, Measured, cancellationToken);
        Print($"all of Tandem while its Odoo is down: {down.PerSecond:0}/s, median {down.Median.TotalMilliseconds:0.0} ms, slowest {down.Slowest.TotalMilliseconds:0} ms, refused {down.Refused} (at most 1000 ms, none refused)");
        return await Report(rates, (grouped.Name, single.Name), bare, half, down, arguments, cancellationToken);
    }

    private static Action<Grains.Ledger.InboxOptions> Single(int writers) => inbox =>
    {
        inbox.SignalsInOneCommit = 1;
        inbox.Writers = writers;
    };

    // Taking turns spreads whatever else the machine does over all of them.
    private static async Task<Dictionary<string, List<Acks>>> Interleaved(IReadOnlyList<IntakeServer> servers, CancellationToken cancellationToken)
    {
        var rates = servers.ToDictionary(s => s.Name, _ => new List<Acks>());
        foreach (var server in servers) await IntakeSenders.Run(server.Target, Warm, cancellationToken);
        for (var round = 1; round <= Rounds; round++)
            foreach (var server in round % 2 == 1 ? servers : servers.Reverse())
            {
                var acks = await IntakeSenders.Run(server.Target, Round, cancellationToken);
                rates[server.Name].Add(acks);
                Print($"round {round}, {server.Name}: {acks.PerSecond:0}/s, median {acks.Median.TotalMilliseconds:0.0} ms, slowest {acks.Slowest.TotalMilliseconds:0} ms, refused {acks.Refused}");
            }

        return rates;
    }

    private static async Task<int> Report(
        Dictionary<string, List<Acks>> rates, (string Grouped, string Single) names, double? bare, Acks half, Acks down, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var (grouped, single) = (rates[names.Grouped], rates[names.Single]);
        var figure = Middle(grouped.Select(a => a.PerSecond));
        var floor = Middle(single.Select(a => a.PerSecond));
        var slowest = grouped.Max(a => a.Slowest);
        // Round by round: what else the machine did meets both.
        var ratio = Middle(grouped.Zip(single, (one, other) => one.PerSecond / other.PerSecond));
        static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        await new FigureTable("intake", "Signed webhooks taken and committed, PostgreSQL on the same machine", [
            ("committed together", Text($"{figure:0}/s")),
            ("each by itself, as many commits at once as senders", Text($"{floor:0}/s")),
            ("bare single-row commits of as much (pgbench)", bare is { } commits ? Text($"{commits:0}/s") : "not installed"),
            ("**ratio** (at least 1.5)", Text($"**{ratio:0.00}**")),
            ("slowest acknowledgement (at most 1 s)", Text($"{slowest.TotalMilliseconds:0} ms")),
            ("at half of that load, 99 of 100 acknowledged within (at most 100 ms)", Text($"{half.NinetyNine.TotalMilliseconds:0} ms")),
            ("all of Tandem while its Odoo is down: taken, slowest, refused", Text($"{down.PerSecond:0}/s, {down.Slowest.TotalMilliseconds:0} ms, {down.Refused}")),
        ]).Tell(arguments, stop);
        Print($"intake: {figure:0}/s, floor {floor:0}/s, ratio {ratio:0.00}");
        return ratio >= Required && slowest < Longest && half.NinetyNine < AtHalf && half.Refused == 0 && down.Slowest < Longest && down.Refused == 0 ? 0 : 1;
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);
}
