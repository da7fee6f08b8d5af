using System.Text.Json;
using Tandem.Odoo.Failures;

namespace Tandem.Odoo.Invoices;

/// <summary>Runs a method that Odoo would run again if asked again: what came of it is decided by looking, never by asking twice.</summary>
internal sealed class DocumentFence(IOdoo odoo, OdooContext context, OdooOptions options, TimeProvider time)
{
    /// <summary>Creates a wizard, a transient record; repeated where the answer is lost, since one that nobody uses does nothing.</summary>
    public async Task<int> Wizard(string model, IReadOnlyDictionary<string, object?> values, OdooContext inside, CancellationToken cancellation)
    {
        var call = new OdooCall(model, "create") { Arguments = [new("vals_list", new[] { values })], Positional = 1, Context = inside, Repeatable = true };
        return (await odoo.Call(call, cancellation))[0].GetInt32();
    }

    /// <summary>Calls the method once.</summary>
    /// <param name="told">What the answer says the method brought about; null to look.</param>
    /// <param name="look">What the method brings about, once it is there; null before.</param>
    /// <returns>What was brought about; and whether it was this call that did it, as far as that is known.</returns>
    /// <exception cref="OdooException">
    /// Odoo rejected it and what it brings about is not there; or the outcome is still unknown after a while of watching, and the failure says when the
    /// transaction has ended for certain.
    /// </exception>
    public async Task<(T Found, bool Now)> Run<T>(
        string model, string method, int id, Func<JsonElement, T?> told, Func<CancellationToken, Task<T?>> look, CancellationToken cancellation)
        where T : class
    {
        try
        {
            var answer = await odoo.Invoke(model, method, [id], context, cancellation);
            return (told(answer) ?? await look(cancellation) ?? throw Without(model, method, id), true);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected)
        {
            if (await look(cancellation) is { } before) return (before, false);
            throw;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.UnknownOutcome unknown)
        {
            var asked = time.GetTimestamp();
            if (await Watch(look, cancellation) is { } found) return (found, true);
            throw new OdooException(unknown with { Settles = (unknown.Settles ?? options.SettleTime) - time.GetElapsedTime(asked) }, failed);
        }
    }

    /// <summary>The one record that an action opens.</summary>
    public static int? Opened(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("res_id", out var id) && id.ValueKind == JsonValueKind.Number && id.GetInt32() is > 0 and var one ? one : null;

    private async Task<T?> Watch<T>(Func<CancellationToken, Task<T?>> look, CancellationToken cancellation)
        where T : class
    {
        var start = time.GetTimestamp();
        for (var wait = TimeSpan.FromSeconds(0.5); ; wait *= 2)
        {
            if (await Seen(look, cancellation) is { } found) return found;
            if (time.GetElapsedTime(start) + wait > options.WatchTime) return null;
            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>An Odoo that cannot be asked just now says nothing about what it was asked before: the outcome stays unknown.</summary>
    private static async Task<T?> Seen<T>(Func<CancellationToken, Task<T?>> look, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await look(cancellation);
        }
        catch (OdooException failed) when (failed.Failure.Class == FailureClass.Transient)
        {
            return null;
        }
    }

    /// <summary>Odoo answered as if all went well, and nothing is there: a wizard of the merchant's own, or an action that wants an answer.</summary>
    private static OdooException Without(string model, string method, int id) =>
        new(new OdooFailure.Rejected($"{model}.{method}({id})", "Odoo answered without doing it, which a module that asks a person for something does."));
}
