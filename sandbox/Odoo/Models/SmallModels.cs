using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Names that lie in another field than <c>name</c>: locations, stock, states with their country.</summary>
internal sealed class Locations : Behaviour
{
    public override string Model => "stock.location";

    public override string? DisplayName(Env env, Row row) => row.Text("complete_name")
        ?? (env.Linked(row, "location_id", Model) is { } above && row.Text("usage") != "view" ? $"{DisplayName(env, above)}/{row.Text("name")}" : row.Text("name"));

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name == "complete_name" ? DisplayName(env, row) : row[field.Name];
}

/// <summary>States, shown with the country's code.</summary>
internal sealed class CountryStates : Behaviour
{
    public override string Model => "res.country.state";

    public override IReadOnlyList<string> SearchedByName => ["name", "code"];

    public override string? DisplayName(Env env, Row row) => $"{row.Text("name")} ({env.Linked(row, "country_id", "res.country")?.Text("code")})";
}

/// <summary>Countries, found by code too.</summary>
internal sealed class Countries : Behaviour
{
    public override string Model => "res.country";

    public override IReadOnlyList<string> SearchedByName => ["code"];
}

/// <summary>Product categories with their path.</summary>
internal sealed class Categories : Behaviour
{
    public override string Model => "product.category";

    public override string? DisplayName(Env env, Row row) =>
        env.Linked(row, "parent_id", Model) is { } parent ? $"{DisplayName(env, parent)} / {row.Text("name")}" : row.Text("name");

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "complete_name" => DisplayName(env, row),
        "parent_path" => Path(env, row),
        _ => row[field.Name],
    };

    private string Path(Env env, Row row) => $"{(env.Linked(row, "parent_id", Model) is { } parent ? Path(env, parent) : "")}{row.Id}/";
}

/// <summary>Pricelists, shown with their currency.</summary>
internal sealed class Pricelists : Behaviour
{
    public override string Model => "product.pricelist";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("sequence", 16L);
        values.TryAdd("currency_id", env.Row("res.company", env.Company).Link("currency_id"));
    }

    public override string? DisplayName(Env env, Row row) => $"{row.Text("name")} ({env.Linked(row, "currency_id", "res.currency")?.Text("name")})";
}

/// <summary>Users: groups are asked by external id.</summary>
internal sealed class Users : Behaviour
{
    public override string Model => "res.users";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("company_id", (long)env.Company);
        values.TryAdd("company_ids", new List<object?> { new List<object?> { 6L, 0L, new List<object?> { values["company_id"] } } });
    }

    /// <summary>A password can be set, never read.</summary>
    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name == "password" ? "" : row[field.Name];

    public override string? DisplayName(Env env, Row row) => env.Linked(row, "partner_id", "res.partner")?.Text("name");

    public override IReadOnlyList<Method> Methods =>
    [
        Method.OnRecords("has_group(group_ext_id)", (env, call) =>
            Rights.GroupsOf(new Env(env.Database, env.Registry, env.Options, call.Ids.Count > 0 ? call.Ids[0] : env.User, [])).Contains(call.Text("group_ext_id") ?? ""), "ResUsers"),
        Method.Of("context_get()", (env, _) => new Dictionary<string, object?>
        {
            ["lang"] = env.Linked(env.UserRow, "partner_id", "res.partner")?.Text("lang"),
            ["tz"] = env.Linked(env.UserRow, "partner_id", "res.partner")?.Text("tz") ?? (object)false,
            ["uid"] = env.User,
        }, "ResUsers"),
    ];
}

/// <summary>External ids as records: <c>ir.model.data</c>.</summary>
internal sealed class ModelData : Behaviour
{
    public override string Model => "ir.model.data";

    public override IReadOnlyList<Method> Methods => [Method.Of("check_object_reference(module, xml_id, raise_on_access_error=False)", Check, "IrModelData")];

    public override string? DisplayName(Env env, Row row) => $"{row.Text("module")}.{row.Text("name")}";

    public override void Created(Env env, Row row)
    {
        var (module, name) = (row.Text("module") ?? "", row.Text("name")!);
        if (env.Database.ExternalId(module, name) is not null)
            throw OdooException.Validation($"The operation cannot be completed: duplicate key value violates unique constraint \"ir_model_data_module_name_uniq_index\"\nDETAIL:  Key (module, name)=({module}, {name}) already exists.\n");
        env.Database.RememberExternalId(module, name, row.Id);
    }

    public override void Unlinking(Env env, Row row) => env.Database.ForgetExternalId(row.Text("module")!, row.Text("name")!);

    private static object? Check(Env env, Call call)
    {
        var (module, name) = (call.Text("module") ?? "", call.Text("xml_id") ?? "");
        var data = env.Database.ExternalId(module, name) ?? throw OdooException.Value($"External ID not found in the system: {module}.{name}");
        var (model, id) = (data.Text("model")!, (int)data.Number("res_id"));
        var seen = env.Database[model].Find(id) is { } row && Access.Has(env, model, 'r') && Access.Sees(env, model, row);
        return new List<object?> { model, seen ? id : false };
    }
}

/// <summary>Companies, with the code of their country and the companies above them.</summary>
internal sealed class CompanyRecords : Behaviour
{
    public override string Model => "res.company";

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "country_code" => env.Linked(row, "account_fiscal_country_id", "res.country")?.Text("code"),
        "country_id" => row.Link("account_fiscal_country_id"),
        "parent_ids" => Above(env, row),
        _ => row[field.Name],
    };

    private static List<int> Above(Env env, Row row)
    {
        var above = env.Linked(row, "parent_id", "res.company") is { } parent ? Above(env, parent) : [];
        above.Add(row.Id);
        return above;
    }
}
