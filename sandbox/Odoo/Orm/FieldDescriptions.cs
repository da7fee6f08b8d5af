namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>What <c>fields_get</c> tells about a model.</summary>
internal static class FieldDescriptions
{
    public static object? Of(Env env, Call call)
    {
        Access.Check(env, call.Model, 'r');
        var wanted = call.List("allfields").OfType<string>().ToHashSet();
        var attributes = call.List("attributes").OfType<string>().ToHashSet();
        var told = new Dictionary<string, object?>();
        foreach (var field in env.Model(call.Model).Fields.Values.Where(field => wanted.Count == 0 || wanted.Contains(field.Name)))
            told[field.Name] = One(field).Where(pair => attributes.Count == 0 || attributes.Contains(pair.Key)).ToDictionary();
        return told;
    }

    private static Dictionary<string, object?> One(FieldDefinition field)
    {
        var told = new Dictionary<string, object?>
        {
            ["name"] = field.Name,
            ["type"] = field.Type,
            ["string"] = field.Label,
            ["required"] = field.Required,
            ["readonly"] = field.Readonly,
            ["store"] = field.Stored,
            ["searchable"] = true,
            ["sortable"] = field.Stored,
            ["company_dependent"] = false,
            ["manual"] = false,
        };
        if (field.Relation is not null) told["relation"] = field.Relation;
        if (field.Inverse is not null) told["relation_field"] = field.Inverse;
        if (field.Type == "selection") told["selection"] = field.Selection.Select(choice => (object?)new List<object?> { choice.Key, choice.Value }).ToList();
        return told;
    }
}
