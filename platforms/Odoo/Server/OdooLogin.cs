using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Wire;

namespace Tandem.Odoo.Server;

/// <summary>Finds out by asking which Odoo answers, how to speak to it, and as which user.</summary>
internal sealed partial class OdooLogin(OdooHttp http, OdooConnection connection, TimeProvider time)
{
    private const int FirstWithJson2 = 19;
    private static readonly string[] LoginField = ["login"];
    private static readonly OdooCall AskVersion = new("common", "version") { Repeatable = true };
    private static readonly OdooCall AskLogin = new("common", "login") { Repeatable = true };
    private static readonly OdooCall AskUser = new("res.users", "context_get") { Repeatable = true };

    public async Task<OdooSession> Connect(CancellationToken cancellation)
    {
        var version = await Version(cancellation);
        if (version.Major < OdooVersion.Oldest) throw new OdooException(new OdooFailure.TooOld(AskVersion.Name, version.Text));
        if (version.Major >= FirstWithJson2 && await ByKey(cancellation) is { } user) return new OdooSession(version, OdooProtocol.Json2, user) { Since = time.GetUtcNow() };
        var known = await ByLogin(cancellation);
        var cookie = version.Major >= FirstWithJson2 ? null : await Named(cancellation);
        return new OdooSession(version, OdooProtocol.JsonRpc, known) { Cookie = cookie, Since = time.GetUtcNow() };
    }

    /// <summary>Has Odoo open a session that knows the database: without one, and before 19, it lists all its databases before each call. Null where this page is not let through.</summary>
    private async Task<string?> Named(CancellationToken cancellation)
    {
        try
        {
            return (await http.Get($"web/login?db={Uri.EscapeDataString(connection.Database)}", "web/login", cancellation)).Cookie;
        }
        catch (OdooException)
        {
            // It only saves time; whether Odoo can be reached is told by what is asked of it next.
            return null;
        }
    }

    private async Task<OdooVersion> Version(CancellationToken cancellation)
    {
        var page = await http.Get("web/version", "web/version", cancellation);
        if (page is { Status: 200 } && page.Json is { ValueKind: JsonValueKind.Object } stated && stated.TryGetProperty("version_info", out var info))
            return Read(info, stated.GetProperty("version"));
        var answer = await Ask(AskVersion, JsonRpc.Version(), cancellation);
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("server_version_info", out info)
            ? Read(info, answer.GetProperty("server_version"))
            : throw new OdooException(new OdooFailure.NotOdoo(AskVersion.Name, connection.Root.Authority, 200, null));
    }

    /// <summary>The user whose key the secret is; null when it is no key, so that it may be a password.</summary>
    private async Task<int?> ByKey(CancellationToken cancellation)
    {
        var context = await AskJson2(AskUser, cancellation);
        if (context is not { } json) return null;
        var user = json.GetProperty("uid").GetInt32();
        var read = new OdooCall("res.users", "read") { Ids = [user], Arguments = [new("fields", LoginField)] };
        var login = await AskJson2(read, cancellation) is { } users ? OdooRecord.All(users)[0].Text("login") : null;
        return string.Equals(login, connection.User, StringComparison.OrdinalIgnoreCase)
            ? user
            : throw new OdooException(new OdooFailure.LoginRefused(AskLogin.Name, connection.User));
    }

    private async Task<JsonElement?> AskJson2(OdooCall call, CancellationToken cancellation)
    {
        var answer = await http.Post(Json2.Path(call), Json2.Render(call), connection.Secret, null, call.Name, cancellation);
        return OdooErrors.Classify(answer, call, connection) switch
        {
            null => answer.Json,
            OdooFailure.LoginRefused or OdooFailure.NotOdoo => null,
            var failure => throw new OdooException(failure),
        };
    }

    private async Task<int> ByLogin(CancellationToken cancellation)
    {
        var user = await Ask(AskLogin, JsonRpc.Login(connection), cancellation);
        return user.ValueKind == JsonValueKind.Number ? user.GetInt32() : throw new OdooException(new OdooFailure.LoginRefused(AskLogin.Name, connection.User));
    }

    private async Task<JsonElement> Ask(OdooCall call, byte[] body, CancellationToken cancellation)
    {
        var answer = await http.Post(JsonRpc.Path, body, null, null, call.Name, cancellation);
        if (OdooErrors.Classify(answer, call, connection) is { } failure) throw new OdooException(failure);
        return answer.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("jsonrpc", out _)
            ? JsonRpc.Result(json)
            : throw new OdooException(new OdooFailure.NotOdoo(call.Name, connection.Root.Authority, answer.Status, null));
    }

    private static OdooVersion Read(JsonElement info, JsonElement text)
    {
        // Odoo Online states "saas~18" where others state 18.
        var first = info[0].ValueKind == JsonValueKind.Number ? info[0].GetRawText() : info[0].GetString() ?? "";
        var digits = Digits().Match(first).Value;
        return new OdooVersion(digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture), text.GetString() ?? first);
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
