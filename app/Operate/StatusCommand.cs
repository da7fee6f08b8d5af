using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Humanizer;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Operate;

/// <summary><c>status &lt;shop&gt; [--json]</c>: flows, standings, blockers with their records, latencies; read from the ledger, so it works while the server is down.</summary>
public sealed class StatusCommand(IShops shops, IStandings standings, IInbox inbox, IFlows flows, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<int> Run(ShopDomain shop, bool json, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (await Read(shop, stop) is not { } status)
        {
            await error.WriteLineAsync($"{shop} is not connected to Tandem: run 'connect {shop}'.");
            return 1;
        }

        if (json) await output.WriteLineAsync(JsonSerializer.Serialize(status, Json));
        else foreach (var line in Words(status)) await output.WriteLineAsync(line);
        return 0;
    }

    private async Task<ShopStatus?> Read(ShopDomain shop, CancellationToken stop)
    {
        if (await shops.Find(shop, stop) is not { } connected) return null;
        var counts = await standings.Counts(shop, RecordKind.Order, stop);
        var causes = new List<CauseStatus>();
        foreach (var cause in await standings.Causes(shop, stop))
        {
            var records = await standings.List(new StandingFilter(shop, Code: cause.Code, Subject: cause.Subject), new Page(20), stop);
            causes.Add(new CauseStatus(
                cause.Code.ToString(), cause.Subject, cause.Owner.ToString(), cause.Setting, cause.Since, cause.Records, cause.Example,
                [.. records.Select(record => record.ShopifyName ?? record.Record.Id)]));
        }

        var backlog = (await inbox.Backlogs(stop)).FirstOrDefault(waiting => waiting.Shop == shop);
        var latencies = await standings.LatenciesSince(shop, time.GetUtcNow() - TimeSpan.FromDays(1), stop);
        return new ShopStatus(
            shop.Value, connected.ConnectedAt, connected.DisconnectedAt,
            [.. (await flows.Of(shop, stop)).Select(FlowText.StatusOf)],
            counts.ToDictionary(count => JsonNamingPolicy.CamelCase.ConvertName(count.Key.ToString()), count => count.Value),
            causes, backlog?.Signals ?? 0, backlog?.OldestReceivedAt,
            connected.LastWebhookAt, connected.LastSweepAt, connected.LastSweepFound,
            latencies is null ? null : new LatencyStatus(latencies.Records, latencies.Median.TotalSeconds, latencies.Percentile95.TotalSeconds));
    }

    private IEnumerable<string> Words(ShopStatus status)
    {
        var waiting = status.Standings.GetValueOrDefault("blocked");
        yield return waiting == 0 ? $"{status.Shop}: nothing waits for anybody." : $"{status.Shop}: {"order".ToQuantity(waiting)} {(waiting == 1 ? "waits" : "wait")} for a decision.";
        yield return $"  orders: {(status.Standings.Count == 0 ? "none yet" : string.Join(", ", status.Standings.Select(count => $"{count.Value} {count.Key.Humanize(LetterCasing.LowerCase)}")))}";
        foreach (var flow in status.Flows.Where(flow => flow.Records.Count > 0 || flow.By is not null)) yield return "  " + FlowText.Of(flow);
        foreach (var cause in status.Blockers)
        {
            yield return $"  [{cause.Owner}] {cause.Code}, {"order".ToQuantity(cause.Count)} since {cause.Since:u}: {cause.Sentence}";
            yield return $"      {string.Join(", ", cause.Records)}{(cause.Count > cause.Records.Count ? ", …" : "")}{(cause.Setting is null ? "" : $"  (setting: {cause.Setting})")}";
        }

        yield return $"  waiting signals: {status.WaitingSignals.ToString(CultureInfo.InvariantCulture)}{(status.OldestSignalAt is { } oldest ? $", the oldest since {oldest:u}" : "")}";
        yield return $"  last webhook: {Ago(status.LastWebhookAt)}; last sweep: {Ago(status.LastSweepAt)}{(status.LastSweepFound is { } found ? $", which found {found} that no webhook had announced" : "")}";
        if (status.Latency is { } latency)
            yield return string.Create(CultureInfo.InvariantCulture, $"  Shopify to Odoo, last 24 hours: median {latency.MedianSeconds:0.0} s, 95 % within {latency.Percentile95Seconds:0.0} s ({latency.Records} changes)");
    }

    private string Ago(DateTimeOffset? at) => at is { } moment ? (time.GetUtcNow() - moment).Humanize(culture: CultureInfo.InvariantCulture) + " ago" : "none yet";
}
