using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Operate;

/// <summary>Waits for a record to be brought up to date by the server, or by this command's own silo.</summary>
public sealed class PassWatch(IStandings standings, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

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
