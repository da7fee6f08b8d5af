using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.Odoo.Wire;
using static Tandem.Odoo.Failures.OdooFailure;

namespace Tandem.Odoo.Failures;

/// <summary>Classifies what came back instead of an answer.</summary>
public static partial class OdooErrors
{
    /// <summary>The failure that an HTTP answer states; null when it states none.</summary>
    /// <param name="connection">Names what the sentences name: server, database, user.</param>
    internal static OdooFailure? Classify(HttpAnswer answer, OdooCall call, OdooConnection connection)
    {
        var (status, body) = (answer.Status, answer.Body);
        if (OfGateway(answer, call) is { } gateway) return gateway;
        if (answer.Json is { } json) return OfJson(status, json, call, connection);

        var text = Start(body);
        // The hint that Odoo 19 leaves in its own page when the database header names none it knows.
        return status == 404 && text.Contains("X-Odoo-Database", StringComparison.Ordinal)
            ? new DatabaseMissing(call.ToString(), connection.Database)
            : new NotOdoo(call.ToString(), connection.Root.Authority, status, Title(text));
    }

    /// <summary>The failure an Odoo exception stands for.</summary>
    /// <param name="name">Qualified Python name, such as <c>odoo.exceptions.UserError</c>.</param>
    public static OdooFailure OfException(string name, string message, int status, OdooCall call, OdooConnection connection)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(connection);
        var text = call.ToString();
        return name switch
        {
            "odoo.exceptions.AccessDenied" or "werkzeug.exceptions.Unauthorized" => new LoginRefused(text, connection.User),
            "odoo.exceptions.AccessError" when PrivateText().IsMatch(message) => new PrivateMethod(text),
            "odoo.exceptions.AccessError" or "werkzeug.exceptions.Forbidden" => AccessText.Read(text, message),
            "odoo.exceptions.MissingError" => OfMissing(message, call, connection),
            "odoo.exceptions.UserError" when message == $"Object {call.Model} doesn't exist" => new ModelMissing(text, call.Model),
            "odoo.exceptions.UserError" or "odoo.exceptions.ValidationError" or "odoo.exceptions.RedirectWarning" => new Rejected(text, message),
            "werkzeug.exceptions.NotFound" => OfNotFound(message, status, call),
            "werkzeug.exceptions.UnprocessableEntity" or "builtins.TypeError" => new WrongType(text, message),
            "builtins.AttributeError" when message.Contains($"'{call.Method}'", StringComparison.Ordinal) || message.Contains($"'{call.Name}'", StringComparison.Ordinal) => new MethodMissing(text, call.Model, call.Method),
            "builtins.KeyError" when FieldName().IsMatch(message) => new FieldMissing(text, message.Trim('\'')),
            "builtins.ValueError" => InvalidField().Match(message) is { Success: true } field
                ? new FieldMissing(text, field.Groups["field"].Value)
                : new WrongType(text, message),
            _ when name.StartsWith("psycopg2.", StringComparison.Ordinal) => OfPostgres(name, message, status, call, connection),
            _ => new Defect(text, status, name, message),
        };
    }

    /// <summary>The message that <c>load</c> states, with HTTP 200, when its transaction met another; PostgreSQL's own words.</summary>
    public static bool IsSerializationMessage(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Contains("could not serialize access", StringComparison.Ordinal) || message.Contains("deadlock detected", StringComparison.Ordinal)
            || message.Contains("current transaction is aborted", StringComparison.Ordinal);
    }

    private static OdooFailure? OfGateway(HttpAnswer answer, OdooCall call) => answer.Status switch
    {
        503 when TurnedAway().IsMatch(Start(answer.Body)) => new Overloaded(call.ToString(), "the server before Odoo passed nothing on (HTTP 503)"),
        408 or 502 or 503 or 504 => new UnknownOutcome(call.ToString(), $"HTTP {answer.Status} from the server before Odoo"),
        429 => new Overloaded(call.ToString(), "too many requests (HTTP 429)"),
        _ => null,
    };

    private static OdooFailure? OfJson(int status, JsonElement json, OdooCall call, OdooConnection connection)
    {
        var error = json;
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("jsonrpc", out _))
        {
            if (!json.TryGetProperty("error", out var envelope)) return null;
            if (!envelope.TryGetProperty("data", out error)) error = envelope;
        }
        else if (status is >= 200 and < 300) return null;

        return error.ValueKind == JsonValueKind.Object && Text(error, "name") is { } name
            ? OfException(name, Text(error, "message") ?? "", status, call, connection)
            : new NotOdoo(call.ToString(), connection.Root.Authority, status, null);
    }

    private static OdooFailure OfMissing(string message, OdooCall call, OdooConnection connection)
    {
        var record = MissingRecord().Match(message);
        if (!record.Success) return new RecordMissing(call.ToString(), call.ToString());
        // The user that the session logged in as was deleted.
        return record.Groups["model"].Value == "res.users" && record.Groups["ids"].Value.TrimEnd(',') == record.Groups["user"].Value
            ? new LoginRefused(call.ToString(), connection.User)
            : new RecordMissing(call.ToString(), $"{record.Groups["model"].Value}({record.Groups["ids"].Value.TrimEnd(',')})");
    }

    private static OdooFailure OfNotFound(string message, int status, OdooCall call)
    {
        if (message.Contains($"'{call.Name}'", StringComparison.Ordinal)) return new MethodMissing(call.ToString(), call.Model, call.Method);
        return message.Contains($"'{call.Model}'", StringComparison.Ordinal)
            ? new ModelMissing(call.ToString(), call.Model)
            : new Defect(call.ToString(), status, "werkzeug.exceptions.NotFound", message);
    }

    private static OdooFailure OfPostgres(string name, string message, int status, OdooCall call, OdooConnection connection)
    {
        var text = call.ToString();
        if (name.EndsWith(".SerializationFailure", StringComparison.Ordinal) || name.EndsWith(".DeadlockDetected", StringComparison.Ordinal)
            || name.EndsWith(".LockNotAvailable", StringComparison.Ordinal))
            return new Serialization(text);
        if (name == "psycopg2.pool.PoolError") return new Overloaded(text, "Odoo has no free database connection");
        if (name != "psycopg2.OperationalError" && name != "psycopg2.InterfaceError" && !name.EndsWith("Shutdown", StringComparison.Ordinal))
            return new Defect(text, status, name, message);
        // PostgreSQL answers in its own language, but always quotes the name of the database.
        if (DatabaseName(connection.Database).IsMatch(message)) return new DatabaseMissing(text, connection.Database);
        return message.Contains("connection to server", StringComparison.Ordinal)
            ? new Overloaded(text, "Odoo does not reach its database")
            : new UnknownOutcome(text, "Odoo lost its database");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Start(byte[] body) => System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 20_000)));

    private static string? Title(string html) =>
        TitleTag().Match(html) is { Success: true } title ? System.Net.WebUtility.HtmlDecode(title.Groups[1].Value).Trim() : null;

    private static Regex DatabaseName(string database) => new($"[\"«»“„] ?{Regex.Escape(database)} ?[\"«»”“]", RegexOptions.CultureInvariant);

    [GeneratedRegex("^Private methods \\(", RegexOptions.CultureInvariant)]
    private static partial Regex PrivateText();

    [GeneratedRegex("Invalid field (?:'(?<field>[^']+)'|[\\w.]*\\.(?<field>\\w+) in )", RegexOptions.CultureInvariant)]
    private static partial Regex InvalidField();

    [GeneratedRegex("^'?[a-z_][a-z0-9_]*'?$", RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();

    [GeneratedRegex(@": (?<model>[\w.]+)\((?<ids>[\d, ]+)\), [^:()]+: (?<user>\d+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex MissingRecord();

    // The own words of nginx (which answers 502 or 504 for whatever it passed on), HAProxy, Envoy and Traefik where no server took the request.
    // Any other 503 may come from a server that did, and Retry-After says nothing about that.
    [GeneratedRegex("<h1>503 Service Temporarily Unavailable</h1></center>\\s*<hr><center>(?:nginx|openresty)|No server is available to handle this request|^no healthy upstream$|^no available server$", RegexOptions.CultureInvariant)]
    private static partial Regex TurnedAway();

    [GeneratedRegex("<title>\\s*([^<]{1,200})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TitleTag();
}
