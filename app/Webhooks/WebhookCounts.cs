using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Tandem.App.Webhooks;

/// <summary>Counts every delivery by its outcome, and notes those that nothing was done with.</summary>
internal sealed partial class WebhookCounts(IMeterFactory meters, ILogger<WebhookCounts> logger)
{
    public const string Meter = "Tandem.Webhooks";

    private readonly Counter<long> deliveries = meters.Create(Meter).CreateCounter<long>("tandem.webhooks", "{delivery}", "Webhook deliveries by outcome");

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
