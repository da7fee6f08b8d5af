using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <summary>Forgets what has had its time, every hour, in one process at a time: bodies hold personal data.</summary>
internal sealed partial class LedgerUpkeep(
    IInbox inbox, IActivity activity, IStandings standings, IPrivacyRequests privacy, IFigures figures, ShopRetentions retentions, ILeases leases,
    IOptions<RetentionOptions> options, TimeProvider clock, ILogger<LedgerUpkeep> logger) : BackgroundService
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
        var decided = await retentions.Decided(cancellationToken);
        var but = decided.Select(one => one.Shop).ToList();
        var (signals, rows) = await Forget(new Keeping(null, but, options.Value.Payloads, options.Value.Signals, now - options.Value.Activity), now, cancellationToken);
        foreach (var (shop, keeps) in decided)
        {
            var payloads = keeps.PayloadDays is { } days ? TimeSpan.FromDays(days) : options.Value.Payloads;
            // A body lies with its signal, which then stays as long.
            var longest = payloads > options.Value.Signals ? payloads : options.Value.Signals;
            var more = await Forget(new Keeping(shop, [], payloads, longest, keeps.ActivityMonths is { } months ? now.AddMonths(-months) : now - options.Value.Activity), now, cancellationToken);
            (signals, rows) = (signals + more.Signals, rows + more.Rows);
        }

        await standings.ForgetLatencies(now - KeepLatencies, cancellationToken);
        await figures.Forget(DateOnly.FromDateTime((now - KeepCounts).UtcDateTime), cancellationToken);
        await privacy.Forget(now - KeepTracesAfterwards, now - KeepTraces, cancellationToken);
        LogForgot(signals, rows);
    }

    private async Task<(int Signals, int Rows)> Forget(Keeping keeps, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await inbox.Forget(new Forgetting(now - keeps.Payloads, keeps.Shop, keeps.But), new Forgetting(now - keeps.Signals, keeps.Shop, keeps.But), cancellationToken),
            await activity.Forget(new Forgetting(keeps.Activity, keeps.Shop, keeps.But), cancellationToken));

    private sealed record Keeping(ShopDomain? Shop, IReadOnlyList<ShopDomain> But, TimeSpan Payloads, TimeSpan Signals, DateTimeOffset Activity);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger forgot {Signals} settled signals and {Rows} rows of activity")]
    private partial void LogForgot(int signals, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ledger upkeep is put off for an hour: the database does not answer")]
    private partial void LogPutOff(Exception exception);
}
