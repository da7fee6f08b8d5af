using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.Shopify.Products;

/// <summary>The app metafield that says which product of Odoo a product was made of; no two products carry the same.</summary>
internal static class ListingMark
{
    private const string Namespace = "$app";
    private const string Key = "odoo_template";

    public static JsonObject Of(string identity) => new() { ["namespace"] = Namespace, ["key"] = Key, ["value"] = identity };

    public static async Task Define(IShopifyAdmin admin, ShopDomain shop, CancellationToken cancellationToken)
    {
        var definition = new JsonObject
        {
            ["ownerType"] = "PRODUCT",
            ["namespace"] = Namespace,
            ["key"] = Key,
            ["name"] = "Odoo product",
            ["type"] = "id",
            ["access"] = new JsonObject { ["admin"] = "MERCHANT_READ" },
            ["capabilities"] = new JsonObject { ["uniqueValues"] = new JsonObject { ["enabled"] = true } },
        };
        try
        {
            await admin.Run(shop, ListingDocuments.MarkDefinition, new JsonObject { ["definition"] = definition }, cancellationToken);
        }
        catch (ShopifyException refused) when (refused.Failure is ShopifyFailure.UserErrors { Errors: var errors } && errors.All(error => error.Code == "TAKEN"))
        {
            // It is there already.
        }
    }
}
