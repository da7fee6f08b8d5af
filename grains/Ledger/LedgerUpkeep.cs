using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tandem.Grains.Ledger;

/// <summary>Forgets what has had its time, every hour, in one process at a time: bodies hold personal data.</summary>
internal sealed partial class LedgerUpkeep(
    IInbox inbox, IStandings standings, IPrivacyRequests privacy, IFigures figures, ILeases leases, IOptions<InboxOptions> options, TimeProvider clock, ILogger<LedgerUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeepLatencies = TimeSpan.FromDays(90);
    private static readonly TimeSpan KeepTracesAfterwards = TimeSpan.FromDays(30);
    private static readonly TimeSpan KeepCounts = TimeSpan.FromDays(400);
    private static readonly TimeSpan KeepTraces = TimeSpan.FromDays(90);
    private readonly string owner = $"{Environment.MachineName}/{Environment.ProcessId}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Hour, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await leases.Take("ledger-upkeep", owner, Hour / 2, stoppingToken)) await Forget(stoppingToken);
            }
            catch (DbException e)
            {
                LogPutOff(e);
            }
        }
    }

    private async Task Forget(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var forgotten = await inbox.Forget(now - options.Value.KeepBodies, now - options.Value.KeepDone, cancellationToken);
        await standings.ForgetLatencies(now - KeepLatencies, cancellationToken);
        await figures.Forget(DateOnly.FromDateTime((now - KeepCounts).UtcDateTime), cancellationToken);
        await privacy.Forget(now - KeepTracesAfterwards, now - KeepTraces, cancellationToken);
        LogForgot(forgotten);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger forgot {Count} settled signals")]
    private partial void LogForgot(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ledger upkeep is put off for an hour: the database does not answer")]
    private partial void LogPutOff(Exception exception);
}
