namespace Tandem.Grains.Ledger;

/// <summary>How long the ledger keeps what it need not keep for ever (section <c>Retention</c>).</summary>
public sealed class RetentionOptions
{
    /// <summary>Bodies of webhooks, which hold personal data: kept for support.</summary>
    public TimeSpan Payloads { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Settled signals, to know their duplicates; Shopify repeats a delivery for four hours. Their bodies go with them.</summary>
    public TimeSpan Signals { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What happened to each record, thirteen months.</summary>
    public TimeSpan Activity { get; set; } = TimeSpan.FromDays(396);
}
