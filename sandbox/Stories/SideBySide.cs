using System.Globalization;
using Tandem.App.Operate;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary>One order as it stands in Shopify and in Odoo, read from both and not from Tandem.</summary>
internal static class SideBySide
{
    /// <returns>Whether both agree and Tandem says so too.</returns>
    public static async Task<bool> Show(string kind, PracticeOrder order, RecordStanding? standing, PracticeOdoo odoo, TextWriter output)
    {
        var shopify = (Total: Amount(order.Data, "currentTotalPriceSet"), Tax: Amount(order.Data, "currentTotalTaxSet"));
        var external = $"tandem_{order.Shop.Handle}.order_{order.Number.ToString(CultureInfo.InvariantCulture)}";
        var record = odoo.Record("sale.order", external);
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{order.Name} {kind}");
        await output.WriteLineAsync($"  Shopify  {Lines(order)}");
        await output.WriteLineAsync($"           total {Text(shopify.Total)}, of which tax {Text(shopify.Tax)}");
        if (record is null)
        {
            await output.WriteLineAsync("  Odoo     nothing");
            await output.WriteLineAsync($"  Tandem   {(standing is null ? "has not looked at it" : StandingText.Of(standing))}");
            return false;
        }

        var id = Convert.ToInt32(record["id"], CultureInfo.InvariantCulture);
        await output.WriteLineAsync($"  Odoo     {record["name"]} ({record["state"]}): {OdooLines(odoo, id)}");
        await output.WriteLineAsync($"           total {Text(Number(record["amount_total"]))}, of which tax {Text(Number(record["amount_tax"]))}, reference {record["client_order_ref"]}, dated {record["date_order"]}");
        await output.WriteLineAsync($"  Tandem   {(standing is null ? "has not looked at it" : StandingText.Of(standing))}");
        return standing?.Standing is Standing.InStep && Number(record["amount_total"]) == shopify.Total && (string?)record["state"] == "sale";
    }

    private static string Lines(PracticeOrder order) => string.Join("; ", order.Data.Children("lineItems")
        .Select(line => $"{line["quantity"]} × {line.Text("sku") ?? line.Text("title")} {Text(Amount(line, "originalUnitPriceSet"))}"));

    private static string OdooLines(PracticeOdoo odoo, int order) => string.Join("; ", odoo.Records("sale.order.line")
        .Where(line => Convert.ToInt32(line["order_id"], CultureInfo.InvariantCulture) == order)
        .Select(line => $"{Number(line["product_uom_qty"]).ToString("0.##", CultureInfo.InvariantCulture)} × {((string)line["name"]!).Split('\n')[0]} {Text(Number(line["price_unit"]))}{(Number(line["discount"]) == 0m ? "" : $" −{Number(line["discount"]).ToString("0.##", CultureInfo.InvariantCulture)} %")}"));

    private static decimal Amount(ShopifyObject owner, string set) => Number(((owner[set] as IGraphObject)?["shopMoney"] as IGraphObject)?["amount"]);

    private static decimal Number(object? value) => value is null or false ? 0m : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
