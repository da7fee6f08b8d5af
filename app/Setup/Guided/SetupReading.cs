using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>How far a step is.</summary>
public enum StepStanding
{
    /// <summary>Nothing is decided yet.</summary>
    Missing,

    /// <summary>It cannot go into force as it stands.</summary>
    Wrong,

    /// <summary>It works, but something of it is seldom meant, or orders will wait.</summary>
    Attention,
    Done,
}

/// <summary>One step with what the check found about it.</summary>
/// <param name="Approval">Who approved it as it stands, and when; null while that is open.</param>
public sealed record StepReading(SetupStep Step, StepStanding Standing, IReadOnlyList<SetupFinding> Findings, (string By, string At)? Approval)
{
    public bool IsApproved => Approval is not null;
}

/// <summary>What is decided of a shop's setup so far.</summary>
/// <param name="Version">The version of the decisions in force; 0 when none is.</param>
/// <param name="DraftVersion">Of the draft that is kept beside it; 0 when none ever was.</param>
/// <param name="IsDraft">The document holds what is not in force.</param>
public sealed record SetupDocument(ShopDomain Shop, DraftDocument Document, long Version, long DraftVersion, bool IsDraft, DateTimeOffset? SavedAt, string? SavedBy)
{
    /// <summary>The decisions as far as they go, with stand-ins for what is missing; null where they cannot be read.</summary>
    public ShopDecisions? Decisions => DecisionsFile.Read(Document.Completed(Shop)) is DecisionsReading.Read read ? read.Decisions : null;
}

/// <summary>A whole setup with each step's state, as just checked.</summary>
public sealed record SetupReading(SetupDocument Setup, IReadOnlyList<StepReading> Steps)
{
    public StepReading Of(SetupStep step) => Steps.Single(one => one.Step == step);

    /// <summary>What is decided is what the shop works by.</summary>
    public bool InForce => Setup is { Version: > 0, IsDraft: false };

    public bool AllApproved => Steps.All(step => step.IsApproved);
}

/// <summary>How a step is changed.</summary>
/// <param name="Stamp">Of the step as the person saw it.</param>
/// <param name="Key">A key for Odoo that was typed.</param>
public sealed record StepEdit(string Stamp, Func<DraftDocument, DraftDocument> Change, string? Key = null);

/// <summary>What became of changing a step.</summary>
public abstract record StepSaving
{
    private StepSaving() { }

    /// <param name="InForce">The shop works by it now; otherwise it is kept until the rest is mended.</param>
    public sealed record Saved(string Sentence, bool InForce) : StepSaving;

    /// <summary>Nothing was kept.</summary>
    public sealed record Refused(IReadOnlyList<SetupFinding> Findings) : StepSaving;

    /// <summary>Somebody else changed the same step meanwhile; nothing was kept.</summary>
    public sealed record Stale(string Sentence) : StepSaving;
}
