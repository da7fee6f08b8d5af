using Tandem.Sync.Failures;

namespace Tandem.Sync.Records;

/// <summary>Where a record is.</summary>
public abstract record Standing
{
    private Standing() { }

    /// <summary>Both sides agree by structure.</summary>
    /// <param name="OdooName">The Odoo document's name, such as <c>S00042</c>; null for records without one.</param>
    /// <param name="Remark">What a person should know although all is well, such as a rounding line; null when nothing.</param>
    public sealed record InStep(string? OdooName, string? Remark = null) : Standing;

    /// <summary>A pass is under way.</summary>
    public sealed record Working : Standing;

    /// <summary>A transient failure; the next try comes by itself.</summary>
    public sealed record RetryingAt(DateTimeOffset At, string Sentence) : Standing
    {
        /// <summary>Its Odoo did not answer: it is tried as soon as that does again, from this moment on. Null where something else is waited for, and where it is read again: the ledger goes by it.</summary>
        public DateTimeOffset? OnceOdooAnswers { get; init; }
    }

    /// <summary>A person's decision is missing.</summary>
    public sealed record BlockedBy(IReadOnlyList<Blocker> Blockers) : Standing;

    /// <summary>Its flow is paused; the signal is kept.</summary>
    public sealed record HeldByPausedFlow(Flow Flow) : Standing;

    /// <summary>A rule of the shop leaves it out.</summary>
    public sealed record ExcludedByRule(string Rule) : Standing;
}
