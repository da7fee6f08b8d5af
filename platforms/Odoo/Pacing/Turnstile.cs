namespace Tandem.Odoo.Pacing;

/// <summary>Lets as many calls at once into one Odoo as its pace allows; who waits goes by priority, then those that reserve goods, then by order of arrival, and never beside a call that reserves the same goods.</summary>
/// <param name="odoo">Its server and database, such as <c>https://odoo.example.com/main</c>.</param>
public sealed class Turnstile(int most, TimeProvider time, string odoo = "")
{
    private readonly string server = Uri.TryCreate(odoo, UriKind.Absolute, out var address) ? address.Authority : odoo;
    private readonly Lock sync = new();
    private readonly PriorityQueue<Waiting, (CallPriority, bool, long)> waiting = new();
    private readonly Dictionary<Guid, Inside> inside = [];
    private readonly HashSet<int> reserving = [];
    private readonly UsualTimes usual = new();
    private Pace pace = Pace.Start(most);
    private long arrivals;

    /// <summary>One that never learns, and lets so many in at once, strain aside.</summary>
    public static Turnstile Fixed(int width, TimeProvider time) => new(width, time) { pace = Pace.Fixed(width) };

    public int Slots
    {
        get { lock (sync) return pace.Slots; }
    }

    /// <summary>How many calls wait, counting those whose callers gave up and that nobody has passed by yet.</summary>
    public int Waits
    {
        get { lock (sync) return waiting.Count; }
    }

    /// <summary>Whether the call is inside or waits.</summary>
    public bool Knows(Guid turn)
    {
        lock (sync) return inside.ContainsKey(turn) || waiting.UnorderedItems.Any(one => one.Element.Turn.Id == turn);
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
    public void Leave(Guid turn, TurnEnd? end)
    {
        lock (sync)
        {
            var taken = end is not null && inside.TryGetValue(turn, out var call) ? Seen(call, end) : null;
            if (inside.Remove(turn, out var ended)) reserving.ExceptWith(ended.Turn.Reserves);
            else if (waiting.UnorderedItems.FirstOrDefault(one => one.Element.Turn.Id == turn).Element is { } gone) gone.TrySetCanceled();
            if (end is not null) pace = pace.After(end.Sign, time.GetUtcNow(), taken);
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
        inside[turn.Id] = new Inside(turn, inside.Count + 1);
        reserving.UnionWith(turn.Reserves);
    }

    /// <summary>What is to be learned of a call: nothing unless there were as many at once as may be, when it began and when it ended.</summary>
    private Taken? Seen(Inside call, TurnEnd end)
    {
        var seconds = end.Took.TotalSeconds;
        if (end.Sign is not PaceSign.Well) return pace.IsWhole && end.Sign is PaceSign.Collided ? Taken.InVain(seconds) : null;
        var before = call.Turn.Kind.Length > 0 ? usual.Meet(call.Turn.Kind, seconds) : null;
        var full = pace.IsWhole && call.AtOnce == pace.Slots && inside.Count >= pace.Slots;
        return full && before is { } known ? Taken.Answered(seconds, known) : null;
    }

    /// <param name="AtOnce">How many were inside when it had begun, itself included.</param>
    private readonly record struct Inside(OdooTurn Turn, int AtOnce);

    private sealed class Waiting(OdooTurn turn) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public OdooTurn Turn => turn;
    }
}
