using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>Writes where an order stands and how it got there into the ledger.</summary>
internal sealed class OrderRecords(IStandings standings, IHandMarks marks, SharedTime time)
{
    public IHandMarks Marks => marks;

    public TimeProvider Time => time;

    /// <summary>The order's name, where an earlier pass learned it.</summary>
    public async Task<string?> NameOf(RecordKey key) => (await standings.Find(key, CancellationToken.None))?.ShopifyName;

    /// <summary>Answers the sentence that says where the order stands.</summary>
    public async Task<string> Conclude(RecordKey key, WakeUp wake, OrderLink link, Trail trail, string name, Standing standing, FlowReport? flows = null)
    {
        var (sentence, outcome) = Say(name, link, trail, standing);
        if (standing is not Standing.InStep) trail.Note("stand", sentence, outcome);
        var facts = new RecordFacts(name, link.OdooId is { } id ? new OdooDocument(SaleOrder.Model, id, link.OdooName) : null, wake.SignalledAt, trail.SourceAt) { Flows = flows, Names = trail.Names, ToShopify = wake.Source == SignalSource.Poll };
        var heals = standing is Standing.BlockedBy blocked && blocked.Blockers.All(blocker => blocker.HealsWithTime);
        await standings.Conclude(trail.Entries, key, standing, facts, heals ? time.GetUtcNow() + RetryPolicy.Heal : null, CancellationToken.None);
        return sentence;
    }

    private static string Held(Trail trail) => string.Concat(trail.Standings.Where(one => one is { State: FlowState.Held, Sentence: not null }).Select(one => " " + one.Sentence));

    private static (string, ActivityOutcome) Say(string name, OrderLink link, Trail trail, Standing standing) => standing switch
    {
        Standing.InStep step => ($"Order {name} is {step.OdooName ?? link.OdooName} in Odoo and both agree.{(step.Remark is null ? "" : " " + step.Remark)}", ActivityOutcome.Done),
        Standing.RetryingAt retry => (retry.Sentence, ActivityOutcome.Retrying),
        Standing.BlockedBy blocked => (string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)), ActivityOutcome.Blocked),
        Standing.ExcludedByRule excluded => ($"Order {name} is left out of Odoo. {excluded.Rule}", ActivityOutcome.Unchanged),
        Standing.HeldByPausedFlow held => ($"Order {name} waits: the flow {Flows.Name(held.Flow)} is paused.{Held(trail)}", ActivityOutcome.Unchanged),
        _ => throw new InvalidOperationException($"No rule for {standing.GetType().Name}."),
    };
}
