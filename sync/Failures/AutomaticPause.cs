using System.Globalization;
using Tandem.Sync.Records;

namespace Tandem.Sync.Failures;

/// <summary>Decides whether a flow is to pause by itself: only when everything fails for one cause, never because some records have a cause that others do not have.</summary>
public static class AutomaticPause
{
    /// <summary>Why the flow pauses; null when it goes on.</summary>
    /// <param name="after">How many different records have to be blocked in a row; 0 never pauses.</param>
    public static string? Reason(FlowTrouble trouble, int after)
    {
        ArgumentNullException.ThrowIfNull(trouble);
        // What time may heal comes back by itself, and a paused flow would keep it from doing so.
        if (after <= 0 || trouble.Cause.HealsWithTime) return null;
        // Who resumes a flow gives it the whole number of tries again.
        var counted = trouble.BlockedSince.Where(since => trouble.LastResumed is not { } resumed || since > resumed).OrderDescending().Take(after).ToList();
        if (counted.Count < after || trouble.LastProgress >= counted[^1]) return null;
        return string.Create(CultureInfo.InvariantCulture, $"{after} records in a row were blocked by one cause, and none got in step in between. The last: {trouble.Cause.Sentence}");
    }
}

/// <summary>How one cause stands in one flow.</summary>
/// <param name="BlockedSince">Since when the records that the cause blocks wait for it, each record once; at least the latest of them.</param>
/// <param name="LastProgress">When a record last got on in the flow; null when none did since the first of them.</param>
/// <param name="LastResumed">When the flow was last resumed; null when it never was paused.</param>
public sealed record FlowTrouble(Flow Flow, Blocker Cause, IReadOnlyList<DateTimeOffset> BlockedSince, DateTimeOffset? LastProgress, DateTimeOffset? LastResumed);
