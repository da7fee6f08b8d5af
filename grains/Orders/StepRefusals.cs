using Tandem.Grains.Failures;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>Tells a step that was refused for what it is from a failure that every other step would meet as well.</summary>
internal static class StepRefusals
{
    private static readonly HashSet<BlockerCode> OfOneStep =
    [
        BlockerCode.OdooRejected, BlockerCode.OdooRightMissing, BlockerCode.OdooReferenceGone,
        BlockerCode.ShopifyRefused, BlockerCode.ShopifyScopeMissing, BlockerCode.Defect,
    ];

    /// <summary>The blocker of its flow; null where the whole pass has to end: it may still be carried out, heals by itself, or concerns the connection.</summary>
    public static Blocker? Of(Exception failure, string record, Flow flow) =>
        Uncertainty.After(failure) is null
        && Verdicts.Of(failure, record).ToStanding(DateTimeOffset.UnixEpoch, 1, flow) is Standing.BlockedBy([var blocker])
        && OfOneStep.Contains(blocker.Code)
            ? blocker
            : null;
}
