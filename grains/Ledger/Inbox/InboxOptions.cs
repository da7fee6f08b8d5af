namespace Tandem.Grains.Ledger;

/// <summary>How the inbox commits.</summary>
public sealed class InboxOptions
{
    /// <summary>At most so many signals in one commit; 1 commits each by itself.</summary>
    public int SignalsInOneCommit { get; set; } = 128;

    /// <summary>Commits under way at once on PostgreSQL: while one waits for the disk the other inserts. SQLite has one writer.</summary>
    public int Writers { get; set; } = 2;

    /// <summary>Signals that may wait for their commit before further ones are refused.</summary>
    public int MayWait { get; set; } = 4096;

    /// <summary>Bytes of bodies that may wait for their commit before further ones are refused.</summary>
    public long BytesMayWait { get; set; } = 64L << 20;

    /// <summary>A commit that takes longer fails its signals; below the five seconds after which Shopify gives up.</summary>
    public TimeSpan CommitWithin { get; set; } = TimeSpan.FromSeconds(4);
}
