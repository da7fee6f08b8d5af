using System.Text.Json;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Wire;

/// <summary>POST /json/2/model/method of version 19: bearer keys, arguments by name, errors by HTTP status.</summary>
internal sealed class Json2(Server server, Doors doors)
{
    public async Task Answer(HttpContext http)
    {
        var database = http.Request.Headers["X-Odoo-Database"].ToString();
        if (database.Length > 0 && database != server.Options.Database)
        {
            await Answers.NoDatabase(http);
            return;
        }

        try
        {
            var words = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 4 || http.Request.Method != "POST") throw OdooException.Http("NotFound", 404, "Did you mean POST /json/2/<model>/<method>?");
            if (http.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
            {
                await Answers.Html(http, 415, "<!doctype html>\n<html lang=en>\n<title>415 Unsupported Media Type</title>\n<h1>Unsupported Media Type</h1>\n");
                return;
            }

            var served = await Serve(http, words[2], words[3], User(http), await Body(http));
            if (!served.Taken) await Answers.Write(http, 200, served.Answer);
        }
        catch (OdooException error)
        {
            await Answers.Write(http, error.Status, Answers.Error(error));
        }
    }

    private Task<Served> Serve(HttpContext http, string model, string method, int user, Dictionary<string, object?> body)
    {
        if (!server.Database.Models.ContainsKey(model)) throw OdooException.Http("NotFound", 404, $"the model '{model}' does not exist");
        var context = body.Remove("context", out var sent) && sent is Dictionary<string, object?> map ? map : [];
        var ids = body.Remove("ids", out var given) ? Dispatch.Ids(given) : [];
        var call = new PracticeCall(model, method, user, [ids], body, context);
        return server.Run(http, call, env => Dispatch.Named(env, model, method, ids, body));
    }

    private int User(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase))
            throw OdooException.Http("Unauthorized", 401, "User not authenticated, use an API Key with a Bearer Authorization header.");
        return doors.Bearer(header["bearer ".Length..].Trim()) ?? throw OdooException.Http("Unauthorized", 401, "Invalid apikey");
    }

    private static async Task<Dictionary<string, object?>> Body(HttpContext http)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return Json.Map(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw OdooException.Http("BadRequest", 400, "could not parse the body as json");
        }
    }
}
