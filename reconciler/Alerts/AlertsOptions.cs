namespace Tandem.Reconciler;

/// <summary>When and to whom troubles are mailed (<c>Alerts:…</c>).</summary>
public sealed class AlertsOptions
{
    /// <summary>
    /// Who is told, separated by commas: by flow (<c>payments=cfo@example.com</c>), by role (<c>technical=it@example.com</c>) or of everything.
    /// Empty tells whom each shop has decided to tell of its reports, and the readers of <c>Mail:To</c> where a shop decided nothing.
    /// </summary>
    public string To { get; set; } = "";

    /// <summary>A signal that nothing holds back has waited for so long.</summary>
    public TimeSpan InboxOlderThan { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>No webhook came for so long while looking found orders.</summary>
    public TimeSpan NoWebhookFor { get; set; } = TimeSpan.FromHours(6);

    /// <summary>A token or key ends within so long.</summary>
    public TimeSpan EndsWithin { get; set; } = TimeSpan.FromDays(14);

    /// <summary>What lasts is told again after so long.</summary>
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromDays(1);
}
