using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Server;
using Tandem.Odoo.Wire;

namespace Tandem.Odoo;

/// <summary>Speaks to one Odoo as one user: waits its turn, sends, classifies, and repeats only what may be repeated.</summary>
internal sealed partial class OdooClient(
    OdooConnection connection, OdooHttp http, OdooGate gate, OdooOptions options, TimeProvider time, ILogger<OdooClient> logger) : IOdoo, IDisposable
{
    /// <summary>Odoo forgets sessions after a week, and may be another version by then.</summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromDays(1);

    /// <summary>Takes a turn as any call does: a server that has just started is one more beside those that are under way. All its calls wait for it.</summary>
    private static readonly OdooCall Login = new("common", "login") { Priority = CallPriority.Person };

    private readonly SemaphoreSlim login = new(1, 1);
    private volatile OdooSession? session;

    public async Task<OdooSession> Session(CancellationToken cancellation)
    {
        if (Known() is { } known) return known;
        await login.WaitAsync(cancellation);
        try
        {
            return Known() ?? (session = await gate.Pass(Login, () => new OdooLogin(http, connection, time).Connect(cancellation), Sign, cancellation));
        }
        finally
        {
            login.Release();
        }
    }

    public async Task<JsonElement> Call(OdooCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var current = await Session(cancellation);
                return await gate.Pass(call, () => Send(current, call, cancellation), Sign, cancellation);
            }
            catch (OdooException failed)
            {
                if (failed.Failure is OdooFailure.LoginRefused) session = null;
                if (Repetition.Wait(failed.Failure, call.Repeatable, attempt, time.GetElapsedTime(started), options, watched: call.Priority == CallPriority.Person) is not { } wait) throw;
                OdooTelemetry.Repeated(call, connection.Root.Authority, failed.Failure.GetType().Name);
                LogRepeating(call.Name, failed.Failure.GetType().Name, attempt, wait);
                await Task.Delay(wait * (0.75 + (Random.Shared.NextDouble() / 2)), time, cancellation);
            }
        }
    }

    public void Dispose() => login.Dispose();

    private OdooSession? Known() => session is { } known && time.GetUtcNow() - known.Since < RenewAfter ? known : null;

    private async Task<JsonElement> Send(OdooSession current, OdooCall call, CancellationToken cancellation)
    {
        using var activity = OdooTelemetry.Start(call, connection.Root.Authority);
        var started = time.GetTimestamp();
        var outcome = "answered";
        try
        {
            var answer = current.Protocol == OdooProtocol.Json2
                ? await http.Post(Json2.Path(call), Json2.Render(call), connection.Secret, null, call.ToString(), cancellation)
                : await http.Post(JsonRpc.Path, JsonRpc.Render(call, connection.Database, current.User, connection.Secret), null, current.Cookie, call.ToString(), cancellation);
            call.Took?.Invoke(time.GetElapsedTime(started));
            return Read(answer, current.Protocol, call);
        }
        catch (OdooException failed)
        {
            outcome = failed.Failure.GetType().Name;
            if (call.Repeatable || failed.Failure is not OdooFailure.UnknownOutcome unknown) throw;
            // Odoo counts its limit from when it took the request, at the latest now.
            throw new OdooException(unknown with { Settles = options.SettleTime - time.GetElapsedTime(started) }, failed.InnerException);
        }
        finally
        {
            activity?.SetTag("outcome", outcome);
            OdooTelemetry.Record(call, connection.Root.Authority, time.GetElapsedTime(started), outcome);
        }
    }

    private JsonElement Read(HttpAnswer answer, OdooProtocol protocol, OdooCall call)
    {
        if (OdooErrors.Classify(answer, call, connection) is { } failure) throw new OdooException(failure);
        var json = answer.Json ?? throw new OdooException(new OdooFailure.NotOdoo(call.ToString(), connection.Root.Authority, answer.Status, null));
        var result = protocol == OdooProtocol.JsonRpc ? JsonRpc.Result(json) : json;
        return call.FailureIn?.Invoke(result) is { } hidden ? throw new OdooException(hidden) : result;
    }

    private static PaceSign? Sign(Exception failure) => (failure as OdooException)?.Failure switch
    {
        OdooFailure.Serialization => PaceSign.Collided,
        OdooFailure.UnknownOutcome or OdooFailure.Overloaded or OdooFailure.Unreachable => PaceSign.Strained,
        _ => null,
    };

    [LoggerMessage(LogLevel.Information, "Call {Call} met {Failure} (attempt {Attempt}); repeating in {Wait}.")]
    private partial void LogRepeating(string call, string failure, int attempt, TimeSpan wait);
}
