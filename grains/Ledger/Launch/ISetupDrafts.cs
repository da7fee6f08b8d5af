using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <summary>What guided setup decided that is not in force yet, and what it saw in the shop's orders.</summary>
public interface ISetupDrafts
{
    /// <summary>Null before anything was decided on the pages.</summary>
    Task<SetupDraft?> Find(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Saves the next version; false when somebody else saved since the caller read.</summary>
    /// <param name="readVersion">0 when there was none.</param>
    /// <param name="basedOn">The version of the decisions in force that it builds on; 0 when none is.</param>
    Task<bool> Save(ShopDomain shop, long readVersion, long basedOn, string document, string by, CancellationToken cancellationToken);

    /// <summary>What was last seen in the shop's orders; null when nobody looked.</summary>
    Task<SetupSight?> Seen(ShopDomain shop, CancellationToken cancellationToken);

    Task NoteSeen(ShopDomain shop, string document, CancellationToken cancellationToken);

    /// <summary>Writes down what a person did.</summary>
    Task Note(ShopDomain shop, string by, string sentence, CancellationToken cancellationToken);

    /// <summary>What people did, newest first.</summary>
    Task<IReadOnlyList<SetupDeed>> Diary(ShopDomain shop, Page page, CancellationToken cancellationToken);
}

/// <summary>An unfinished decisions document.</summary>
/// <param name="Document">JSON; may lack what is not decided yet.</param>
public sealed record SetupDraft(long Version, long BasedOn, string Document, DateTimeOffset SavedAt, string SavedBy);

/// <summary>What was seen in a shop's orders.</summary>
/// <param name="Document">JSON.</param>
public sealed record SetupSight(string Document, DateTimeOffset SeenAt);

/// <summary>Something a person did about setup or launch.</summary>
public sealed record SetupDeed(DateTimeOffset At, string By, string Sentence);
