using System.Text.Json;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>One night of one shop as it is kept, shown and mailed; without personal data.</summary>
public sealed record NightReport
{
    public required string Shop { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>Orders placed since then were compared, and all that are open.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Null when nothing could be compared.</summary>
    public Completeness? Completeness { get; init; }

    public IReadOnlyList<ReportedFinding> Findings { get; init; } = [];
    public Noted? Noted { get; init; }

    /// <summary>Orders that were read in depth: the others stand on both sides as they did when they last agreed.</summary>
    public int ReadInDepth { get; init; }

    /// <summary>Variants that were compared.</summary>
    public int Products { get; init; }

    /// <summary>Fields of products that were compared.</summary>
    public int Fields { get; init; }

    /// <summary>Records that were handed on to be mended at once, by decision.</summary>
    public int Mending { get; init; }

    /// <summary>Why something was read one by one instead of as a whole list, in sentences.</summary>
    public IReadOnlyList<string> Slowly { get; init; } = [];

    /// <summary>What is wrong with the nights before: one that did not run, a report that did not reach its readers.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];

    public int Levels { get; init; }

    /// <summary>What could not be compared and why, in sentences.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    public NightVerdict Verdict => Completeness is null ? NightVerdict.Failed
        : Findings.Any(finding => finding.Kind != FindingKind.Unread) ? NightVerdict.Differs
        : Unseen.Count > 0 || Findings.Count > 0 ? NightVerdict.Incomplete
        : NightVerdict.Agrees;

    public static NightReport NotCompared(ShopDomain shop, DateTimeOffset started, DateTimeOffset from, string why) =>
        new() { Shop = shop.Value, StartedAt = started, From = from, Unseen = [why] };

    public string ToJson() => ReportJson.Write(this);

    /// <summary>How many findings a kept report tells of; none in one that did not end.</summary>
    internal static int CountIn(string? json)
    {
        if (json is null) return 0;
        using var report = JsonDocument.Parse(json);
        return report.RootElement.TryGetProperty("findings", out var findings) ? findings.GetArrayLength() : 0;
    }
}

/// <summary>One finding as the report tells it.</summary>
/// <param name="Since">When it was first seen; null when this night is the first.</param>
public sealed record ReportedFinding(string Record, string Name, FindingKind Kind, string Field, string Shopify, string Odoo, string Cause, Role Owner, string Action, DateTimeOffset? Since)
{
    public static ReportedFinding Of(Finding finding, DateTimeOffset? since)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new ReportedFinding(
            $"{RecordKey.Name(finding.Record.Kind)}/{finding.Record.Id}", finding.Name, finding.Kind, finding.Field, finding.Shopify, finding.Odoo, finding.Cause, finding.Owner, finding.Action, since);
    }
}
