namespace Tandem.Sync.Failures;

/// <summary>When a transient failure is tried again: soon at first, then ever more patiently, never given up in silence.</summary>
public static class RetryPolicy
{
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30),
    ];

    /// <summary>How long a blocker that may heal by itself waits before it is looked at again.</summary>
    public static TimeSpan Heal { get; } = TimeSpan.FromMinutes(15);

    /// <param name="attempts">Failures in a row so far, this one included.</param>
    /// <param name="advised">What the other side asked for; never undercut.</param>
    public static DateTimeOffset Next(DateTimeOffset now, int attempts, TimeSpan? advised)
    {
        var step = Steps[Math.Clamp(attempts - 1, 0, Steps.Length - 1)];
        return now + (advised is { } wait && wait > step ? wait : step);
    }
}
