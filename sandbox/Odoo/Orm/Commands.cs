namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>The commands that change to-many fields: create 0, update 1, delete 2, unlink 3, link 4, clear 5, set 6.</summary>
internal static class Commands
{
    public static void Apply(Env env, string model, Row row, FieldDefinition field, object? value)
    {
        var commands = value as List<object?> ?? [];
        if (field.Type == "one2many") foreach (var command in commands) OneToMany(env, row, field, command as List<object?> ?? []);
        else ManyToMany(env, model, row, field, commands);
    }

    private static void OneToMany(Env env, Row row, FieldDefinition field, List<object?> command)
    {
        var (code, id) = (Conversion.Whole(command[0]), command.Count > 1 ? Conversion.Whole(command[1] ?? 0L) : 0);
        switch (code)
        {
            case 0:
                var values = new Dictionary<string, object?>(Map(command)) { [field.Inverse!] = row.Id };
                var external = values.Remove("practice_external_id", out var given) ? given as string : null;
                var created = Writing.Create(env, field.Relation!, values);
                if (external is not null) ExternalIds.Give(env, field.Relation!, created.Id, external);
                break;
            case 1:
                Writing.Write(env, field.Relation!, [id], Map(command));
                break;
            case 2:
                Writing.Unlink(env, field.Relation!, [id]);
                break;
            case 3:
                Detach(env, field, id);
                break;
            case 4:
                if (env.Row(field.Relation!, id).Link(field.Inverse!) != row.Id)
                    Writing.Write(env, field.Relation!, [id], new Dictionary<string, object?> { [field.Inverse!] = row.Id });
                break;
            case 5:
                foreach (var old in env.Database[field.Relation!].Pointing(field.Inverse!, row.Id).ToList()) Detach(env, field, old);
                break;
            default:
                var wanted = (command[2] as List<object?> ?? []).Select(Conversion.Whole).ToList();
                foreach (var old in env.Database[field.Relation!].Pointing(field.Inverse!, row.Id).Except(wanted).ToList()) Detach(env, field, old);
                foreach (var next in wanted) env.Set(field.Relation!, env.Row(field.Relation!, next), field.Inverse!, row.Id);
                break;
        }
    }

    private static void Detach(Env env, FieldDefinition field, int id)
    {
        if (env.Model(field.Relation!).Field(field.Inverse!)!.Required) Writing.Unlink(env, field.Relation!, [id]);
        else Writing.Write(env, field.Relation!, [id], new Dictionary<string, object?> { [field.Inverse!] = false });
    }

    private static void ManyToMany(Env env, string model, Row row, FieldDefinition field, List<object?> commands)
    {
        var linked = new List<int>(row.Links(field.Name));
        foreach (var item in commands)
        {
            if (item is not List<object?> command)
            {
                linked.Add(Known(env, model, field, Conversion.Whole(item)));
                continue;
            }

            var (code, id) = (Conversion.Whole(command[0]), command.Count > 1 ? Conversion.Whole(command[1] ?? 0L) : 0);
            if (code == 0) linked.Add(Writing.Create(env, field.Relation!, Map(command)).Id);
            else if (code == 1) Writing.Write(env, field.Relation!, [id], Map(command));
            else if (code is 2 or 3) linked.Remove(id);
            else if (code == 4) linked.Add(Known(env, model, field, id));
            else linked = code == 5 ? [] : [.. (command[2] as List<object?> ?? []).Select(v => Known(env, model, field, Conversion.Whole(v)))];
        }

        env.Set(model, row, field.Name, linked.Distinct().Order().ToList());
    }

    /// <summary>Version 19 lets nobody link what he may not read.</summary>
    private static int Known(Env env, string model, FieldDefinition field, int id)
    {
        var other = env.Row(field.Relation!, id);
        if (!env.Is19 || Access.Sees(env, field.Relation!, other)) return id;
        throw OdooException.Access($"Failed to write field {model}.{field.Name}\n{Access.Secret(env, field.Relation!, "read", other)}");
    }

    private static Dictionary<string, object?> Map(List<object?> command) =>
        command.Count > 2 && command[2] is Dictionary<string, object?> map ? map : [];
}
