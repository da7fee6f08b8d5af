namespace Tandem.App.Setup;

/// <summary>The command line: which commands there are, and how one is run.</summary>
public static class Commands
{
    /// <summary>Nothing could be done because the command line itself is wrong.</summary>
    public const int NotUnderstood = 2;

    /// <summary>By name; other rooms add theirs.</summary>
    public static IDictionary<string, Command> Known { get; } = new Dictionary<string, Command>(StringComparer.Ordinal) { ["setup"] = SetupCommands.Setup };

    public static bool Knows(string name) => Known.ContainsKey(name) || name is "help" or "--help" or "-h";

    /// <summary>Runs one command line, and answers its exit code.</summary>
    public static async Task<int> Run(IReadOnlyList<string> args, IServiceProvider services, TextWriter output, TextWriter error, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (args is ["help" or "--help" or "-h", ..])
        {
            await output.WriteLineAsync(Usage(Known.Values));
            return 0;
        }

        if (args.Count == 0 || !Known.TryGetValue(args[0], out var command))
        {
            await error.WriteLineAsync(args.Count == 0 ? Usage(Known.Values) : $"“{args[0]}” is no command.\n{Usage(Known.Values)}");
            return NotUnderstood;
        }

        // -- ends the flags, so that a file may begin with a dash.
        var end = args.Skip(1).TakeWhile(word => word != "--").Count() + 1;
        var flags = args.Take(end).Skip(1).Where(IsFlag).ToHashSet(StringComparer.Ordinal);
        List<string> arguments = [.. args.Take(end).Skip(1).Where(word => !IsFlag(word)), .. args.Skip(end + 1)];
        if (await command.Run(new CommandCall(arguments, flags, services, output, error, stop)) is { } code) return code;
        await error.WriteLineAsync(Usage([command]));
        return NotUnderstood;
    }

    private static bool IsFlag(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private static string Usage(IEnumerable<Command> commands) =>
        string.Join('\n', commands.SelectMany(command => command.Usage).Prepend("Usage:").Select((line, index) => index == 0 ? line : "  " + line));
}
