using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Operate;

/// <summary>Asks in a person's name for a record to be brought up to date, and waits until the server, or this command's own silo, has done it.</summary>
public sealed class PassWatch(IStandings standings, IInbox inbox, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <param name="topic">One of <see cref="PersonTopics"/>.</param>
    /// <returns>When it was asked for.</returns>
    public async Task<DateTimeOffset> Ask(RecordKey record, string topic, CancellationToken stop)
    {
        var asked = time.GetUtcNow();
        var stamp = Guid.CreateVersion7(asked).ToString("N");
        await inbox.Append(new Signal(record, SignalSource.Person, stamp, stamp, topic, asked), null, stop);
        return asked;
    }

    /// <summary>Says how the record stands after the pass that was asked for.</summary>
    /// <param name="waits">What is said when none ended in time.</param>
    /// <returns>0 only when the record is in step.</returns>
    public async Task<int> Tell(RecordKey record, DateTimeOffset asked, string waits, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        var ended = await Ended(record, asked, stop);
        await output.WriteLineAsync(ended is null ? waits : StandingText.Of(ended));
        return ended?.Standing is Standing.InStep ? 0 : 1;
    }

    /// <summary>How the record stands after a pass that ended later than <paramref name="asked"/>; null when none did in three minutes.</summary>
    public async Task<RecordStanding?> Ended(RecordKey record, DateTimeOffset asked, CancellationToken stop)
    {
        while (time.GetUtcNow() - asked < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, stop);
            if (await standings.Find(record, stop) is { Standing: not Standing.Working } standing && standing.ChangedAt >= asked) return standing;
        }

        return null;
    }
}
