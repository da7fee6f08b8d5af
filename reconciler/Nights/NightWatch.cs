using System.Data.Common;
using Cronos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.Reconciler;

/// <summary>Runs nights: one at a time for each shop, on schedule, and a missed one as soon as it is noticed.</summary>
internal sealed partial class NightWatch(
    Night nights, ReportMail mail, IFindings findings, IShops shops, ILeases leases, DecidedReaders decided, IOptions<ReconcilerOptions> options, IConfiguration configuration, TimeProvider time, ILogger<NightWatch> logger)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private readonly string owner = $"reconciler-{Guid.NewGuid():N}";

    /// <summary>Compares a shop now and mails the report; null when another process is at it.</summary>
    /// <param name="thisOdoo">A person says that the Odoo at hand is the right one.</param>
    public async Task<NightReport?> Run(ShopDomain shop, bool thisOdoo, Action<string> progress, CancellationToken stop)
    {
        var name = $"reconcile {shop}";
        if (!await leases.Take(name, owner, Lease, stop)) return null;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var renewing = Renew(name, ended.Token);
        try
        {
            var report = await nights.Run(shop, thisOdoo, progress, stop);
            await Mail(shop, report, stop);
            return report;
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
            await leases.Release(name, owner, CancellationToken.None);
        }
    }

    /// <summary>Every shop on schedule, until it is stopped.</summary>
    public async Task Serve(CancellationToken stop)
    {
        var (cron, zone) = Schedule(options.Value);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                foreach (var shop in await shops.All(stop))
                    if (await IsDue(shop.Shop, cron, zone, stop)) await Run(shop.Shop, thisOdoo: false, _ => { }, stop);
            }
            catch (DbException away)
            {
                // The night is still due when the database is there again.
                LogLedgerAway(away.Message);
            }

            await Task.Delay(TimeSpan.FromMinutes(1), time, stop);
        }
    }

    /// <exception cref="FormatException">The schedule or the time zone is none; the message says which and what to write.</exception>
    internal static (CronExpression Cron, TimeZoneInfo Zone) Schedule(ReconcilerOptions options)
    {
        if (!CronExpression.TryParse(options.Schedule, out var cron)) throw new FormatException($"Reconciler:Schedule is “{options.Schedule}”, which is no schedule: write it as cron does, such as “0 3 * * *” for three o'clock every night.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var zone)) throw new FormatException($"Reconciler:TimeZone is “{options.TimeZone}”, which is no time zone: write one such as “Europe/London”.");
        return (cron, zone);
    }

    /// <summary>A night is due when none has begun since the schedule last said so, or since a person asked: at its time, or late when nobody was there.</summary>
    internal async Task<bool> IsDue(ShopDomain shop, CronExpression cron, TimeZoneInfo zone, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var before = await findings.Nights(shop, 1, stop) is [var night, ..] ? night.StartedAt : (DateTimeOffset?)null;
        if (await findings.AskedAt(shop, stop) is { } asked && (before is null || asked > before)) return true;
        var last = before ?? now.AddDays(-1);
        return cron.GetNextOccurrence(last, zone) is { } next && next <= now;
    }

    private async Task Mail(ShopDomain shop, NightReport report, CancellationToken stop)
    {
        var kept = await findings.Nights(shop, 7, stop);
        var trend = kept.Reverse().Select(row => (DateOnly.FromDateTime(row.StartedAt.UtcDateTime), row.StartedAt == report.StartedAt ? report.Findings.Count : NightReport.CountIn(row.Report))).ToList();
        var outcome = await mail.Send(report, trend, configuration["Tandem:PublicUrl"] is { Length: > 0 } url ? new Uri(new Uri(url), "/app/reconciliation") : null, await decided.Of(shop, stop), stop);
        await findings.Mailed(shop, report.StartedAt, outcome.Sent > 0 ? time.GetUtcNow() : null, outcome.Error, stop);
        if (outcome.Error is not null) LogNotMailed(shop.Value);
    }

    private async Task Renew(string name, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Lease / 5, time, stop);
                await leases.Take(name, owner, Lease, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The night ended.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Tandem's database cannot be used ({Reason}); the nights that are due run when it can")]
    private partial void LogLedgerAway(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report of {Shop} did not reach all its readers; the night's row says why")]
    private partial void LogNotMailed(string shop);
}
