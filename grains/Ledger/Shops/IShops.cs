using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>The shops that installed Tandem, their paused flows and how far their sweeps have read.</summary>
public interface IShops
{
    /// <summary>Connects a shop, or connects it again; its paused flows and cursors stay.</summary>
    Task Connect(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>The shop uninstalled Tandem; nothing of it is worked on any more.</summary>
    Task Disconnect(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Whether the shop is connected; a yes may be some seconds old, a no never is.</summary>
    ValueTask<bool> Knows(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Null when the shop never connected.</summary>
    Task<ConnectedShop?> Find(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Every connected shop.</summary>
    Task<IReadOnlyList<ConnectedShop>> All(CancellationToken cancellationToken);

    /// <summary>A named cursor of a shop; null before it first moved.</summary>
    Task<string?> Cursor(ShopDomain shop, string name, CancellationToken cancellationToken);

    /// <summary>Moves a cursor from where the caller read it; false when somebody else moved it meanwhile.</summary>
    /// <param name="from">Null when the caller saw none.</param>
    Task<bool> MoveCursor(ShopDomain shop, string name, string? from, string to, CancellationToken cancellationToken);

    /// <summary>Notes in which time zone the shop's day is.</summary>
    /// <param name="zone">IANA name, as Shopify states it.</param>
    Task NoteTimeZone(ShopDomain shop, string zone, CancellationToken cancellationToken);

    /// <summary>Notes that a sweep ended and how many records it found that no webhook had announced.</summary>
    Task NoteSweep(ShopDomain shop, int found, CancellationToken cancellationToken);
}

/// <summary>One shop.</summary>
/// <param name="LastWebhookAt">Accurate to ten seconds; null when none came yet.</param>
/// <param name="LastSweepFound">How many records the last sweep found that no webhook had announced.</param>
public sealed record ConnectedShop(
    ShopDomain Shop,
    DateTimeOffset ConnectedAt,
    DateTimeOffset? DisconnectedAt,
    DateTimeOffset? LastWebhookAt,
    DateTimeOffset? LastSweepAt,
    int? LastSweepFound,
    IReadOnlyList<PausedFlow> PausedFlows)
{
    /// <summary>Where its day begins, an IANA name; null until Shopify was asked.</summary>
    public string? TimeZone { get; init; }

    public bool IsPaused(Flow flow) => PausedFlows.Any(p => p.Flow == flow);
}
