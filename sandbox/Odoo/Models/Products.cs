using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Products as the merchant thinks of them: <c>product.template</c>.</summary>
internal sealed class ProductTemplates : Behaviour
{
    public override string Model => "product.template";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("type", "consu");
        values.TryAdd("list_price", 1m);
        values.TryAdd("sale_ok", true);
        values.TryAdd("purchase_ok", true);
        values.TryAdd("uom_id", 1L);
        values.TryAdd("sequence", 1L);
        values.TryAdd("tracking", "none");
        values.TryAdd("invoice_policy", "order");
        if (!env.Is19)
        {
            values.TryAdd("uom_po_id", 1L);
            values.TryAdd("categ_id", 1L);
        }

        if (!values.ContainsKey("taxes_id")) values["taxes_id"] = new List<object?> { new List<object?> { 6L, 0L, Taxes.Default(env, env.Company) } };
    }

    public override void Created(Env env, Row row)
    {
        if (env.Context.ContainsKey("practice_bare")) return;
        if (env.Database["product.template.attribute.line"].Pointing("product_tmpl_id", row.Id).Count > 0)
        {
            Combinations.Arrange(env, row.Id);
            return;
        }

        Images.Keep(env, Model, Images.OfTemplate, row);
        var values = new Dictionary<string, object?> { ["product_tmpl_id"] = row.Id, ["active"] = row.Flag("active") };
        foreach (var field in (string[])["default_code", "barcode", "standard_price", "weight", "volume"])
            if (row[field] is { } value) values[field] = value;
        Writing.Create(env.Sudo(), "product.product", values);
    }

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        var down = values.Where(pair => pair.Key is "default_code" or "barcode" or "standard_price" or "weight" or "volume" or "active").ToDictionary();
        var variants = env.Database["product.product"].Pointing("product_tmpl_id", row.Id);
        if (values.ContainsKey(Images.OfTemplate)) Images.Keep(env, Model, Images.OfTemplate, row);
        if (down.Count > 0 && variants.Count == 1) Writing.Write(env.Sudo(), "product.product", [variants.First()], down);
    }

    public override string? DisplayName(Env env, Row row) =>
        Compute(env, row, env.Model(Model).Field("default_code")!) is string code ? $"[{code}] {row.Text("name")}" : row.Text("name");

    public override object? Compute(Env env, Row row, FieldDefinition field)
    {
        var variants = env.Database["product.product"].Pointing("product_tmpl_id", row.Id);
        return field.Name switch
        {
            "product_variant_count" => variants.Count(id => env.Row("product.product", id).Flag("active")),
            "product_variant_id" => variants.Count > 0 ? variants.First() : null,
            "currency_id" => env.Database["res.company"].Find(row.Link("company_id") ?? env.Company)?.Link("currency_id"),
            "default_code" or "barcode" or "standard_price" or "weight" or "volume" when variants.Count == 1 => env.Row("product.product", variants.First())[field.Name],
            _ => row[field.Name],
        };
    }
}

/// <summary>What is sold and stocked: <c>product.product</c>, which delegates to its template.</summary>
internal sealed class ProductVariants : Behaviour
{
    public override string Model => "product.product";

    public override IReadOnlyList<string> SearchedByName => ["default_code", "barcode"];

    public override void Created(Env env, Row row) => Unique(env, row);

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (values.ContainsKey("barcode")) Unique(env, row);
        if (values.ContainsKey(Images.OfVariant)) Images.Keep(env, Model, Images.OfVariant, row);
        if (values.ContainsKey("active") && env.Linked(row, "product_tmpl_id", "product.template") is { } template && Alone(env, template))
            env.Set("product.template", template, "active", row.Flag("active"));
    }

    public override string? DisplayName(Env env, Row row)
    {
        var name = env.Linked(row, "product_tmpl_id", "product.template")?.Text("name");
        return row.Text("default_code") is { } code ? $"[{code}] {name}" : name;
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "lst_price" => env.Linked(row, "product_tmpl_id", "product.template")!.Number("list_price")
            + Combinations.Of(row).Sum(value => env.Row("product.template.attribute.value", value).Number("price_extra")),
        "qty_available" => Quantity(env, row, product => Stock.OnHand(env, product)),
        "virtual_available" => Quantity(env, row, product => Stock.OnHand(env, product) + Stock.Planned(env, product)),
        "free_qty" => Quantity(env, row, product => Stock.OnHand(env, product) - Stock.Reserved(env, product)),
        "is_kits" => Kits.Is(env, row.Id),
        // In the order of the product's attributes, whichever value was made first.
        "product_template_attribute_value_ids" => Ordering.Sort(env, field.Relation!, Combinations.Of(row).Select(id => env.Row(field.Relation!, id)), null).Select(value => value.Id).ToList(),
        "combination_indices" => row[field.Name] ?? "",
        _ => row[field.Name],
    };

    private static decimal Quantity(Env env, Row row, Func<int, decimal> quantity) => Kits.Allowed(env, row.Id, quantity) ?? quantity(row.Id);

    private static bool Alone(Env env, Row template) => env.Database["product.product"].Pointing("product_tmpl_id", template.Id).Count == 1;

    private void Unique(Env env, Row row)
    {
        if (row.Text("barcode") is not { } barcode) return;
        var same = env.Database[Model].Rows.Where(other => other.Text("barcode") == barcode).ToList();
        if (same.Count < 2) return;
        var names = string.Join(" and ", same.Select(other => DisplayName(env, other)));
        throw OdooException.Validation($"Barcode(s) already assigned:\n\n- Barcode \"{barcode}\" already assigned to product(s): {names}\n\nNote: products that you don't have access to will not be shown above.");
    }
}
