namespace Tandem.Odoo;

/// <summary>Settings of the Odoo client (configuration section <c>Odoo</c>).</summary>
public sealed record OdooOptions
{
    /// <summary>Allow Odoos on loopback and private addresses, and without TLS.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>The most calls at once to one Odoo; it starts at two and finds how many that Odoo bears best.</summary>
    public int MaxConcurrentCalls { get; set; } = 4;

    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longer than Odoo's own retries of a colliding transaction, which take up to 30 seconds.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How often one call is sent again where repeating is safe.</summary>
    public int MaxRepeats { get; set; } = 4;

    /// <summary>No repetition starts later than this after the first attempt.</summary>
    public TimeSpan RepeatBudget { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>When a transaction whose outcome is unknown has ended for certain: Odoo stops requests after 120 seconds.</summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>How long a fenced call itself watches for the outcome before it leaves that to its caller.</summary>
    public TimeSpan WatchTime { get; set; } = TimeSpan.FromSeconds(20);
}
