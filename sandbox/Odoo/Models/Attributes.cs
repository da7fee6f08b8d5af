using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>What products are told apart by.</summary>
internal sealed class ProductAttributes : Behaviour
{
    public override string Model => "product.attribute";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("create_variant", "always");
        values.TryAdd("display_type", "radio");
        values.TryAdd("sequence", 20L);
    }
}

/// <summary>Values of attributes, shown with them.</summary>
internal sealed class AttributeValues : Behaviour
{
    public override string Model => "product.attribute.value";

    public override void Created(Env env, Row row)
    {
        if (env.Database[Model].Rows.Count(other => other.Text("name") == row.Text("name") && other.Link("attribute_id") == row.Link("attribute_id")) > 1)
            throw OdooException.Validation("You cannot create two values with the same name for the same attribute.");
    }

    public override string? DisplayName(Env env, Row row) => $"{env.Linked(row, "attribute_id", "product.attribute")?.Text("name")}: {row.Text("name")}";
}

/// <summary>Which values of an attribute a product comes in; its variants follow.</summary>
internal sealed class AttributeLines : Behaviour
{
    public override string Model => "product.template.attribute.line";

    public override void Defaults(Env env, Dictionary<string, object?> values) => values.TryAdd("sequence", 10L);

    public override void Created(Env env, Row row) => Follow(env, row);

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values) => Follow(env, row);

    private static void Follow(Env env, Row row)
    {
        // While its product is being made, that makes the variants of all lines at once.
        if (row.Link("product_tmpl_id") is { } template && env.Database["product.product"].Pointing("product_tmpl_id", template).Count > 0) Combinations.Arrange(env, template);
    }
}

/// <summary>A value as one product has it, with what it adds to the price.</summary>
internal sealed class TemplateValues : Behaviour
{
    public override string Model => "product.template.attribute.value";

    public override object? Compute(Env env, Row row, FieldDefinition field) =>
        field.Name == "name" ? env.Linked(row, "product_attribute_value_id", "product.attribute.value")?.Text("name") : row[field.Name];

    public override string? DisplayName(Env env, Row row) =>
        $"{env.Linked(row, "attribute_id", "product.attribute")?.Text("name")}: {Compute(env, row, env.Model(Model).Field("name")!)}";
}

/// <summary>Tags and rules of prices with what Odoo fills in.</summary>
internal sealed class PriceRules : Behaviour
{
    public override string Model => "product.pricelist.item";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("applied_on", "3_global");
        values.TryAdd("compute_price", "fixed");
        values.TryAdd("base", "list_price");
        values.TryAdd("min_quantity", 0m);
    }
}

/// <summary>One variant for each combination of a product's values.</summary>
internal static class Combinations
{
    public static void Arrange(Env env, int template)
    {
        List<List<int>> wanted = [[]];
        foreach (var line in env.Database["product.template.attribute.line"].Pointing("product_tmpl_id", template).Select(id => env.Row("product.template.attribute.line", id)).OrderBy(line => line.Id))
        {
            if (env.Linked(line, "attribute_id", "product.attribute")?.Text("create_variant") != "always") continue;
            var values = Reading.Ids(env, "product.template.attribute.line", line, env.Model("product.template.attribute.line").Field("value_ids")!).Select(value => Value(env, line, value)).ToList();
            if (values.Count > 0) wanted = [.. wanted.SelectMany(some => values.Select(value => some.Append(value).ToList()))];
        }

        var products = env.Database["product.product"].Pointing("product_tmpl_id", template).Select(id => env.Row("product.product", id)).ToList();
        foreach (var product in products.Where(product => !wanted.Any(some => some.ToHashSet().SetEquals(Of(product))))) env.Set("product.product", product, "active", false);
        // What had been archived by hand comes back too, as in Odoo.
        foreach (var product in products.Where(product => !product.Flag("active") && wanted.Any(some => some.ToHashSet().SetEquals(Of(product))))) env.Set("product.product", product, "active", true);
        foreach (var some in wanted.Where(some => !products.Any(product => some.ToHashSet().SetEquals(Of(product)))))
            Writing.Create(env.Sudo(), "product.product", new Dictionary<string, object?>
            {
                ["product_tmpl_id"] = template, ["active"] = true, ["product_template_attribute_value_ids"] = new List<object?> { new List<object?> { 6L, 0L, some.Select(id => (object?)(long)id).ToList() } },
            });
    }

    public static IReadOnlyList<int> Of(Row product) => product["product_template_attribute_value_ids"] as IReadOnlyList<int> ?? [];

    private static int Value(Env env, Row line, int value)
    {
        var table = env.Database["product.template.attribute.value"];
        if (table.Rows.FirstOrDefault(row => row.Link("attribute_line_id") == line.Id && row.Link("product_attribute_value_id") == value) is { } known) return known.Id;
        return Writing.Create(env.Sudo(), "product.template.attribute.value", new Dictionary<string, object?>
        {
            ["attribute_line_id"] = line.Id, ["product_attribute_value_id"] = value, ["attribute_id"] = line.Link("attribute_id"), ["product_tmpl_id"] = line.Link("product_tmpl_id"), ["ptav_active"] = true,
        }).Id;
    }
}
