using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>What one of a product moves: itself, or, of a kit, so many of a part of it.</summary>
/// <param name="BillLine">The line of the kit's bill; null where the product itself moves.</param>
internal sealed record Part(int Product, decimal Each, int? BillLine);

/// <summary>Products that are sold as one and move as their parts: those with a bill of materials of the type “phantom”.</summary>
internal static class Kits
{
    private const string Bill = "mrp.bom";

    public static bool Is(Env env, int product) => BillOf(env, product) is not null;

    /// <summary>What moves when one of the product is sold, kits within kits taken apart; services do not move.</summary>
    public static IReadOnlyList<Part> Parts(Env env, int product) => [.. Parts(env, product, 1m, null).Where(part => part.BillLine is null || Template(env, part.Product).Text("type") != "service")];

    /// <summary>As many kits as the scarcest part that is counted allows, never a part of one; null where the product is no kit.</summary>
    public static decimal? Allowed(Env env, int product, Func<int, decimal> quantity)
    {
        if (!Is(env, product)) return null;
        var counted = Parts(env, product).Where(part => Template(env, part.Product).Flag("is_storable")).GroupBy(part => part.Product).ToList();
        return counted.Count == 0 ? 0m : counted.Min(part => decimal.Floor(quantity(part.Key) / part.Sum(one => one.Each)));
    }

    private static IEnumerable<Part> Parts(Env env, int product, decimal each, int? line)
    {
        if (BillOf(env, product) is not { } bill) return [new Part(product, each, line)];
        var lines = env.Database["mrp.bom.line"].Pointing("bom_id", bill.Id).Order().Select(id => env.Row("mrp.bom.line", id));
        return lines.Where(one => one.Number("product_qty") != 0m).SelectMany(one => Parts(env, one.Link("product_id")!.Value, each * one.Number("product_qty") / bill.Number("product_qty"), one.Id));
    }

    private static Row? BillOf(Env env, int product)
    {
        if (!env.Options.Manufacturing) return null;
        var template = env.Row("product.product", product).Link("product_tmpl_id");
        return Ordering.Sort(env, Bill, env.Database[Bill].Rows.Where(bill => bill.Text("type") == "phantom" && bill.Link("product_tmpl_id") == template && bill.Flag("active") && bill.Link("product_id") is var own && (own is null || own == product)), null).FirstOrDefault();
    }

    private static Row Template(Env env, int product) => env.Row("product.template", env.Row("product.product", product).Link("product_tmpl_id")!.Value);
}

/// <summary>Bills of materials: <c>mrp.bom</c>.</summary>
internal sealed class Bills : Behaviour
{
    public override string Model => "mrp.bom";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("type", "normal");
        values.TryAdd("product_qty", 1m);
        values.TryAdd("product_uom_id", 1L);
        values.TryAdd("company_id", (long)env.Company);
    }

    public override string? DisplayName(Env env, Row row) => env.Linked(row, "product_tmpl_id", "product.template") is { } template ? env.DisplayName("product.template", template) : null;
}

/// <summary>What goes into one: <c>mrp.bom.line</c>.</summary>
internal sealed class BillLines : Behaviour
{
    public override string Model => "mrp.bom.line";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("product_qty", 1m);
        values.TryAdd("product_uom_id", 1L);
        values.TryAdd("sequence", 1L);
    }

    public override string? DisplayName(Env env, Row row) => env.Linked(row, "product_id", "product.product") is { } product ? env.DisplayName("product.product", product) : null;
}
