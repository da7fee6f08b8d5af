namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>An exception of the Python side, with what both wires need to tell it.</summary>
public sealed class OdooException : Exception
{
    public OdooException(string name, string message, int status, params object?[] arguments)
        : base(message)
    {
        Name = name;
        Status = status;
        Arguments = arguments.Length > 0 ? arguments : [message];
    }

    /// <summary>The Python class: <c>odoo.exceptions.UserError</c>, <c>builtins.ValueError</c> and so on.</summary>
    public string Name { get; }

    /// <summary>HTTP status on the JSON-2 wire; JSON-RPC answers 200 whatever happens.</summary>
    public int Status { get; }

    public IReadOnlyList<object?> Arguments { get; }

    /// <summary>What PostgreSQL refused: model and field of a missing value; <c>load</c> words it in its own way.</summary>
    internal (ModelDefinition Model, FieldDefinition Field)? NotNull { get; init; }

    /// <summary>What <c>load</c> says instead of the message, where a constraint of PostgreSQL refused.</summary>
    internal string? ImportSays { get; init; }

    /// <summary>A business refusal that <c>load</c> reports with its own words.</summary>
    public bool IsUserError => NotNull is null && ImportSays is null && Name.StartsWith("odoo.exceptions.", StringComparison.Ordinal) && Name != "odoo.exceptions.AccessDenied";

    public static OdooException User(string message) => new("odoo.exceptions.UserError", message, 422);

    public static OdooException Validation(string message) => new("odoo.exceptions.ValidationError", message, 422);

    /// <summary>A constraint of PostgreSQL: a sentence of its own in either place.</summary>
    public static OdooException Constraint(string sentence) => new(
        "odoo.exceptions.ValidationError", $"The operation cannot be completed: {sentence}", 422) { ImportSays = $"'{sentence}'" };

    public static OdooException Access(string message) => new("odoo.exceptions.AccessError", message, 403);

    public static OdooException Denied() => new("odoo.exceptions.AccessDenied", "Access Denied", 403);

    public static OdooException Missing(string model, int id, int user) => new(
        "odoo.exceptions.MissingError", $"Record does not exist or has been deleted.\n(Record: {model}({id},), User: {user})", 404);

    public static OdooException Value(string message) => new("builtins.ValueError", message, 500);

    public static OdooException Index(string message) => new("builtins.IndexError", message, 500);

    public static OdooException Assertion(string message) => new("builtins.AssertionError", message, 500);

    public static OdooException Key(string key) => new("builtins.KeyError", key, 500);

    public static OdooException Type(string message) => new("builtins.TypeError", message, 500);

    public static OdooException Attribute(string message) => new("builtins.AttributeError", message, 500);

    public static OdooException Serialization() => new(
        "psycopg2.errors.SerializationFailure", "could not serialize access due to concurrent update\n", 500);

    public static OdooException Http(string kind, int status, string message) => new($"werkzeug.exceptions.{kind}", message, status, message, status);
}
