namespace Tandem.Odoo.Pacing;

/// <summary>Lets as many calls at once into one Odoo as its pace allows; who waits goes by priority, then by order of arrival.</summary>
internal sealed class OdooGate(int most, TimeProvider time)
{
    private readonly Lock sync = new();
    private readonly PriorityQueue<TaskCompletionSource, (CallPriority, long)> waiting = new();
    private readonly UsualTimes usual = new();
    private Pace pace = Pace.Start(most);
    private int inside;
    private long arrivals;

    public int Slots
    {
        get { lock (sync) return pace.Slots; }
    }

    /// <summary>Waits for a turn, calls, and learns from how it went.</summary>
    public async Task<T> Pass<T>(CallPriority priority, string call, Func<Task<T>> send, Func<Exception, PaceSign?> judge, CancellationToken cancellation)
    {
        await Enter(priority, cancellation);
        var start = time.GetTimestamp();
        try
        {
            var result = await send();
            Leave(() => usual.Judge(call, time.GetElapsedTime(start)));
            return result;
        }
        catch (Exception failure)
        {
            Leave(() => judge(failure));
            throw;
        }
    }

    private async Task Enter(CallPriority priority, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TaskCompletionSource turn;
        lock (sync)
        {
            if (inside < pace.Slots && waiting.Count == 0)
            {
                inside++;
                return;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn, (priority, arrivals++));
        }

        using var _ = cancellation.Register(() => turn.TrySetCanceled(cancellation));
        await turn.Task;
    }

    private void Leave(Func<PaceSign?> learn)
    {
        lock (sync)
        {
            inside--;
            if (learn() is { } sign) pace = pace.After(sign, time.GetUtcNow());
            while (inside < pace.Slots && waiting.TryDequeue(out var next, out _))
            {
                // A turn whose caller gave up is passed on.
                if (next.TrySetResult()) inside++;
            }
        }
    }
}
