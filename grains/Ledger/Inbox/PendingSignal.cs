using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>A signal on its way into the next commit, with the caller who waits for it.</summary>
internal sealed class PendingSignal(Signal signal, ReadOnlyMemory<byte>? body, long receivedAt)
{
    // Continuations run elsewhere: the writer must go on to the next commit.
    private readonly TaskCompletionSource<Appended> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static int InRowOrder(PendingSignal a, PendingSignal b)
    {
        var byRecord = string.CompareOrdinal(a.Signal.Record.Id, b.Signal.Record.Id);
        return byRecord != 0 ? byRecord : string.CompareOrdinal(a.Signal.Delivery, b.Signal.Delivery);
    }

    public Signal Signal => signal;

    public ReadOnlyMemory<byte>? Body => body;

    public int Bytes => body?.Length ?? 0;

    public long ReceivedAt => receivedAt;

    /// <summary>The trace that goes on with this signal's pass; null when nobody watches.</summary>
    public string? Trace { get; } = System.Diagnostics.Activity.Current is { Recorded: true, IdFormat: System.Diagnostics.ActivityIdFormat.W3C } current ? current.Id : null;

    public Task<Appended> Committed => answer.Task;

    public void Answer(Appended appended) => answer.TrySetResult(appended);

    public void Fail(InboxUnavailableException failure) => answer.TrySetException(failure);
}
