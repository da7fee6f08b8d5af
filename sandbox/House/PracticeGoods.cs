using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.House;

/// <summary>What the merchant of the practice shop keeps in Odoo: its goods and the taxes it charges.</summary>
internal static class PracticeGoods
{
    private static readonly (string Name, decimal Percent)[] Taxes =
        [("VAT 20% on top", 20m), ("State 4%", 4m), ("County 1.25%", 1.25m), ("City 4.875%", 4.875m)];

    public static void Fill(PracticeOdoo odoo)
    {
        foreach (var variant in DemoOrders.Catalogue)
        {
            odoo.Add("product.product", new Dictionary<string, object?>
            {
                ["name"] = variant.ProductTitle, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true,
                ["list_price"] = variant.Price, ["taxes_id"] = new List<object?>(), ["supplier_taxes_id"] = new List<object?>(),
            });
        }

        var like = odoo.Records("account.tax").First(tax => (string?)tax["name"] == "VAT 20%");
        foreach (var (name, percent) in Taxes)
        {
            odoo.Add("account.tax", new Dictionary<string, object?>
            {
                ["name"] = name, ["amount"] = percent, ["amount_type"] = "percent", ["type_tax_use"] = "sale", ["sequence"] = 1,
                ["company_id"] = like["company_id"], ["country_id"] = like["country_id"], ["tax_group_id"] = like["tax_group_id"],
                ["is_base_affected"] = true, ["tax_exigibility"] = "on_invoice", ["price_include_override"] = "tax_excluded",
            });
        }
    }
}
