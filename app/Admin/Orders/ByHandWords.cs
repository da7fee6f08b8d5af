using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>What a person typed for a decision by hand that was refused, and what is wrong with it.</summary>
public sealed record RefusedMark(HandMarkKind Kind, string Reason, string Problem);

/// <summary>The words about decisions by hand.</summary>
internal static class ByHandWords
{
    /// <summary>The activity's step when a decision is taken back.</summary>
    public const string TakenBack = "take back";

    public static string Step(HandMarkKind kind) => kind == HandMarkKind.LeftOut ? "leave out" : "correct by hand";

    /// <summary>Only what waits is left out, and only what waits for a person was corrected by one.</summary>
    public static bool MayBe(Standing standing, HandMarkKind kind) => standing is Standing.BlockedBy || (kind == HandMarkKind.LeftOut && standing is Standing.RetryingAt or Standing.HeldByPausedFlow);

    public static IReadOnlyList<Role> Roles(RecordStanding order, HandMarkKind kind) =>
        order.Standing is Standing.BlockedBy(var blockers) ? DailyRights.Of(blockers) : kind == HandMarkKind.LeftOut ? [Role.Ecommerce, Role.Operations] : DailyRights.AnyRole;

    public static string Deed(HandMarkKind kind) => kind == HandMarkKind.LeftOut ? Say("leaves this order out") : Say("marks this order as corrected");

    public static string Said(RecordStanding order, HandMarkKind kind, StaffMember member, string reason) => kind == HandMarkKind.LeftOut
        ? $"{member.Known} left order {OrdersWords.Kept(order)} out: {reason}"
        : $"{member.Known} marked order {OrdersWords.Kept(order)} as corrected by hand: {reason}";

    public static string Holds(HandMark mark, DateTimeOffset now) => mark.Kind == HandMarkKind.LeftOut
        ? Say($"Left out by {Told(mark.By)}, {Spans.Ago(mark.At, now)}: {mark.Reason} It stays out until its lines or amounts change in Shopify.")
        : Say($"Corrected by hand by {Told(mark.By)}, {Spans.Ago(mark.At, now)}: {mark.Reason} That holds until its lines, payments, refunds or returns change in Shopify.");
}
