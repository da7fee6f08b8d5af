using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Lots;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Shopify;
using Tandem.Shopify.Fulfillments;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>The single writer of one order: whatever woke it, it reads both sides, brings Odoo to Shopify's state, and writes down where the order stands.</summary>
// What is said of one comes within seconds; an import would hold all that it brought for a quarter of an hour.
[CollectionAgeLimit(Minutes = 3)]
internal sealed partial class OrderGrain(
    [PersistentState("order", "tandem")] IPersistentState<OrderLink> link,
    IShopBooks books, IShopOrders shop, IShopFulfillments fulfillments, IShopOrderFields fields, RuleLinks ruleLinks, OrderRecords records, FlowGuard guard, LotsUnderWay lots, IOptions<ShopifyOptions> shopify, IOptions<DispatchOptions> dispatch,
    ILogger<OrderGrain> logger) : Grain, IOrderGrain
{
    private OrderLink? kept;
    private FlowReport? told;
    private readonly AtWork atWork = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        kept = link.State with { };
        return base.OnActivateAsync(cancellationToken);
    }

    public Task<PassResult> BringUpToDate(WakeUp wake) => atWork.While(() => Look(wake));

    public Task<bool> IsUnderWay() => Task.FromResult(atWork.Now);

    private async Task<PassResult> Look(WakeUp wake)
    {
        var key = RecordKey.Parse(this.GetPrimaryKeyString());
        var trail = new Trail(key, records.Time);
        if (link.State.UncertainUntil is { } until && until > records.Time.GetUtcNow()) return await Wait(key, wake, trail, until);
        var hand = new ByHand(records.Marks, link.State, trail);
        string? name = null;
        Standing standing;
        try
        {
            await hand.Learn(key, wake);
            standing = await Pass(key, wake, trail, hand, read => name = read);
            (link.State.UncertainUntil, link.State.FailedIn) = (null, null);
            foreach (var failure in trail.Failures) LogStepFailed(failure, key.ToString());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            name ??= await records.NameOf(key) ?? key.Id;
            standing = Verdicts.Of(failure, $"Order {name}").ToStanding(records.Time.GetUtcNow(), link.State.Attempts + 1, trail.Flow);
            link.State.FailedIn = standing is Standing.RetryingAt && trail.Flow is not Flow.Orders ? Flows.Name(trail.Flow) : null;
            link.State.UncertainUntil = Uncertainty.After(failure) is { } settles ? records.Time.GetUtcNow() + settles : null;
            LogPassFailed(failure, key.ToString());
        }

        return await Conclude(key, wake, trail, name!, await hand.Follow(key, standing, name!));
    }

    /// <summary>Whatever wakes the order meanwhile: what was asked and not answered may still be carried out, and would then be done twice.</summary>
    private async Task<PassResult> Wait(RecordKey key, WakeUp wake, Trail trail, DateTimeOffset until)
    {
        var name = await records.NameOf(key) ?? key.Id;
        var sentence = string.Create(CultureInfo.InvariantCulture, $"Order {name}: the answer to a call is missing, and what was asked may still be carried out. Tandem looks again at {until:HH:mm:ss} UTC, before it does anything else.");
        return new PassResult(false, await records.Conclude(key, wake, link.State, trail, name, new Standing.RetryingAt(until, sentence)));
    }

    private async Task<Standing> Pass(RecordKey key, WakeUp wake, Trail trail, ByHand hand, Action<string> named)
    {
        var opening = await books.Open(key.Shop, CancellationToken.None);
        if (opening is ShopBookOpening.Closed closed) throw new VerdictException(closed.Verdict);
        var book = ((ShopBookOpening.Open)opening).Book;
        if (wake.Pilot) book = book with { Paused = Flows.None };
        var order = await shop.Read(key.Shop, new OrderId(long.Parse(key.Id, CultureInfo.InvariantCulture)), CancellationToken.None);
        named(order.Name);
        trail.SourceAt = order.UpdatedAt;
        trail.PauseAfter = book.Rules.Decisions.Flows.PauseAfter;
        if (await hand.Of(key, order) is { } leftOut) return leftOut;
        (book, var marks) = lots.Of(key, book, shop);
        return await new OrderPass(book, new OrderPost(key.Shop, shop, marks, fulfillments, fields, shopify.Value.AnswerTimeout), new OrderCustomers(GrainFactory, lots, key, dispatch.Value.LookForPassEvery), ruleLinks, link.State, trail, Keep)
            .Run(order, wake, CancellationToken.None);
    }

    /// <summary>State first, then rows, then the answer that lets the inbox forget the signals: whatever is cut off here is only done again.</summary>
    private async Task<PassResult> Conclude(RecordKey key, WakeUp wake, Trail trail, string name, Standing standing)
    {
        var settled = standing is Standing.InStep or Standing.ExcludedByRule;
        link.State.Attempts = standing is Standing.RetryingAt ? link.State.Attempts + 1 : 0;
        if (standing is not Standing.InStep) link.State.SettledAs = null;
        await Keep();
        var flows = FlowReport.Of(standing, trail.Standings, trail.Moved);
        var sentence = await records.Conclude(key, wake, link.State, trail, name, standing, flows.Repeats(told) ? null : flows);
        if (!flows.IsEmpty) told = flows;
        if (standing is Standing.BlockedBy blocked) await guard.Watch(key.Shop, blocked.Blockers, trail.PauseAfter);
        LogStanding(key.ToString(), standing.GetType().Name);
        return new PassResult(settled, sentence);
    }

    /// <summary>Most passes that a signal of our own mark starts change nothing, and then nothing is written.</summary>
    private async Task Keep()
    {
        if (link.State == kept) return;
        await link.WriteStateAsync();
        kept = link.State with { };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Order {Record} stands {Standing}")]
    private partial void LogStanding(string record, string standing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Record}: a step was refused; its flow stops, the others go on")]
    private partial void LogStepFailed(Exception failure, string record);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Record}: the pass ended early")]
    private partial void LogPassFailed(Exception failure, string record);
}
