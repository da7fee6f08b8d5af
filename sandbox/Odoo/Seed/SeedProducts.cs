using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Seed;

/// <summary>Services that carry charges, and goods with barcodes in stock.</summary>
internal static class SeedProducts
{
    private const int Goods = 30;

    private static readonly string[] Services = ["Shipping", "Tip", "Duty", "Fee", "Custom item", "Rounding", "Discount", "Gift card"];

    public static void Fill(SeedTable table, Env env)
    {
        table.Put("uom.uom", 1, "uom.product_uom_unit", ("name", "Units"), ("factor", 1m));
        table.Put("product.category", 1, "product.product_category_all", ("name", env.Is19 ? "Goods" : "All"));
        foreach (var name in Services) Product(env, name, name == "Shipping" ? "SHIP" : null, null, "service", 0m);
        for (var i = 1; i <= Goods; i++)
        {
            var code = $"SKU-{i:D3}";
            var product = Product(env, $"Product {i:D3}", code, Barcode(i), "consu", 9.99m + i);
            table.Put("stock.quant", null, null, ("product_id", product), ("location_id", 1), ("quantity", 10_000m), ("reserved_quantity", 0m), ("company_id", 1));
        }

        var archived = Product(env, "Retired product", "SKU-OLD", null, "consu", 5m);
        Writing.Write(env, "product.product", [archived], new Dictionary<string, object?> { ["active"] = false });
        Product(env, "Twin one", "SKU-TWIN", null, "consu", 5m);
        Product(env, "Twin two", "SKU-TWIN", null, "consu", 6m);
        var shipping = env.Database["product.product"].Rows.First(row => row.Text("default_code") == "SHIP");
        table.Put("delivery.carrier", null, null, ("name", "Standard delivery"), ("product_id", shipping.Id), ("delivery_type", "fixed"), ("sequence", 1));
    }

    private static int Product(Env env, string name, string? code, string? barcode, string type, decimal price)
    {
        var row = Writing.Create(env, "product.product", new Dictionary<string, object?>
        {
            ["name"] = name,
            ["default_code"] = code,
            ["barcode"] = barcode,
            ["type"] = type,
            ["is_storable"] = type == "consu",
            ["list_price"] = price,
            ["taxes_id"] = new List<object?>(),
            ["supplier_taxes_id"] = new List<object?>(),
        });
        env.Set("product.template", env.Row("product.template", row.Link("product_tmpl_id")!.Value), "taxes_id", new List<int>());
        return row.Id;
    }

    /// <summary>An EAN-13 in the range for use inside a shop.</summary>
    private static string Barcode(int number)
    {
        var digits = $"2000000{number.ToString("D5", CultureInfo.InvariantCulture)}";
        var sum = digits.Select((digit, at) => (digit - '0') * (at % 2 == 1 ? 3 : 1)).Sum();
        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
