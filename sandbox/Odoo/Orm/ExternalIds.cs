namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>External ids: the rows of ir.model.data with their unique index.</summary>
internal static class ExternalIds
{
    /// <summary>The row of <c>module.name</c> where there is one; the first dot parts them.</summary>
    public static Row? Find(Env env, string externalId)
    {
        var (module, name) = Parted(externalId);
        return env.Database.ExternalId(module, name);
    }

    /// <summary>The id behind an external id where the record still lives and is of the model.</summary>
    public static int? Live(Env env, string model, string externalId)
    {
        if (Find(env, externalId) is not { } data || data.Text("model") != model) return null;
        return env.Database[model].Find((int)data.Number("res_id"))?.Id;
    }

    public static void Give(Env env, string model, int id, string externalId)
    {
        var (module, name) = Parted(externalId);
        if (env.Database.ExternalId(module, name) is { } taken)
        {
            if (taken.Text("model") == model && taken.Number("res_id") == id) return;
            throw OdooException.Validation($"The operation cannot be completed: duplicate key value violates unique constraint \"ir_model_data_module_name_uniq_index\"\nDETAIL:  Key (module, name)=({module}, {name}) already exists.\n");
        }

        var row = env.Database["ir.model.data"].Insert();
        env.Set("ir.model.data", row, "module", module);
        env.Set("ir.model.data", row, "name", name);
        env.Set("ir.model.data", row, "model", model);
        env.Set("ir.model.data", row, "res_id", id);
        env.Set("ir.model.data", row, "noupdate", Conversion.Truth(env.Context.GetValueOrDefault("noupdate")));
        env.Set("ir.model.data", row, "create_date", env.Now);
        env.Set("ir.model.data", row, "write_date", env.Now);
        env.Database.RememberExternalId(module, name, row.Id);
    }

    /// <summary>A deleted record takes its external ids with it.</summary>
    public static void Forget(Env env, string model, int id)
    {
        foreach (var row in Of(env, model, id)) Drop(env, row);
    }

    public static void Drop(Env env, Row row)
    {
        env.Database.ForgetExternalId(row.Text("module")!, row.Text("name")!);
        env.Database["ir.model.data"].Delete(row);
    }

    public static List<Row> Of(Env env, string model, int id) =>
        [.. env.Database["ir.model.data"].Pointing("res_id", id).Select(row => env.Row("ir.model.data", row)).Where(row => row.Text("model") == model)];

    public static (string Module, string Name) Parted(string externalId)
    {
        var dot = externalId.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? ("", externalId) : (externalId[..dot], externalId[(dot + 1)..]);
    }
}
