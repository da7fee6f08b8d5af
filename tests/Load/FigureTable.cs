using System.Globalization;

namespace Tandem.Load;

/// <summary>A figure as a Markdown table: printed, and with <c>into=docs/figures.md</c> put into that file, between the marks of its name.</summary>
/// <param name="Name">The load's word and what tells it from others of its kind, such as <c>cluster practice</c>.</param>
internal sealed record FigureTable(string Name, string Title, IReadOnlyList<(string What, string Value)> Rows)
{
    public async Task Tell(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        Console.WriteLine(Text);
        if (arguments.FirstOrDefault(argument => argument.StartsWith("into=", StringComparison.Ordinal)) is not { } into) return;
        var file = into["into=".Length..];
        var before = File.Exists(file) ? await File.ReadAllTextAsync(file, stop) : "# Figures\n";
        await File.WriteAllTextAsync(file, Within(before), stop);
    }

    /// <summary>Replaces the table of the same name, or adds one.</summary>
    internal string Within(string document)
    {
        var (first, last) = ($"<!-- {Name} -->", $"<!-- end of {Name} -->");
        var section = $"{first}\n{Text}\n{last}";
        var (from, to) = (document.IndexOf(first, StringComparison.Ordinal), document.IndexOf(last, StringComparison.Ordinal));
        return from < 0 || to < from ? $"{document.TrimEnd()}\n\n{section}\n" : document[..from] + section + document[(to + last.Length)..];
    }

    /// <summary>What else the machine did: a figure of a busy one is no promise.</summary>
    private static string Others() => File.Exists("/proc/loadavg") ? $", which {File.ReadAllText("/proc/loadavg").Split(' ')[1]} programs wanted at once in the last five minutes" : "";

    private string Text => string.Join('\n', [$"## {Title}", "", $"Measured on {TimeProvider.System.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, {Environment.ProcessorCount} cores{Others()}.", "", "| what | measured |", "|---|---|", .. Rows.Select(row => $"| {row.What} | {row.Value} |")]);
}
