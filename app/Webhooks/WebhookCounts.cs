using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Tandem.App.Webhooks;

/// <summary>Counts every delivery by its outcome, and notes those that nothing was done with.</summary>
internal sealed partial class WebhookCounts(IMeterFactory meters, ILogger<WebhookCounts> logger)
{
    public const string Name = "Tandem.Webhooks";

    private static readonly ActivitySource Source = new(Name);
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    private readonly Counter<long> deliveries = meters.Create(Name).CreateCounter<long>("tandem.webhooks", "{delivery}", "Webhook deliveries by outcome.");
    private readonly Histogram<double> durations = meters.Create(Name).CreateHistogram(
        "tandem.webhook.duration", "s", "From a webhook's arrival to its answer, which is a promise.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });

    /// <summary>The trace of one delivery, which goes on with the pass that it leads to; a sender's own trace is not joined.</summary>
    public static Activity? Arrives()
    {
        var around = Activity.Current;
        Activity.Current = null;
        var activity = Source.StartActivity("webhook", ActivityKind.Server);
        if (activity is null) Activity.Current = around;
        return activity;
    }

    public void Answered(TimeSpan took, int status) => durations.Record(took.TotalSeconds, new KeyValuePair<string, object?>("status", status));

    public void Stored(string shop) => Add("stored", shop);

    public void Duplicate(string shop) => Add("duplicate", shop);

    public void Irrelevant(string shop, string topic)
    {
        Add("irrelevant", shop);
        LogIrrelevant(shop, topic);
    }

    public void UnknownShop(string shop)
    {
        Add("unknown_shop", "");
        LogUnknownShop(shop);
    }

    public void Refused(int status, string reason)
    {
        Add("refused", "");
        LogRefused(status, reason);
    }

    public void Unavailable(string shop, Exception cause)
    {
        Add("unavailable", shop);
        LogUnavailable(shop, cause);
    }

    private void Add(string outcome, string shop) =>
        deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("shop", shop));

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhook of {Shop} with the topic {Topic} was acknowledged; it concerns no record")]
    private partial void LogIrrelevant(string shop, string topic);

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhook of {Shop} was acknowledged and dropped: the shop is not connected")]
    private partial void LogUnknownShop(string shop);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook was refused with {Status}: {Reason}")]
    private partial void LogRefused(int status, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook of {Shop} could not be committed; Shopify was told to send it again")]
    private partial void LogUnavailable(string shop, Exception exception);
}
