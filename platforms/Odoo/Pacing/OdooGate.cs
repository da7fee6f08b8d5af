namespace Tandem.Odoo.Pacing;

/// <summary>Lets as many calls at once into one Odoo as its pace allows; who waits goes by priority, then those that reserve goods, then by order of arrival, and never beside a call that reserves the same goods.</summary>
internal sealed class OdooGate(int most, TimeProvider time, string server = "")
{
    private readonly Lock sync = new();
    private readonly PriorityQueue<Turn, (CallPriority, bool, long)> waiting = new();
    private readonly HashSet<int> reserving = [];
    private readonly UsualTimes usual = new();
    private Pace pace = Pace.Start(most);
    private int inside;
    private long arrivals;

    public int Slots
    {
        get { lock (sync) return pace.Slots; }
    }

    /// <summary>Waits for a turn, calls, and learns from how it went.</summary>
    public async Task<T> Pass<T>(OdooCall call, Func<Task<T>> send, Func<Exception, PaceSign?> judge, CancellationToken cancellation)
    {
        await Enter(call, cancellation);
        var start = time.GetTimestamp();
        try
        {
            var result = await send();
            Leave(call, () => usual.Judge(call.Name, time.GetElapsedTime(start)));
            return result;
        }
        catch (Exception failure)
        {
            Leave(call, () => judge(failure));
            throw;
        }
    }

    private async Task Enter(OdooCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var turn = new Turn(call);
        lock (sync)
        {
            // Orders of the same goods are confirmed one after the other: behind others' calls their queue would stand still, and it is what takes longest.
            waiting.Enqueue(turn, (call.Priority, call.Reserves.Count == 0, arrivals++));
            LetIn();
        }

        using var _ = cancellation.Register(() => turn.TrySetCanceled(cancellation));
        OdooTelemetry.Waits(server, 1);
        try
        {
            await turn.Task;
        }
        finally
        {
            OdooTelemetry.Waits(server, -1);
        }
    }

    private void Leave(OdooCall call, Func<PaceSign?> learn)
    {
        lock (sync)
        {
            inside--;
            reserving.ExceptWith(call.Reserves);
            if (learn() is { } sign) pace = pace.After(sign, time.GetUtcNow());
            OdooTelemetry.Leaves(server, pace.Slots);
            LetIn();
        }
    }

    private void LetIn()
    {
        var passedBy = new List<(Turn Turn, (CallPriority, bool, long) Place)>();
        while (inside < pace.Slots && waiting.TryDequeue(out var next, out var place))
        {
            // Behind the goods of those who came first too, or one who wants much would wait for ever.
            if (reserving.Overlaps(next.Call.Reserves) || passedBy.Exists(one => one.Turn.Call.Reserves.Overlaps(next.Call.Reserves))) passedBy.Add((next, place));
            else if (next.TrySetResult()) Begin(next.Call);
        }

        foreach (var (turn, place) in passedBy) waiting.Enqueue(turn, place);
    }

    // A turn whose caller gave up never begins.
    private void Begin(OdooCall call)
    {
        inside++;
        OdooTelemetry.Enters(server);
        reserving.UnionWith(call.Reserves);
    }

    private sealed class Turn(OdooCall call) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public OdooCall Call => call;
    }
}
