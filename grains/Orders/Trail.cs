using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>What happened in one pass, in order, in the words a support person needs; becomes activity rows.</summary>
public sealed class Trail(RecordKey record, TimeProvider time)
{
    private readonly List<ActivityEntry> entries = [];
    private readonly string pass = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
    private long since = time.GetTimestamp();

    public IReadOnlyList<ActivityEntry> Entries => entries;

    public TimeProvider Time => time;

    /// <summary>Shopify's own time of the last change that this pass has read; null when it did not get so far.</summary>
    public DateTimeOffset? SourceAt { get; set; }

    /// <summary>The flow whose work is under way: what fails now, fails in it.</summary>
    public Flow Flow { get; set; } = Flow.Orders;

    /// <summary>Where the order's flows are, as far as the pass has seen; empty when it did not look at them.</summary>
    public IReadOnlyList<FlowStanding> Standings { get; set; } = [];

    /// <summary>After how many records in a row a flow pauses by itself, by the shop's decision.</summary>
    public int PauseAfter { get; set; } = new Sync.Decisions.FlowDecision().PauseAfter;

    /// <summary>By what else people ask for the order: ids and numbers of its documents on both sides.</summary>
    public HashSet<string> Names { get; } = [];

    /// <summary>What stopped a flow and not the pass; kept for the server's log.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>Flows in which the pass has taken a step.</summary>
    public HashSet<Flow> Moved { get; } = [];

    /// <summary>Notes a step that has just ended; its duration is the time since the step before.</summary>
    /// <param name="step">A short word, such as <c>confirm</c>.</param>
    /// <param name="model">The Odoo model touched; null for none.</param>
    public void Note(string step, string sentence, ActivityOutcome outcome = ActivityOutcome.Done, string? model = null, int? odooId = null)
    {
        entries.Add(new ActivityEntry(
            time.GetUtcNow(), record, step, outcome, sentence, time.GetElapsedTime(since), pass, model, odooId,
            record.Kind == RecordKind.Order ? Sync.Shopify.Gid("Order", long.Parse(record.Id, System.Globalization.CultureInfo.InvariantCulture)) : null));
        since = time.GetTimestamp();
    }
}
