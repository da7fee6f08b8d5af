using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Wire;

/// <summary>Bodies as Odoo and the proxies before it write them.</summary>
internal static class Answers
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Write(HttpContext http, int status, object? body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer, Relaxed)) Json.Write(writer, body);
        http.Response.ContentLength = buffer.Length;
        buffer.Position = 0;
        await buffer.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    public static async Task Html(HttpContext http, int status, string page)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(page, http.RequestAborted);
    }

    public static Task NotFound(HttpContext http) => Html(http, 404, """
        <!doctype html>
        <html lang=en>
        <title>404 Not Found</title>
        <h1>Not Found</h1>
        <p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>

        """);

    public static Task NoDatabase(HttpContext http) => Html(http, 404, """
        <!DOCTYPE html>
        <title>404 Not Found</title>
        <h1>Not Found</h1>
        <p>No database is selected and the requested URL was not found in the server-wide controllers.</p>
        <p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>

        <!-- Alternatively, use the X-Odoo-Database header. -->

        """);

    public static Task BadGateway(HttpContext http) => Html(http, 502, """
        <html>
        <head><title>502 Bad Gateway</title></head>
        <body>
        <center><h1>502 Bad Gateway</h1></center>
        <hr><center>nginx</center>
        </body>
        </html>
        """);

    public static Dictionary<string, object?> Error(OdooException error) => new()
    {
        ["name"] = error.Name,
        ["message"] = error.Message,
        ["arguments"] = error.Arguments.ToList(),
        ["context"] = new Dictionary<string, object?>(),
        ["debug"] = $"Traceback (most recent call last):\n{error.Name}: {error.Message}\n",
    };
}
