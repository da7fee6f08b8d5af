using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>A cell that cannot be converted; the sentence holds {0} where the field's label goes.</summary>
internal sealed class Problem(string sentence, object? more = null, bool named = true) : Exception(sentence)
{
    /// <summary>The message as <c>load</c> lists it.</summary>
    public Dictionary<string, object?> Told(Dictionary<string, object?> info, int record, FieldDefinition field)
    {
        var message = new Dictionary<string, object?>(info)
        {
            ["type"] = "error",
            ["record"] = record,
            ["field"] = field.Name,
            ["message"] = Message.Replace("{0}", field.Label, StringComparison.Ordinal),
        };
        if (more is not null) message["moreinfo"] = more;
        if (named) message["field_name"] = field.Label;
        return message;
    }

    /// <summary>The same problem seen from the record above: labels become a path.</summary>
    public Problem Under(string label) => new(Message.Replace("{0}", $"{{0}}/{label}", StringComparison.Ordinal), more, named);

    /// <summary>The action that the web client would open to show possible values.</summary>
    public static Dictionary<string, object?> PossibleValues(string model, bool byName)
    {
        var action = new Dictionary<string, object?>
        {
            ["name"] = "Possible Values",
            ["type"] = "ir.actions.act_window",
            ["target"] = "new",
            ["view_mode"] = "list,form",
            ["views"] = new List<object?> { new List<object?> { false, "list" }, new List<object?> { false, "form" } },
            ["context"] = new Dictionary<string, object?> { ["create"] = false },
            ["help"] = "See all possible values",
            ["res_model"] = byName ? model : "ir.model.data",
        };
        if (!byName) action["domain"] = new List<object?> { new List<object?> { "model", "=", model } };
        return action;
    }
}
