using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>What <c>load</c> says of a record that could not be stored.</summary>
internal static class Refusals
{
    public static Dictionary<string, object?> Message(Env env, string model, Loaded record, OdooException error)
    {
        var message = new Dictionary<string, object?>(record.Info) { ["type"] = "error" };
        if (error.NotNull is { } missing)
        {
            message["message"] = Missing(env, model, missing.Model, missing.Field);
            if (missing.Model.Name == model) message["field"] = missing.Field.Name;
        }
        else if (error.IsUserError || error.ImportSays is not null || error.Name.StartsWith("psycopg2.", StringComparison.Ordinal))
        {
            message["message"] = error.ImportSays ?? error.Message;
        }
        else
        {
            message["message"] = $"Unknown error during import: <class '{error.Name.Replace("builtins.", "", StringComparison.Ordinal)}'>: {error.Message}";
            message["moreinfo"] = "Resolve other errors first";
        }

        return message;
    }

    public static bool Same(Dictionary<string, object?> one, Dictionary<string, object?> other) =>
        Equals(one["message"], other["message"]) && Equals(one["record"], other["record"]);

    private static string Missing(Env env, string model, ModelDefinition owner, FieldDefinition field)
    {
        if (!env.Is19)
            return owner.Name == model
                ? $"Missing required value for the field '{field.Label}' ({field.Name})"
                : $"Missing required value for the field '{field.Name}' on a linked model [{owner.Name.Replace('.', '_')}]";
        var name = owner.Name == model ? $"'{owner.Label}' ({owner.Name})" : "Unknown";
        return $"Missing required value for the field '{field.Label}' ({field.Name}).\nModel: {name}\n- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n";
    }
}
