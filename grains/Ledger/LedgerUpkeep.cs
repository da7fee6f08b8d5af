using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tandem.Grains.Ledger;

/// <summary>Forgets what has had its time, every hour, in one process at a time: bodies hold personal data.</summary>
internal sealed partial class LedgerUpkeep(
    IInbox inbox, IActivity activity, IStandings standings, IPrivacyRequests privacy, IFigures figures, ILeases leases, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<LedgerUpkeep> logger) : BackgroundService
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

    internal async Task Forget(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var signals = await inbox.Forget(now - options.Value.Payloads, now - options.Value.Signals, cancellationToken);
        var rows = await activity.Forget(now - options.Value.Activity, cancellationToken);
        await standings.ForgetLatencies(now - KeepLatencies, cancellationToken);
        await figures.Forget(DateOnly.FromDateTime((now - KeepCounts).UtcDateTime), cancellationToken);
        await privacy.Forget(now - KeepTracesAfterwards, now - KeepTraces, cancellationToken);
        LogForgot(signals, rows);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger forgot {Signals} settled signals and {Rows} rows of activity")]
    private partial void LogForgot(int signals, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ledger upkeep is put off for an hour: the database does not answer")]
    private partial void LogPutOff(Exception exception);
}
