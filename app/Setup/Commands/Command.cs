namespace Tandem.App.Setup;

/// <summary>One command of the command line.</summary>
/// <param name="Usage">How it is written, without the program's name; one line for each form.</param>
/// <param name="Run">Its exit code; null when the arguments are not understood.</param>
public sealed record Command(IReadOnlyList<string> Usage, Func<CommandCall, Task<int?>> Run);

/// <summary>What a command is given.</summary>
/// <param name="Arguments">What follows the command's name, without the flags.</param>
/// <param name="Flags">Such as <c>--json</c>.</param>
public sealed record CommandCall(
    IReadOnlyList<string> Arguments, IReadOnlySet<string> Flags, IServiceProvider Services, TextWriter Output, TextWriter Error, CancellationToken Stop)
{
    /// <summary>What is piped into the program.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>Whether no other flag was given than these.</summary>
    public bool Only(params ReadOnlySpan<string> flags)
    {
        var left = Flags.Count;
        foreach (var flag in flags)
            if (Flags.Contains(flag)) left--;
        return left == 0;
    }

    public bool Has(string flag) => Flags.Contains(flag);
}
