using System.Diagnostics;
using System.Globalization;

namespace Tandem.Grains.Dispatch;

/// <summary>This process, as leases know it.</summary>
/// <param name="Name">Its machine, its process id and a word of its own.</param>
public sealed record Worker(string Name)
{
    private readonly string[] parts = Name.Split('-');

    public string Machine => parts.Length < 3 ? Name : string.Join('-', parts[..^2]);

    /// <summary>Known to have ended: a process of this machine that is not there any more. Its lease may last for a while.</summary>
    public bool IsDead => parts.Length >= 3 && Machine == Environment.MachineName && int.TryParse(parts[^2], CultureInfo.InvariantCulture, out var id) && !Runs(id);

    public static Worker New() => new($"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7():N}");

    private static bool Runs(int id)
    {
        // One host after the other in one process, or the same id again in a container that was started anew: not another server.
        if (id == Environment.ProcessId) return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
