using Tandem.Sandbox.Crashes;
using Tandem.Sandbox.House;

namespace Tandem.Sandbox.Campaigns;

/// <summary>A PostgreSQL that can be taken away as a power cut would, and comes back with its data.</summary>
/// <param name="Connection">To an empty database.</param>
public sealed record CampaignDatabase(string Connection, Func<CancellationToken, Task> Stop, Func<CancellationToken, Task> Start);

/// <summary>How many orders, for how long, and what goes wrong meanwhile.</summary>
/// <param name="PerSecond">Orders placed a second.</param>
/// <param name="Length">How long they are placed.</param>
public sealed record CampaignPlan(CampaignDatabase Database, double PerSecond, TimeSpan Length)
{
    public int Servers { get; init; } = 3;

    /// <summary>A server is killed so often; zero kills none.</summary>
    public TimeSpan KillEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long Odoo is away, once.</summary>
    public TimeSpan OdooAway { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the database is away, once.</summary>
    public TimeSpan DatabaseAway { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The share of Odoo's answers that are lost after it did what was asked.</summary>
    public double LostAnswers { get; init; } = 0.05;

    /// <summary>How far the second server's clock is ahead, and the third's behind.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Orders come from so many customers.</summary>
    public int Customers { get; init; } = 40;

    /// <summary>How long it may take until all is in step, once everything is up again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    public int Seed { get; init; } = 1;

    /// <summary>Null takes a practice Odoo.</summary>
    public OdooAccess? OutsideOdoo { get; init; }
}

/// <summary>What came of a campaign.</summary>
/// <param name="Tally">What both sides hold at the end.</param>
/// <param name="Unannounced">Orders whose webhooks never came.</param>
/// <param name="Deliveries">Webhooks that were sent, each counted once for each time.</param>
/// <param name="InStepAtOnce">Orders that were in step when the last was placed.</param>
/// <param name="Settled">From then until all were.</param>
/// <param name="Kills">Servers that were killed.</param>
/// <param name="Ends">Servers that ended by themselves, and what they said last.</param>
/// <param name="LostAnswers">Answers of Odoo that were lost after it had committed.</param>
/// <param name="Refusals">Times that Shopify refused or broke off.</param>
/// <param name="MostAtOnce">The most calls that were under way at Odoo at once.</param>
public sealed record CampaignOutcome(
    CrashTally Tally, int Unannounced, int Deliveries, int InStepAtOnce, TimeSpan Settled, int Kills, IReadOnlyList<string> Ends, int LostAnswers, int Refusals, int MostAtOnce);
