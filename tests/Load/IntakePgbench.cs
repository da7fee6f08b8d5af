using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Load;

/// <summary>PostgreSQL's own measure of single-row commits, without anything of ours.</summary>
internal static partial class IntakePgbench
{
    /// <summary>Commits a second; null where pgbench is not installed.</summary>
    public static async Task<double?> Run(string programs, int port, CancellationToken cancellationToken)
    {
        var program = Path.Combine(programs, "pgbench");
        if (!File.Exists(program)) return null;
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, "insert into bare (body) values (repeat('webhook ', 512));", cancellationToken);
            var server = string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={port} user=tandem dbname=postgres");
            await Output(Path.Combine(programs, "psql"), ["-q", "-d", server, "-c", "create table bare (id bigint generated always as identity primary key, body text)"], cancellationToken);
            var clients = IntakeSenders.Count.ToString(CultureInfo.InvariantCulture);
            var report = await Output(program, ["-n", "-c", clients, "-j", "2", "-M", "prepared", "-T", "6", "-f", script, server], cancellationToken);
            return Tps().Match(report) is { Success: true } tps ? double.Parse(tps.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<string> Output(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return output;
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
