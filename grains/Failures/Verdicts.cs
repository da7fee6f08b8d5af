using System.Text.Json;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Storage;
using Tandem.Grains.Orders;
using Tandem.Odoo.Failures;
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
        UnansweredException unanswered => new Verdict(VerdictKind.Retry, unanswered.Failure.Sentence, unanswered.Settles, null),
        ShopifyException { Failure: { Class: Tandem.Shopify.Failures.FailureClass.Transient } transient } => new Verdict(VerdictKind.Retry, transient.Sentence, transient.RetryAfter, null),
        ShopifyException { Failure: { Class: Tandem.Shopify.Failures.FailureClass.Blocked } blocked } => Blocked(blocked.ToBlocker()),
        ShopifyException { Failure: var defect } => Defect(defect.Sentence, defect.Code.ToString()),
        OdooException { Failure: { Class: Tandem.Odoo.Failures.FailureClass.Transient } transient } =>
            new Verdict(VerdictKind.Retry, $"{record}: {transient.Sentence}", transient.RetryAfter, null) { OdooAway = transient is not OdooFailure.Serialization },
        OdooException { Failure: { Class: Tandem.Odoo.Failures.FailureClass.Blocked } blocked } => Blocked(OfOdoo(blocked, record)),
        OdooException { Failure: var defect } => Defect($"{record}: {defect.Sentence}", defect.Call),
        RefusedByOdooException refused => Blocked(new Blocker(
            BlockerCode.OdooRejected, string.Join(" ", refused.Reasons),
            $"{record} was not written: Odoo refused it and said “{string.Join(" ", refused.Reasons)}”. Put that right in Odoo, then try again.",
            Role.Technical)),
        TimeoutException => new Verdict(VerdictKind.Retry, $"{record} took longer than Tandem waits; it tries again by itself.", null, null),
        // A server ended that looked after a part of this record; where it was, another one is in a moment.
        OrleansMessageRejectionException or ClientNotAvailableException or ConnectionFailedException or InconsistentStateException =>
            new Verdict(VerdictKind.Retry, $"{record} was being worked on by a server that ended or lost touch; another one goes on by itself.", null, null),
        _ => Defect($"{record} met a fault in Tandem ({failure?.GetType().Name}); nothing was lost. Report it with the time of this entry; the server's log holds the trace.", failure?.GetType().Name ?? "none"),
    };

    private static Blocker OfOdoo(OdooFailure failure, string record)
    {
        // What concerns the connection is one cause for all records; what concerns this record is its own.
        var (code, subject) = failure switch
        {
            OdooFailure.LoginRefused login => (BlockerCode.OdooRefusedLogin, login.User),
            OdooFailure.AccessDenied denied => (BlockerCode.OdooRightMissing, $"{denied.Model}|{denied.Operation}"),
            OdooFailure.Unreachable unreachable => (BlockerCode.OdooUnreachable, unreachable.Server),
            OdooFailure.DatabaseMissing database => (BlockerCode.OdooNotUsable, database.Database),
            OdooFailure.NotOdoo other => (BlockerCode.OdooNotUsable, other.Server),
            OdooFailure.TooOld old => (BlockerCode.OdooNotUsable, old.Version),
            OdooFailure.ModelMissing model => (BlockerCode.OdooNotUsable, model.Model),
            OdooFailure.RecordMissing gone => (BlockerCode.OdooReferenceGone, gone.Record),
            OdooFailure.Rejected rejected => (BlockerCode.OdooRejected, rejected.Message),
            _ => (BlockerCode.OdooRejected, failure.Call),
        };
        var heals = code is BlockerCode.OdooUnreachable or BlockerCode.OdooNotUsable or BlockerCode.OdooRefusedLogin;
        return new Blocker(code, subject, $"{record}: {failure.Sentence}", Role.Technical, heals ? "odoo" : null, heals);
    }

    private static Verdict Blocked(Blocker blocker) => Verdict.Of(blocker);

    private static Verdict Defect(string sentence, string subject) => new(
        VerdictKind.Defect, sentence, null, JsonSerializer.Serialize(new Blocker(BlockerCode.Defect, subject, sentence, Role.Technical)));
}
