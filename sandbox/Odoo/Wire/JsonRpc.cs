using System.Text.Json;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Wire;

/// <summary>POST /jsonrpc: services <c>common</c> and <c>object</c>; errors travel with HTTP status 200.</summary>
internal sealed class JsonRpc(Server server, Doors doors)
{
    private const string Missing = "connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  database \"{0}\" does not exist\n";

    public async Task Answer(HttpContext http)
    {
        if (http.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            var (status, title) = server.Options.Version >= 19 ? (415, "Unsupported Media Type") : (400, "Bad Request");
            await Answers.Html(http, status, $"<!doctype html>\n<html lang=en>\n<title>{status} {title}</title>\n<h1>{title}</h1>\n");
            return;
        }

        Dictionary<string, object?> request;
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            request = Json.Map(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            await Answers.Html(http, 400, "<!doctype html>\n<html lang=en>\n<title>400 Bad Request</title>\n<h1>Bad Request</h1>\n<p>Invalid JSON data</p>\n");
            return;
        }

        await Answer(http, request);
    }

    private async Task Answer(HttpContext http, Dictionary<string, object?> request)
    {
        var body = new Dictionary<string, object?> { ["jsonrpc"] = "2.0", ["id"] = request.GetValueOrDefault("id") };
        try
        {
            var served = await Serve(http, request.GetValueOrDefault("params") as Dictionary<string, object?> ?? []);
            if (served.Taken) return;
            if (served.Answer is not null) body["result"] = served.Answer;
        }
        catch (OdooException error)
        {
            body["error"] = new Dictionary<string, object?>
            {
                ["code"] = server.Options.Version >= 19 ? 0 : 200,
                ["message"] = "Odoo Server Error",
                ["data"] = Answers.Error(error),
            };
        }

        await Answers.Write(http, 200, body);
    }

    private Task<Served> Serve(HttpContext http, Dictionary<string, object?> parameters)
    {
        var arguments = parameters.GetValueOrDefault("args") as List<object?> ?? [];
        return (parameters.GetValueOrDefault("service") as string, parameters.GetValueOrDefault("method") as string) switch
        {
            ("common", "version") => Now(Versions.Common(server.Options.Version)),
            ("common", "login" or "authenticate") => Now(Login(arguments)),
            ("object", "execute_kw") => Execute(http, arguments, keywords: true),
            ("object", "execute") => Execute(http, arguments, keywords: false),
            var (service, method) => throw OdooException.Key($"{service ?? method}"),
        };
    }

    private object Login(List<object?> arguments)
    {
        CheckDatabase(arguments[0] as string);
        return doors.Login(arguments[1] as string ?? "", arguments[2] as string ?? "") is { } user ? user : false;
    }

    private async Task<Served> Execute(HttpContext http, List<object?> arguments, bool keywords)
    {
        CheckDatabase(arguments[0] as string);
        var user = Conversion.Whole(arguments[1]);
        doors.Enter(user, arguments[2] as string ?? "");
        var (model, method) = (arguments[3] as string ?? "", arguments[4] as string ?? "");
        var positional = keywords ? arguments.ElementAtOrDefault(5) as List<object?> ?? [] : [.. arguments.Skip(5)];
        var named = keywords && arguments.ElementAtOrDefault(6) is Dictionary<string, object?> given ? new Dictionary<string, object?>(given) : [];
        var context = named.Remove("context", out var sent) && sent is Dictionary<string, object?> map ? map : [];
        var call = new PracticeCall(model, method, user, positional, named, context);
        return await server.Run(http, call, env => Dispatch.Positional(env, model, method, positional, named));
    }

    private void CheckDatabase(string? name)
    {
        if (name == server.Options.Database) return;
        throw new OdooException("psycopg2.OperationalError", Missing.Replace("{0}", name, StringComparison.Ordinal), 500);
    }

    private static Task<Served> Now(object? answer) => Task.FromResult(new Served(answer, false));
}
