using Tandem.Grains.Orders;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>What people decided about single orders holds for the comparison too: what was left out is not missing, what was corrected by hand does not differ.</summary>
internal static class HandDecisions
{
    public static List<(AuditedPair Pair, AuditedOrder Order, bool Moving)> Follow(
        List<(AuditedPair Pair, AuditedOrder Order, bool Moving)> audited, ShopDomain shop, IReadOnlyDictionary<RecordKey, HandMark> marks) =>
        [.. audited.Select(one => marks.GetValueOrDefault(RecordKey.Order(shop, one.Pair.Placed.Id)) is { } mark ? one with { Order = Followed(one.Order, mark) } : one)];

    private static AuditedOrder Followed(AuditedOrder order, HandMark mark) => mark.Kind == HandMarkKind.LeftOut
        ? order with { Findings = [.. order.Findings.Where(Unknown)], Counted = order.Counted.Presence is OrderPresence.Missing or OrderPresence.Waiting ? order.Counted with { Presence = OrderPresence.Excluded, Excluded = "Left out by hand" } : order.Counted }
        : order with { Findings = [.. order.Findings.Where(finding => Unknown(finding) || finding.Kind is FindingKind.Missing)] };

    /// <summary>What nobody who decided about the order can have meant.</summary>
    private static bool Unknown(Finding finding) => finding.Kind is FindingKind.Twice or FindingKind.Unread;
}
