using System.Text.Json;

namespace Tandem.Sync.Decisions;

/// <summary>A decision that changed has lost its approval: whoever approved it approved something else.</summary>
public static class ApprovalKeeping
{
    /// <summary>The decisions without the approvals that were given to another content of their section.</summary>
    /// <param name="before">Every version before, in any order.</param>
    public static ShopDecisions WithoutStale(ShopDecisions wanted, IReadOnlyCollection<ShopDecisions> before)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(before);
        var given = wanted.Approvals.Where(entry => entry.Value.ApprovedAt is not null).ToList();
        if (given.Count == 0) return wanted;
        var earlier = before.Where(version => given.Any(entry => version.Approvals.GetValueOrDefault(entry.Key) == entry.Value)).ToList();
        var stale = given.Where(entry => earlier.Any(version => version.Approvals.GetValueOrDefault(entry.Key) == entry.Value && Content(version, entry.Key) != Content(wanted, entry.Key)))
            .Select(entry => entry.Key).ToHashSet();
        return stale.Count == 0 ? wanted : wanted with { Approvals = wanted.Approvals.ToDictionary(entry => entry.Key, entry => stale.Contains(entry.Key) ? entry.Value with { ApprovedBy = null, ApprovedAt = null } : entry.Value) };
    }

    /// <summary>What a section or setting says; null where it says nothing.</summary>
    private static string? Content(ShopDecisions decisions, string path)
    {
        using var json = JsonDocument.Parse(DecisionsFile.Write(decisions));
        var element = json.RootElement;
        foreach (var key in path.Split('.'))
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element)) return null;
        return element.GetRawText();
    }
}
