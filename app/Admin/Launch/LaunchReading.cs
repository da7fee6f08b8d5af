using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>How far a shop is on its way to live sync.</summary>
/// <param name="State">Null for a shop that works without ever having been launched on the pages.</param>
public sealed record LaunchReading(SetupReading Setup, LaunchState? State, IReadOnlyList<TriedOrder> Pilot, IReadOnlyList<PilotApproval> Approvals, IReadOnlyList<StaffMember> Staff)
{
    public bool IsLive => State is null or { Live: true };

    /// <summary>Who found the pilot right with the decisions as they are.</summary>
    public PilotApproval? Of(Role role) => Approvals.FirstOrDefault(approval => approval.Role == role && approval.Digest == Digest);

    public string Digest => Setup.Setup.Document.Stamp();

    public bool PilotWorks => Pilot.Any(order => order.InStep);

    /// <summary>What live sync waits for, a sentence for each.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. Setup.InForce ? [] : new[] { Say("The setup is not in force yet.") },
        .. Setup.Steps.Where(step => !step.IsApproved).Select(step => Say($"{Told(step.Step.Title)} is not approved by {ExceptionsWords.Whose(step.Step.Owner)}.")),
        .. PilotWorks ? [] : new[] { Say("No order of the pilot is in step yet.") },
        .. Enum.GetValues<Role>().Where(role => Of(role) is null).Select(role => Approvals.Any(old => old.Role == role) ? Say($"{ExceptionsWords.Job(role)} has not found the pilot right yet: decisions changed since.") : Say($"{ExceptionsWords.Job(role)} has not found the pilot right yet.")),
    ];
}

/// <summary>An order of the pilot and where it stands.</summary>
/// <param name="Standing">Null before anything was done with it.</param>
public sealed record TriedOrder(PilotOrder Order, RecordStanding? Standing)
{
    public bool InStep => Order.RanAt is not null && Standing is { Standing: Tandem.Sync.Records.Standing.InStep };
}
