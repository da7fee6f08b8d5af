using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Webhooks;

/// <summary>An order as webhooks state it: REST-shaped, ids as numbers, money as text, times with the shop's offset.</summary>
internal static class WebhookBody
{
    public static JsonObject Of(PracticeOrder order, string topic) => topic switch
    {
        "orders/edited" => new JsonObject { ["order_edit"] = Edit(order) },
        "orders/delete" => new JsonObject { ["id"] = order.Number },
        _ => Order(order),
    };

    private static JsonObject Edit(PracticeOrder order) => new()
    {
        ["id"] = order.Number + 1,
        ["app_id"] = null,
        ["created_at"] = Time(order.UpdatedAt, order.Shop),
        ["notify_customer"] = false,
        ["order_id"] = order.Number,
        ["staff_note"] = "",
        ["line_items"] = new JsonObject
        {
            ["additions"] = new JsonArray(),
            ["removals"] = new JsonArray([.. order.Data.Children("lineItems").Where(l => (int)l["quantity"]! > (int)l["currentQuantity"]!)
                .Select(l => (JsonNode)new JsonObject { ["id"] = Gid.Number(l.Id), ["delta"] = (int)l["quantity"]! - (int)l["currentQuantity"]! })]),
        },
    };

    private static JsonObject Order(PracticeOrder order)
    {
        var data = order.Data;
        var body = new JsonObject
        {
            ["id"] = order.Number,
            ["admin_graphql_api_id"] = order.Id,
            ["app_id"] = 580111,
            ["cancel_reason"] = data.Text("cancelReason")?.ToLowerInvariant(),
            ["cancelled_at"] = Time(data["cancelledAt"], order.Shop),
            ["closed_at"] = Time(data["closedAt"], order.Shop),
            ["confirmation_number"] = data.Text("confirmationNumber"),
            ["confirmed"] = true,
            ["contact_email"] = data.Text("email"),
            ["created_at"] = Time(order.CreatedAt, order.Shop),
            ["currency"] = data.Text("currencyCode"),
            ["customer_locale"] = data.Text("customerLocale"),
            ["duties_included"] = (bool)data["dutiesIncluded"]!,
            ["email"] = data.Text("email") ?? "",
            ["estimated_taxes"] = (bool)data["estimatedTaxes"]!,
        };
        Standing(body, order);
        WebhookParts.Amounts(body, data);
        WebhookParts.Put(body, data);
        return body;
    }

    private static void Standing(JsonObject body, PracticeOrder order)
    {
        var data = order.Data;
        var more = new Dictionary<string, JsonNode?>
        {
            ["financial_status"] = data.Text("displayFinancialStatus")!.ToLowerInvariant(),
            ["fulfillment_status"] = data.Text("displayFulfillmentStatus") switch { "FULFILLED" => "fulfilled", "PARTIALLY_FULFILLED" => "partial", _ => null },
            ["name"] = order.Name,
            ["note"] = data.Text("note"),
            ["number"] = (int)data["number"]! - 1000,
            ["order_number"] = (int)data["number"]!,
            ["phone"] = data.Text("phone"),
            ["po_number"] = data.Text("poNumber"),
            ["presentment_currency"] = data.Text("presentmentCurrencyCode"),
            ["processed_at"] = Time(data["processedAt"], order.Shop),
            ["source_identifier"] = data.Text("sourceIdentifier"),
            ["source_name"] = data.Text("sourceName"),
            ["tags"] = string.Join(", ", (string[])data["tags"]!),
            ["tax_exempt"] = (bool)data["taxExempt"]!,
            ["taxes_included"] = (bool)data["taxesIncluded"]!,
            ["test"] = (bool)data["test"]!,
            ["updated_at"] = Time(order.UpdatedAt, order.Shop),
        };
        foreach (var (name, value) in more) body[name] = value;
    }

    private static string? Time(object? time, PracticeShop shop) => time is DateTimeOffset t
        ? TimeZoneInfo.ConvertTime(t, TimeZoneInfo.FindSystemTimeZoneById(shop.Description.TimeZone)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
        : null;
}
