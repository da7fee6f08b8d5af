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
            told[field.Name] = One(env, field).Where(pair => attributes.Count == 0 || attributes.Contains(pair.Key)).ToDictionary();
        return told;
    }

    private static Dictionary<string, object?> One(Env env, FieldDefinition field)
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
        if (field.Type == "float") told["digits"] = Digits(env, field.Name);
        if (field.Relation is not null) told["relation"] = field.Relation;
        if (field.Inverse is not null) told["relation_field"] = field.Inverse;
        if (field.Type == "selection") told["selection"] = field.Selection.Select(choice => (object?)new List<object?> { choice.Key, choice.Value }).ToList();
        return told;
    }

    /// <summary>Total digits and those after the point; false where values are kept as they are sent, as 19 keeps unit prices.</summary>
    private static object Digits(Env env, string field)
    {
        var precision = field switch
        {
            "price_unit" when !env.Is19 => "Product Price",
            "discount" => "Discount",
            "product_uom_qty" => env.Is19 ? "Product Unit" : "Product Unit of Measure",
            _ => null,
        };
        var row = env.Database["decimal.precision"].Rows.FirstOrDefault(row => row.Text("name") == precision);
        return row is null ? false : new List<object?> { 16, (int)row.Number("digits") };
    }
}
