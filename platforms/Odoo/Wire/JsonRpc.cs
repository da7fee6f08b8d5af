using System.Text.Json;
using Tandem.Odoo.Records;

namespace Tandem.Odoo.Wire;

/// <summary>Calls as <c>/jsonrpc</c> takes them: ids and leading arguments by position, the rest by name.</summary>
internal static class JsonRpc
{
    public const string Path = "jsonrpc";

    public static byte[] Render(OdooCall call, string database, int user, OdooSecret secret)
    {
        var positional = new List<object?>();
        if (call.Ids is { } ids) positional.Add(ids);
        positional.AddRange(call.Arguments.Take(call.Positional).Select(argument => argument.Value));
        var named = call.Arguments.Skip(call.Positional).ToDictionary(argument => argument.Name, argument => argument.Value);
        named["context"] = call.Context.Values;
        return Envelope("object", "execute_kw", database, user, secret.Reveal(), call.Model, call.Method, positional, named);
    }

    public static byte[] Login(OdooConnection connection) =>
        Envelope("common", "login", connection.Database, connection.User, connection.Secret.Reveal());

    public static byte[] Version() => Envelope("common", "version");

    /// <summary>The result of an answer that states no error; Odoo leaves out a None result.</summary>
    public static JsonElement Result(JsonElement answer) => answer.TryGetProperty("result", out var result) ? result : Null;

    private static JsonElement Null { get; } = JsonDocument.Parse("null").RootElement;

    private static byte[] Envelope(string service, string method, params object?[] args) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object?>
            {
                ["jsonrpc"] = "2.0",
                ["method"] = "call",
                ["id"] = 1,
                ["params"] = new Dictionary<string, object?> { ["service"] = service, ["method"] = method, ["args"] = args },
            },
            OdooJson.Options);
}
