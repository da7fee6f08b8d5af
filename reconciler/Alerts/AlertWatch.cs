using System.Data.Common;
using Humanizer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;

namespace Tandem.Reconciler;

/// <summary>Looks at every shop each minute and tells its people what they have to know, once.</summary>
internal sealed partial class AlertWatch(
    AlertReading reading, IAlerts alerts, AlertMail mail, IShops shops, ILeases leases, IOptions<AlertsOptions> options, IConfiguration configuration, TimeProvider time, ILogger<AlertWatch> logger)
{
    private const string Lease = "alerts";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly string owner = $"alerts-{Guid.NewGuid():N}";

    /// <summary>Until it is stopped.</summary>
    public async Task Serve(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await leases.Take(Lease, owner, Every * 5, stop)) await Look(stop);
            }
            catch (DbException away)
            {
                // What there is to tell is told when the database is there again.
                LogLedgerAway(away.Message);
            }

            await Task.Delay(Every, time, stop);
        }
    }

    /// <summary>Looks once; answers how many mails were asked for.</summary>
    internal async Task<int> Look(CancellationToken stop)
    {
        var told = 0;
        foreach (var shop in await shops.All(stop)) told += await Look(shop, stop);
        return told;
    }

    private async Task<int> Look(ConnectedShop shop, CancellationToken stop)
    {
        var (before, now) = (await alerts.Of(shop.Shop, stop), time.GetUtcNow());
        var news = AlertNews.Of(AlertRules.Of(await reading.Of(shop, before, stop), options.Value, now), before, options.Value.RepeatAfter, now);
        foreach (var alert in news.Begun) await Tell(shop, alert, now, null, stop);
        foreach (var (alert, since) in news.Lasting) await Tell(shop, alert, since, now - since, stop);
        foreach (var over in news.Over)
        {
            await alerts.Over(shop.Shop, over.Kind, over.Subject, stop);
            Note(shop, await mail.Send(shop.Shop, over.Owner, over.Flow, $"over: {Title(over.Kind, over.Subject)}", [$"It is over. We had written: {over.Sentence}"], stop));
        }

        return news.Begun.Count + news.Lasting.Count + news.Over.Count;
    }

    /// <summary>Noted before it is sent: a mail server that fails for ever must not make one trouble many mails.</summary>
    private async Task Tell(ConnectedShop shop, Alert alert, DateTimeOffset since, TimeSpan? lasting, CancellationToken stop)
    {
        await alerts.Told(shop.Shop, alert.Told(since, time.GetUtcNow()), stop);
        List<string> text = [alert.Sentence, alert.Remedy];
        if (lasting is { } duration) text.Insert(0, $"We wrote of this {duration.Humanize()} ago, and it still is so.");
        if (configuration["Tandem:PublicUrl"] is { Length: > 0 } url) text.Add(new Uri(new Uri(url), "/app").ToString());
        Note(shop, await mail.Send(shop.Shop, alert.Owner, alert.Flow, Title(Words.Of(alert.Kind), alert.Subject), text, stop));
    }

    /// <summary>What the mail server said may name its readers: the log says how many it were.</summary>
    private void Note(ConnectedShop shop, int refused)
    {
        if (refused > 0) LogNotMailed(shop.Shop.Value, refused);
    }

    private static string Title(string kind, string subject) => Words.Read<AlertKind>(kind) switch
    {
        AlertKind.OdooDoubted => "this is not the Odoo of before",
        AlertKind.FlowPaused => $"the flow {subject} is paused",
        AlertKind.InboxWaits => "changes wait too long",
        AlertKind.NoServer => "no server of Tandem is running",
        AlertKind.NoWebhooks => "no webhooks come",
        AlertKind.TokenRefused => "Shopify refuses access",
        AlertKind.TokenEnds => "access to the shop ends soon",
        AlertKind.KeyEnds => "an API key of Odoo ends",
        _ => kind,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Tandem's database cannot be used ({Reason}); what there is to tell is told when it can")]
    private partial void LogLedgerAway(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An alert of {Shop} did not reach {Readers} of its readers: check Mail:Smtp and the addresses")]
    private partial void LogNotMailed(string shop, int readers);
}
