using Tandem.Sync.Failures;

namespace Tandem.Sync.Records;

/// <summary>What a person decided about one record by hand.</summary>
public enum HandMarkKind
{
    /// <summary>It is not for Odoo.</summary>
    LeftOut,

    /// <summary>What it waited for was put right in Odoo by a person.</summary>
    Corrected,
}

/// <summary>One such decision, with who took it and why.</summary>
/// <param name="Causes">What the record waited for then, as <see cref="CauseOf"/> has it; for a correction nothing else is passed over.</param>
public sealed record HandMark(HandMarkKind Kind, string Reason, string By, DateTimeOffset At, IReadOnlyList<string> Causes)
{
    /// <summary>One blocker's cause in one line.</summary>
    public static string CauseOf(Blocker blocker)
    {
        ArgumentNullException.ThrowIfNull(blocker);
        return $"{blocker.Code}|{blocker.Subject.ReplaceLineEndings(" ")}";
    }
}
