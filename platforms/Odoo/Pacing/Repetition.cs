using Tandem.Odoo.Failures;

namespace Tandem.Odoo.Pacing;

/// <summary>Decides whether the client itself sends a call again: only after a certain rollback, or where twice is as good as once.</summary>
internal static class Repetition
{
    /// <summary>How long to wait before the next attempt; null to give the failure to the caller.</summary>
    /// <param name="attempt">Attempts so far, at least one.</param>
    /// <param name="watched">A person waits: one more attempt, and they are told.</param>
    public static TimeSpan? Wait(OdooFailure failure, bool repeatable, int attempt, TimeSpan elapsed, OdooOptions options, bool watched = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (attempt > (watched ? 1 : options.MaxRepeats)) return null;
        TimeSpan? wait = failure switch
        {
            OdooFailure.Serialization => TimeSpan.FromSeconds(0.2 * Math.Pow(2, attempt - 1)),
            OdooFailure.UnknownOutcome when repeatable => TimeSpan.FromSeconds(Math.Pow(2, attempt - 1)),
            _ => null,
        };
        return wait is { } time && elapsed + time <= options.RepeatBudget ? time : null;
    }
}
