using System.Text.Json;
using Tandem.Grains.Orders;
using Tandem.Shopify.Failures;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Failures;

/// <summary>Reads any failure of a pass as one of three: it heals by itself, a person must act, or it is ours.</summary>
public static class Verdicts
{
    /// <param name="record">What it happened to, for sentences: <c>Order #1001</c>.</param>
    public static Verdict Of(Exception failure, string record) => failure switch
    {
        VerdictException known => known.Verdict,
        ShopifyException { Failure: { Class: FailureClass.Transient } transient } => new Verdict(VerdictKind.Retry, transient.Sentence, transient.RetryAfter, null),
        ShopifyException { Failure: { Class: FailureClass.Blocked } blocked } => Blocked(blocked.ToBlocker()),
        ShopifyException { Failure: var defect } => Defect(defect.Sentence, defect.Code.ToString()),
        RefusedByOdooException refused => Blocked(new Blocker(
            BlockerCode.OdooRejected, string.Join(" ", refused.Reasons),
            $"{record} was not written: Odoo refused it and said “{string.Join(" ", refused.Reasons)}”. Put that right in Odoo, then try again.",
            Role.Technical)),
        TimeoutException => new Verdict(VerdictKind.Retry, $"{record} took longer than Tandem waits; it tries again by itself.", null, null),
        _ => Defect($"{record} met a fault in Tandem ({failure?.GetType().Name}); nothing was lost. Report it with the time of this entry; the server's log holds the trace.", failure?.GetType().Name ?? "none"),
    };

    private static Verdict Blocked(Blocker blocker) => Verdict.Of(blocker);

    private static Verdict Defect(string sentence, string subject) => new(
        VerdictKind.Defect, sentence, null, JsonSerializer.Serialize(new Blocker(BlockerCode.Defect, subject, sentence, Role.Technical)));
}
