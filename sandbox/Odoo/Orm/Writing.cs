namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Creates, changes and deletes rows with everything that hangs on it.</summary>
internal static class Writing
{
    public static Row Create(Env env, string model, IReadOnlyDictionary<string, object?> asked)
    {
        Access.Check(env, model, 'c');
        var definition = env.Model(model);
        foreach (var name in asked.Keys)
            if (definition.Field(name) is null)
                throw OdooException.Value(UnknownText(env, model, name));
        var values = new Dictionary<string, object?>(asked);
        env.Registry.For(model).Defaults(env, values);
        var row = env.Database[model].Insert();
        Stamp(env, model, row, created: true);
        if (definition.HasActive && !values.ContainsKey("active")) values["active"] = true;
        Inherited.Create(env, model, row, values);
        Store(env, model, row, values);
        Require(env, definition, row);
        env.Registry.For(model).Created(env, row);
        Access.CheckRows(env, model, [row], "create");
        return row;
    }

    public static void Write(Env env, string model, IReadOnlyList<int> ids, IReadOnlyDictionary<string, object?> values)
    {
        Access.Check(env, model, 'w');
        var definition = env.Model(model);
        foreach (var name in values.Keys)
            if (definition.Field(name) is null) throw Unknown(env, model, name);
        var rows = ids.Select(id => env.Row(model, id)).ToList();
        Access.CheckRows(env, model, rows, "write");
        var behaviour = env.Registry.For(model);
        foreach (var row in rows)
        {
            behaviour.Changing(env, row, values);
            Stamp(env, model, row, created: false);
            Inherited.Write(env, model, row, values);
            Store(env, model, row, values);
            Require(env, definition, row);
            behaviour.Written(env, row, values);
        }
    }

    public static void Unlink(Env env, string model, IReadOnlyList<int> ids)
    {
        Access.Check(env, model, 'u');
        var rows = ids.Select(env.Database[model].Find).OfType<Row>().ToList();
        Access.CheckRows(env, model, rows, "unlink");
        var behaviour = env.Registry.For(model);
        foreach (var row in rows) behaviour.Unlinking(env, row);
        foreach (var row in rows)
        {
            Restrict(env, model, row);
            ExternalIds.Forget(env, model, row.Id);
            env.Database[model].Delete(row);
            behaviour.Unlinked(env, row);
        }
    }

    /// <summary>Partners look the field up before the ORM does, in version 19.</summary>
    private static OdooException Unknown(Env env, string model, string name) =>
        env.Is19 && model == "res.partner" ? OdooException.Key(name) : OdooException.Value(UnknownText(env, model, name));

    private static string UnknownText(Env env, string model, string name) =>
        env.Is19 ? $"Invalid field '{name}' in '{model}'" : $"Invalid field '{name}' on model '{model}'";

    private static void Store(Env env, string model, Row row, IReadOnlyDictionary<string, object?> values)
    {
        var definition = env.Model(model);
        var behaviour = env.Registry.For(model);
        foreach (var (name, value) in values)
        {
            var field = definition.Field(name)!;
            if (field.Via is not null || name is "id" or "display_name" || field.IsToMany) continue;
            env.Set(model, row, name, behaviour.Stored(env, field, Conversion.ToStored(env, model, field, value)));
        }

        foreach (var (name, value) in values)
            if (definition.Field(name)! is { IsToMany: true, Via: null } field) Commands.Apply(env, model, row, field, value);
    }

    private static void Stamp(Env env, string model, Row row, bool created)
    {
        if (created)
        {
            env.Set(model, row, "create_date", env.Now);
            env.Set(model, row, "create_uid", env.User);
        }

        env.Set(model, row, "write_date", env.Now);
        env.Set(model, row, "write_uid", env.User);
    }

    private static void Require(Env env, ModelDefinition model, Row row)
    {
        foreach (var field in model.Fields.Values)
        {
            if (!field.Required || !field.Stored || field.Via is not null || field.IsToMany || field.Type is "boolean" or "integer" or "float" or "monetary") continue;
            if (row[field.Name] is null) 
                throw new OdooException("odoo.exceptions.ValidationError", Mandatory(env, model, field), 422) { NotNull = (model, field) };
        }
    }

    private static string Mandatory(Env env, ModelDefinition model, FieldDefinition field) => env.Is19
        ? $"The operation cannot be completed: Missing required value for the field '{field.Label}' ({field.Name}).\nModel: '{model.Label}' ({model.Name})\n- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n"
        : $"The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: another model requires the record being deleted. If possible, archive it instead.\n\nModel: {model.Label} ({model.Name})\nField: {field.Label} ({field.Name})\n";

    /// <summary>A record that others need stays; their optional links are emptied.</summary>
    private static void Restrict(Env env, string model, Row row)
    {
        foreach (var other in env.Database.Models.Values)
        {
            foreach (var field in other.Fields.Values)
            {
                if (field.Relation != model || field.Type != "many2one" || !field.Stored || field.Via is not null) continue;
                foreach (var pointing in env.Database[other.Name].Rows.Where(r => r.Link(field.Name) == row.Id && r.Id != (other.Name == model ? row.Id : 0)).ToList())
                {
                    if (field.Required) throw OdooException.Validation(Needed(env, other, field));
                    env.Set(other.Name, pointing, field.Name, null);
                }
            }
        }
    }

    private static string Needed(Env env, ModelDefinition model, FieldDefinition field) => env.Is19
        ? $"The operation cannot be completed: Another model is using the record you are trying to delete.\n\nThe troublemaker is: '{model.Label}' ({model.Name})\nThanks to the following constraint: '{field.Label}' ({field.Name})\nHow about archiving the record instead?"
        : $"The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\nModel: {model.Label} ({model.Name})\nConstraint: {model.Name.Replace('.', '_')}_{field.Name}_fkey\n";
}
