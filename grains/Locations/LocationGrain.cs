using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Locations;

/// <summary>The single writer of one location's stock: it brings what is due to what Odoo has, and writes down where the location stands.</summary>
internal sealed partial class LocationGrain(
    IShopBooks books, IShopStock shop, IStockLevels levels, IStandings standings, SharedTime time, ILogger<LocationGrain> logger) : Grain, ILocationGrain
{
    private int attempts;
    private readonly AtWork atWork = new();

    public Task<PassResult> BringUpToDate(WakeUp wake) => atWork.While(() => Look(wake));

    public Task<bool> IsUnderWay() => Task.FromResult(atWork.Now);

    private async Task<PassResult> Look(WakeUp wake)
    {
        var key = RecordKey.Parse(this.GetPrimaryKeyString());
        var trail = new Trail(key, time) { Flow = Flow.Inventory };
        var location = new LocationId(long.Parse(key.Id, CultureInfo.InvariantCulture));
        LocationOutcome outcome;
        try
        {
            outcome = await Pass(key.Shop, location, trail);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            outcome = new LocationOutcome(Verdicts.Of(failure, $"The stock of location {location}").ToStanding(time.GetUtcNow(), attempts + 1, Flow.Inventory), null);
            LogPassFailed(failure, key.ToString());
        }

        attempts = outcome.Standing is Standing.RetryingAt ? attempts + 1 : 0;
        var sentence = await Conclude(key, wake, trail, outcome);
        return new PassResult(outcome.Standing is Standing.InStep or Standing.ExcludedByRule, sentence);
    }

    private async Task<LocationOutcome> Pass(ShopDomain domain, LocationId location, Trail trail)
    {
        var opening = await books.Open(domain, CancellationToken.None);
        if (opening is ShopBookOpening.Closed closed) throw new VerdictException(closed.Verdict);
        var book = ((ShopBookOpening.Open)opening).Book;
        var outcome = await new LocationPass(book, shop, levels, trail, time).Run(location, CancellationToken.None);
        // What Odoo holds of the mapping is other than the book says.
        if (outcome.MappingGone) books.Forget(domain);
        return outcome;
    }

    private async Task<string> Conclude(RecordKey key, WakeUp wake, Trail trail, LocationOutcome outcome)
    {
        var (sentence, ended, flow) = outcome.Standing switch
        {
            Standing.InStep step => (step.Remark ?? "", ActivityOutcome.Done, FlowState.InStep),
            Standing.RetryingAt retry => (retry.Sentence, ActivityOutcome.Retrying, FlowState.Waiting),
            Standing.BlockedBy blocked => (string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)), ActivityOutcome.Blocked, FlowState.Blocked),
            Standing.HeldByPausedFlow => ("The stock of this location waits: the flow inventory is paused.", ActivityOutcome.Unchanged, FlowState.Held),
            Standing.ExcludedByRule excluded => (excluded.Rule, ActivityOutcome.Unchanged, FlowState.NothingToDo),
            _ => throw new InvalidOperationException($"No rule for {outcome.Standing.GetType().Name}."),
        };
        trail.Note("stock", sentence, outcome.Written == 0 && ended == ActivityOutcome.Done ? ActivityOutcome.Unchanged : ended);
        Flow[] moved = outcome.Written > 0 ? [Flow.Inventory] : [];
        var report = new FlowReport([new FlowStanding(Flow.Inventory, flow, null, flow == FlowState.Held ? Flow.Inventory : null)], moved, Whole: true);
        var heals = outcome.Standing is Standing.BlockedBy waiting && waiting.Blockers.All(blocker => blocker.HealsWithTime);
        await standings.Conclude(
            trail.Entries, key, outcome.Standing, new RecordFacts(outcome.Name, null, wake.SignalledAt) { Flows = report, ToShopify = wake.Source == SignalSource.Poll },
            heals ? time.GetUtcNow() + RetryPolicy.Heal : null, CancellationToken.None);
        LogStanding(key.ToString(), outcome.Standing.GetType().Name, outcome.Written);
        return sentence;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Location {Record} stands {Standing}, {Written} levels written")]
    private partial void LogStanding(string record, string standing, int written);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Location {Record}: the pass ended early")]
    private partial void LogPassFailed(Exception failure, string record);
}

/// <summary>What a pass came to.</summary>
/// <param name="Name">The location's name; null where it was not learned.</param>
/// <param name="Written">Levels that were written.</param>
/// <param name="MappingGone">What the location is in Odoo cannot be used any more.</param>
internal sealed record LocationOutcome(Standing Standing, string? Name, int Written = 0, bool MappingGone = false);
