using System.Collections.Concurrent;
using System.Data.Common;

namespace Tandem.Grains.Ledger;

/// <summary>Queue for a database that lets one transaction write: who waits at the same moment shares one transaction, each behind a savepoint of his own, and one durable commit.</summary>
/// <remarks>Queueing here is fair and cheap, where the database's own busy wait is neither.</remarks>
internal sealed class WriteTurns(Func<CancellationToken, Task<DbConnection>> open, Func<DbConnection, Durable, CancellationToken, Task<DbTransaction>> begin)
{
    private const int InOneCommit = 64;
    private const string Before = "turn";
    private readonly ConcurrentQueue<WriteTurn> waiting = new();
    private int busy;

    /// <summary>Completes after the commit, which is as durable as any of those who share it asks for.</summary>
    public async Task<T> Write<T>(Durable durable, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        var answer = default(T);
        var turn = new WriteTurn(durable, async transaction => answer = await work(transaction));
        waiting.Enqueue(turn);
        Serve();
        // Given up only while it waits: what has begun is told as it ended.
        await using var _ = cancellationToken.Register(() => turn.GiveUp(cancellationToken));
        await turn.Done;
        return answer!;
    }

    private void Serve()
    {
        if (!waiting.IsEmpty && Interlocked.CompareExchange(ref busy, 1, 0) == 0) _ = Task.Run(Next);
    }

    private async Task Next()
    {
        try
        {
            var turns = new List<WriteTurn>();
            while (turns.Count < InOneCommit && waiting.TryDequeue(out var next))
                if (next.TryBegin()) turns.Add(next);
            if (turns.Count > 0) await Share(turns);
        }
        finally
        {
            // A full fence: who enqueues meanwhile sees it, or is seen.
            Interlocked.Exchange(ref busy, 0);
            Serve();
        }
    }

    private async Task Share(List<WriteTurn> turns)
    {
        try
        {
            await using var connection = await open(CancellationToken.None);
            await using var transaction = await begin(connection, turns.Min(turn => turn.Durable), CancellationToken.None);
            foreach (var turn in turns) await Behind(transaction, turn);
            await transaction.CommitAsync(CancellationToken.None);
            foreach (var turn in turns) turn.End();
        }
        catch (Exception failure)
        {
            // Nothing of the transaction holds, so each hears of it, but who has failed by himself.
            foreach (var turn in turns) turn.Fail(failure);
        }
    }

    private static async Task Behind(DbTransaction transaction, WriteTurn turn)
    {
        await transaction.SaveAsync(Before);
        try
        {
            await turn.Work(transaction);
        }
        catch (Exception failure)
        {
            await transaction.RollbackAsync(Before);
            turn.Fail(failure);
        }

        await transaction.ReleaseAsync(Before);
    }
}

/// <summary>One who waits to write.</summary>
internal sealed class WriteTurn(Durable durable, Func<DbTransaction, Task> work)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int begun;

    public Durable Durable => durable;

    public Task Done => done.Task;

    public Task Work(DbTransaction transaction) => work(transaction);

    /// <summary>False for one who gave up.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref begun, 1) == 0;

    public void GiveUp(CancellationToken cancellationToken)
    {
        if (TryBegin()) done.TrySetCanceled(cancellationToken);
    }

    public void End() => done.TrySetResult();

    public void Fail(Exception failure) => done.TrySetException(failure);
}
