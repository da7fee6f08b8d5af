using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.Shopify.Orders;

/// <summary>The app metafields in which an order carries its Odoo references.</summary>
internal static class OrderMarks
{
    /// <summary>Shopify's word for the namespace that only this app writes.</summary>
    private const string Namespace = "$app";

    private static readonly (string Key, string Name, string Type)[] Fields =
    [
        ("odoo_order", "Odoo order", "single_line_text_field"),
        ("odoo_order_id", "Odoo order id", "number_integer"),
        ("odoo_order_url", "Odoo order link", "url"),
    ];

    /// <summary>Shopify takes 25 metafields in one call, and writes all of them or none.</summary>
    public static int OrdersInOneCall => 25 / Fields.Length;

    public static JsonArray Values(OrderId order, OdooMark mark)
    {
        string?[] values = [mark.Name, mark.Id.ToString(CultureInfo.InvariantCulture), mark.Link?.AbsoluteUri];
        return [.. Fields.Zip(values).Where(pair => pair.Second is not null).Select(pair => new JsonObject
        {
            ["ownerId"] = order.Gid,
            ["namespace"] = Namespace,
            ["key"] = pair.First.Key,
            ["type"] = pair.First.Type,
            ["value"] = pair.Second,
        })];
    }

    public static async Task Define(IShopifyAdmin admin, ShopDomain shop, CancellationToken cancellationToken)
    {
        foreach (var field in Fields)
        {
            try
            {
                await admin.Run(shop, OrderDocuments.MarkDefinition, new JsonObject { ["definition"] = Definition(field) }, cancellationToken);
            }
            catch (ShopifyException refused) when (Exists(refused.Failure))
            {
            }
        }
    }

    private static JsonObject Definition((string Key, string Name, string Type) field) => new()
    {
        ["ownerType"] = "ORDER",
        ["namespace"] = Namespace,
        ["key"] = field.Key,
        ["name"] = field.Name,
        ["type"] = field.Type,
        ["pin"] = true,
        ["access"] = new JsonObject { ["admin"] = "MERCHANT_READ" },
    };

    private static bool Exists(ShopifyFailure failure) =>
        failure is ShopifyFailure.UserErrors { Errors: var errors } && errors.All(error => error.Code == "TAKEN");
}
