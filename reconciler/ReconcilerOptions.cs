namespace Tandem.Reconciler;

/// <summary>When and how far back shops are compared (<c>Reconciler:…</c>).</summary>
public sealed class ReconcilerOptions
{
    /// <summary>When, as cron has it; <c>0 3 * * *</c> is three o'clock every night.</summary>
    public string Schedule { get; set; } = "0 3 * * *";

    /// <summary>The time zone of the schedule, such as <c>Europe/London</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Orders placed in the last so many days are compared, and all that are open.</summary>
    public int Days { get; set; } = 35;

    /// <summary>An order that agreed is read in depth again after so long, though nothing seems to have changed.</summary>
    public TimeSpan AnewAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long to wait before a difference is looked at once more.</summary>
    public TimeSpan LookAgainAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The same for products and stock: longer than it takes the live loop to notice what changed in Odoo, and to carry it over.</summary>
    public TimeSpan GoodsLookAgainAfter { get; set; } = TimeSpan.FromMinutes(1);
}
