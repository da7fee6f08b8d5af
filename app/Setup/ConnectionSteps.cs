using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>Connects to Odoo and says at which step it fails, and which steps before it succeed.</summary>
internal static class ConnectionSteps
{
    private static readonly string[] Steps =
    [
        "the name resolves", "the server accepts connections", "its certificate is valid", "Odoo answers", "its version is supported", "the database exists", "the login is accepted",
    ];

    /// <returns>No session where a step fails.</returns>
    public static async Task<(OdooSession? Session, List<SetupFinding> Findings)> Take(IOdoo odoo, OdooDecision decision, CancellationToken stop)
    {
        var findings = new List<SetupFinding>();
        if (decision.Url.Scheme != Uri.UriSchemeHttps && !decision.Url.IsLoopback)
            findings.Add(SetupFinding.Warning("connection", $"{decision.Url.Authority} is called without encryption.", "Use Odoo's https address.", "odoo.url"));
        try
        {
            var session = await odoo.Session(stop);
            findings.Add(SetupFinding.Fact("connection", $"Odoo {session.Version} answers at {decision.Url.Authority}; {decision.User} is logged in to the database “{decision.Database}” over {(session.Protocol == OdooProtocol.Json2 ? "JSON-2" : "JSON-RPC")}."));
            return (session, findings);
        }
        catch (OdooException failed)
        {
            var (step, setting) = Failing(failed.Failure);
            var passed = Steps[..step].Where(text => decision.Url.Scheme == Uri.UriSchemeHttps || text != Steps[2]).ToList();
            if (passed.Count > 0) findings.Add(SetupFinding.Fact("connection", $"So far so good: {string.Join(", ", passed)}."));
            findings.Add(SetupFinding.Error("connection", failed.Failure.Sentence, setting: setting));
            return (null, findings);
        }
    }

    /// <summary>The step that a failure stands for, and the setting it concerns.</summary>
    private static (int Step, string Setting) Failing(OdooFailure failure) => failure switch
    {
        OdooFailure.Unreachable { Cause: UnreachableCause.Tcp or UnreachableCause.Timeout } => (1, "odoo.url"),
        OdooFailure.Unreachable { Cause: UnreachableCause.Tls } => (2, "odoo.url"),
        OdooFailure.Unreachable => (0, "odoo.url"),
        OdooFailure.TooOld => (4, "odoo.url"),
        OdooFailure.DatabaseMissing => (5, "odoo.database"),
        OdooFailure.LoginRefused => (6, "odoo.user"),
        _ => (3, "odoo.url"),
    };
}
