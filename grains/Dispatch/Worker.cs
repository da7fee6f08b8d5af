namespace Tandem.Grains.Dispatch;

/// <summary>This process, as leases know it.</summary>
public sealed record Worker(string Name)
{
    public static Worker New() => new($"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7():N}");
}
