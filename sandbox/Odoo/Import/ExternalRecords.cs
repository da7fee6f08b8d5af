using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>Creates or updates one record under its external id: <c>_load_records</c>.</summary>
internal static class ExternalRecords
{
    /// <summary>The record's id; none where version 18 skips a row without identity in update mode.</summary>
    public static int? Put(Env env, string model, Loaded loaded, bool update)
    {
        if (loaded.ExternalId is null) return WithoutName(env, model, loaded, update);
        if (ExternalIds.Find(env, loaded.ExternalId) is { } data)
        {
            if (data.Text("model") != model)
                throw OdooException.Validation($"For external id {loaded.ExternalId} when trying to create/update a record of model {model} found record of different model {data.Text("model")} ({data.Id})");
            var id = (int)data.Number("res_id");
            if (env.Database[model].Find(id) is not null)
            {
                if (!(update && data.Flag("noupdate"))) Writing.Write(env, model, [id], loaded.Values);
                return id;
            }

            ExternalIds.Drop(env, data);
        }

        var created = Writing.Create(env, model, loaded.Values);
        ExternalIds.Give(env, model, created.Id, loaded.ExternalId);
        return created.Id;
    }

    private static int? WithoutName(Env env, string model, Loaded loaded, bool update)
    {
        if (loaded.Id is { } id)
        {
            Writing.Write(env, model, [id], loaded.Values);
            return id;
        }

        if (!update) return Writing.Create(env, model, loaded.Values).Id;
        throw env.Is19
            ? OdooException.User("Cannot update a record without specifying its id or xml_id")
            : OdooException.Key("'record'");
    }
}
