namespace Tandem.Odoo.Pacing;

/// <summary>Lets as many calls at once into one Odoo as its pace allows; who waits goes by priority, then those that reserve goods, then by order of arrival, and never beside a call that reserves the same goods.</summary>
/// <param name="odoo">Its server and database, such as <c>https://odoo.example.com/main</c>.</param>
public sealed class Turnstile(int most, TimeProvider time, string odoo = "")
{
    private readonly string server = Uri.TryCreate(odoo, UriKind.Absolute, out var address) ? address.Authority : odoo;
    private readonly Lock sync = new();
    private readonly PriorityQueue<Waiting, (CallPriority, bool, long)> waiting = new();
    private readonly Dictionary<Guid, OdooTurn> inside = [];
    private readonly HashSet<int> reserving = [];
    private Pace pace = Pace.Start(most);
    private long arrivals;

    public int Slots
    {
        get { lock (sync) return pace.Slots; }
    }

    /// <summary>How many calls wait, counting those whose callers gave up and that nobody has passed by yet.</summary>
    public int Waits
    {
        get { lock (sync) return waiting.Count; }
    }

    /// <summary>Completes when it is the call's turn; one whose caller gave up never begins, and one that is inside already is answered at once.</summary>
    public async Task Enter(OdooTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        cancellation.ThrowIfCancellationRequested();
        var entering = new Waiting(turn);
        lock (sync)
        {
            if (inside.ContainsKey(turn.Id)) return;
            // Orders of the same goods are confirmed one after the other: behind others' calls their queue would stand still, and it is what takes longest.
            waiting.Enqueue(entering, (turn.Priority, turn.Reserves.Count == 0, arrivals++));
            LetIn();
        }

        using var _ = cancellation.Register(() => entering.TrySetCanceled(cancellation));
        await entering.Task;
    }

    /// <summary>The call has ended, or never came; how it went teaches the pace.</summary>
    public void Leave(Guid turn, PaceSign? sign)
    {
        lock (sync)
        {
            if (inside.Remove(turn, out var ended)) reserving.ExceptWith(ended.Reserves);
            else if (waiting.UnorderedItems.FirstOrDefault(one => one.Element.Turn.Id == turn).Element is { } gone) gone.TrySetCanceled();
            if (sign is { } said) pace = pace.After(said, time.GetUtcNow());
            OdooTelemetry.Bears(server, pace.Slots);
            LetIn();
        }
    }

    private void LetIn()
    {
        var passedBy = new List<(Waiting Turn, (CallPriority, bool, long) Place)>();
        while (inside.Count < pace.Slots && waiting.TryDequeue(out var next, out var place))
        {
            // Behind the goods of those who came first too, or one who wants much would wait for ever.
            if (reserving.Overlaps(next.Turn.Reserves) || passedBy.Exists(one => one.Turn.Turn.Reserves.Any(next.Turn.Reserves.Contains))) passedBy.Add((next, place));
            else if (next.TrySetResult()) Begin(next.Turn);
        }

        foreach (var (turn, place) in passedBy) waiting.Enqueue(turn, place);
    }

    private void Begin(OdooTurn turn)
    {
        inside[turn.Id] = turn;
        reserving.UnionWith(turn.Reserves);
    }

    private sealed class Waiting(OdooTurn turn) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public OdooTurn Turn => turn;
    }
}
