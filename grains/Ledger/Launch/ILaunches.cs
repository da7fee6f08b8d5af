using Tandem.Sync;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Ledger;

/// <summary>Whether shops work yet, the orders that each tries out first, and who found them right.</summary>
public interface ILaunches
{
    /// <summary>Null for a shop that works without ever having been launched on the pages.</summary>
    Task<LaunchState?> Find(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>A shop that is installed for the first time waits, with all its flows paused, until it is launched; one that already has decisions goes on as it was.</summary>
    Task Begin(ShopDomain shop, string by, CancellationToken cancellationToken);

    /// <summary>Switches live sync on and resumes all flows; false when it was on.</summary>
    Task<bool> GoLive(ShopDomain shop, string by, string reason, CancellationToken cancellationToken);

    Task<IReadOnlyList<PilotOrder>> Pilot(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Takes an order into the pilot; one that is in it stays as it is.</summary>
    Task Choose(ShopDomain shop, OrderId order, string name, string by, CancellationToken cancellationToken);

    Task NoteRun(ShopDomain shop, OrderId order, CancellationToken cancellationToken);

    /// <summary>Who found the pilot right, and for which decisions.</summary>
    Task<IReadOnlyList<PilotApproval>> Approvals(ShopDomain shop, CancellationToken cancellationToken);

    Task Approve(ShopDomain shop, PilotApproval approval, CancellationToken cancellationToken);
}

/// <summary>Whether a shop works yet.</summary>
/// <param name="By">Who installed it, or who switched live sync on.</param>
/// <param name="Reason">Why live sync was switched on; empty before.</param>
public sealed record LaunchState(bool Live, DateTimeOffset Since, string By, string Reason);

/// <summary>An order that is tried out before all others.</summary>
/// <param name="RanAt">When it was last written to Odoo for the pilot; null when it was only looked at.</param>
public sealed record PilotOrder(OrderId Order, string Name, DateTimeOffset ChosenAt, string ChosenBy, DateTimeOffset? RanAt);

/// <summary>One role's word that the pilot is right.</summary>
/// <param name="Member">Shopify's number of the staff member.</param>
/// <param name="Digest">Of the decisions that the pilot was run with.</param>
public sealed record PilotApproval(Role Role, string Member, string Name, string Digest, DateTimeOffset At);
