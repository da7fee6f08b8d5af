using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Telemetry;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Commits everything that waits in one transaction, then everything that has come meanwhile.</summary>
internal sealed partial class InboxWriter : IAsyncDisposable
{
    private readonly LedgerDatabase database;
    private readonly InboxOptions options;
    private readonly WebhookTimes webhooks;
    private readonly ILogger<InboxWriter> logger;
    private readonly Channel<PendingSignal> waiting;
    private readonly Task[] writers;
    private long bytesWaiting;

    public InboxWriter(LedgerDatabase database, WebhookTimes webhooks, IOptions<InboxOptions> options, ILogger<InboxWriter> logger)
    {
        (this.database, this.webhooks, this.options, this.logger) = (database, webhooks, options.Value, logger);
        var count = database.Dialect.OneWriter ? 1 : this.options.Writers;
        waiting = Channel.CreateBounded<PendingSignal>(new BoundedChannelOptions(this.options.MayWait) { SingleReader = count == 1 });
        writers = [.. Enumerable.Range(0, count).Select(_ => Task.Run(Run))];
    }

    /// <summary>Called after each commit that stored something new.</summary>
    public event Action? Stored;

    /// <summary>Refuses at once when too much is waiting.</summary>
    public bool TryAdd(PendingSignal signal)
    {
        if (Interlocked.Add(ref bytesWaiting, signal.Bytes) <= options.BytesMayWait && waiting.Writer.TryWrite(signal)) return true;
        Interlocked.Add(ref bytesWaiting, -signal.Bytes);
        return false;
    }

    /// <summary>Waits for room.</summary>
    public ValueTask Add(PendingSignal signal, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref bytesWaiting, signal.Bytes);
        return waiting.Writer.WriteAsync(signal, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await Task.WhenAll(writers);
    }

    private async Task Run()
    {
        var batch = new List<PendingSignal>(options.SignalsInOneCommit);
        while (await waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < options.SignalsInOneCommit && waiting.Reader.TryRead(out var next)) batch.Add(next);
            if (batch.Count == 0) continue;

            // Two commits that insert the same duplicates in the same order wait for each other instead of locking each other out.
            batch.Sort(PendingSignal.InRowOrder);
            await Commit(batch);
        }
    }

    private async Task Commit(List<PendingSignal> batch)
    {
        using var deadline = new CancellationTokenSource(options.CommitWithin);
        try
        {
            var answers = await Insert(batch, deadline.Token);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer(answers[i]);
                GrainTelemetry.Count(batch[i].Signal, answers[i]);
            }

            if (answers.Contains(Appended.Stored)) Stored?.Invoke();
        }
        catch (Exception e) when (e is DbException or TimeoutException or OperationCanceledException or InvalidOperationException or IOException)
        {
            LogNotCommitted(e, batch.Count);
            var failure = new InboxUnavailableException("The signal could not be committed; its sender should try again.", e);
            foreach (var signal in batch) signal.Fail(failure);
        }
        finally
        {
            Interlocked.Add(ref bytesWaiting, -batch.Sum(s => (long)s.Bytes));
        }
    }

    // Appending twice is harmless, so a deadlock or a dropped connection gets a second chance.
    private async Task<IReadOnlyList<Appended>> Insert(List<PendingSignal> batch, CancellationToken cancellationToken)
    {
        try
        {
            return await database.Write(t => Insert(t, batch, cancellationToken), cancellationToken);
        }
        catch (DbException e) when (e.IsTransient)
        {
            return await database.Write(t => Insert(t, batch, cancellationToken), cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Appended>> Insert(DbTransaction transaction, List<PendingSignal> batch, CancellationToken cancellationToken)
    {
        var answers = await InboxInsert.Run(transaction, batch, cancellationToken);
        foreach (var heard in batch.Where(s => s.Signal.Source == SignalSource.Webhook).GroupBy(s => s.Signal.Record.Shop).OrderBy(g => g.Key.Value, StringComparer.Ordinal))
            await webhooks.Note(transaction, heard.Key, heard.Max(s => s.ReceivedAt), cancellationToken);
        if (answers.Contains(Appended.Duplicate))
            foreach (var twice in batch.Where((signal, place) => answers[place] == Appended.Duplicate && signal.Signal.Source == SignalSource.Webhook).GroupBy(s => s.Signal.Record.Shop).OrderBy(g => g.Key.Value, StringComparer.Ordinal))
                await DayCounts.Add(transaction, twice.Key.Value, DayCounts.Duplicate, twice.Max(s => s.ReceivedAt), twice.Count(), cancellationToken);
        return answers;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Inbox could not commit {Count} signals; their senders were told to try again")]
    private partial void LogNotCommitted(Exception exception, int count);
}
