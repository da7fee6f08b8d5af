using Microsoft.Extensions.Logging;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>Looks, after an order was blocked, whether its flow is to pause by itself; what is cut off here is looked at again when the next order is blocked.</summary>
internal sealed partial class FlowGuard(IFlows flows, ILogger<FlowGuard> logger)
{
    public async Task Watch(ShopDomain shop, IReadOnlyList<Blocker> blockers, int after)
    {
        if (after <= 0) return;
        foreach (var cause in blockers.Where(blocker => !blocker.HealsWithTime))
        {
            var trouble = await flows.Trouble(shop, cause, after, CancellationToken.None);
            if (AutomaticPause.Reason(trouble, after) is not { } reason || !await flows.PauseFor(shop, cause.Flow, cause, reason, CancellationToken.None)) continue;
            LogPaused(Flows.Name(cause.Flow), shop.Value, cause.Code);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The flow {Flow} of {Shop} paused by itself: {Cause} blocked every record in a row")]
    private partial void LogPaused(string flow, string shop, BlockerCode cause);
}
