using Tandem.Sandbox.Odoo.Pages;

namespace Tandem.Sandbox.Odoo.Wire;

/// <summary>Sends each request to the protocol or page that it is for.</summary>
internal sealed class Entrance(Server server, Doors doors, Faults faults, RecordPages pages)
{
    private readonly JsonRpc rpc = new(server, doors);
    private readonly Json2 json2 = new(server, doors);

    public Task Answer(HttpContext http)
    {
        if (faults.Down)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        if (faults.Unavailable) return Answers.Html(http, 503, "<html>\n<head><title>503 Service Temporarily Unavailable</title></head>\n</html>\n");
        var (path, is19) = (http.Request.Path.Value ?? "/", server.Options.Version >= 19);
        return path switch
        {
            "/jsonrpc" when http.Request.Method == "POST" => rpc.Answer(http),
            "/web/version" or "/json/version" when is19 => Answers.Write(http, 200, Versions.Web(server.Options.Version)),
            "/web/login" when http.Request.Query["db"] == server.Options.Database => Session(http),
            "/web/health" => Answers.Write(http, 200, new Dictionary<string, object?> { ["status"] = "pass" }),
            _ when is19 && (path == "/json/2" || path.StartsWith("/json/2/", StringComparison.Ordinal)) => json2.Answer(http),
            _ when http.Request.Method == "GET" => pages.Answer(http),
            _ => Answers.NotFound(http),
        };
    }

    /// <summary>Opens a session that knows its database and nobody in it, and sends the browser on.</summary>
    private static Task Session(HttpContext http)
    {
        http.Response.Headers.SetCookie = "session_id=practice0000000000000000000000000000; Max-Age=604800; HttpOnly; Path=/";
        http.Response.Redirect(http.Request.Path + http.Request.QueryString);
        return Task.CompletedTask;
    }
}
