using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Webhooks;

/// <summary>The parts of an order's webhook: amounts, lines, shipping, people.</summary>
internal static class WebhookParts
{
    private static readonly (string Name, string Graph)[] Totals =
    [
        ("current_subtotal_price", "currentSubtotalPriceSet"), ("current_total_discounts", "currentTotalDiscountsSet"),
        ("current_total_price", "currentTotalPriceSet"), ("current_total_tax", "currentTotalTaxSet"), ("subtotal_price", "subtotalPriceSet"),
        ("total_discounts", "totalDiscountsSet"), ("total_price", "totalPriceSet"), ("total_tax", "totalTaxSet"),
    ];

    public static void Amounts(JsonObject body, ShopifyObject data)
    {
        foreach (var (rest, graph) in Totals)
        {
            body[rest] = Price(data.Money(graph));
            body[$"{rest}_set"] = Set(data.Money(graph));
        }

        body["total_shipping_price_set"] = Set(data.Money("totalShippingPriceSet"));
        body["total_outstanding"] = Price(data.Money("totalOutstandingSet"));
        body["total_tip_received"] = Price(data.Money("totalTipReceivedSet"));
        body["payment_gateway_names"] = new JsonArray([.. ((string[])data["paymentGatewayNames"]!).Select(n => (JsonNode)n)]);
    }

    public static void Put(JsonObject body, ShopifyObject data)
    {
        body["tax_lines"] = Taxes(data.Children("taxLines"));
        body["discount_codes"] = new JsonArray([.. ((string[])data["discountCodes"]!).Select(c => (JsonNode)new JsonObject { ["code"] = c, ["amount"] = Price(data.Money("totalDiscountsSet")), ["type"] = "fixed_amount" })]);
        body["billing_address"] = Address(data.Child("billingAddress"));
        body["shipping_address"] = Address(data.Child("shippingAddress"));
        body["customer"] = Customer(data.Child("customer"));
        body["line_items"] = new JsonArray([.. data.Children("lineItems").Select(l => (JsonNode)Line(l))]);
        body["shipping_lines"] = new JsonArray([.. data.Children("shippingLines").Select(l => (JsonNode)Shipping(l))]);
        body["fulfillments"] = new JsonArray();
        body["refunds"] = new JsonArray([.. data.Children("refunds").Select(r => (JsonNode)new JsonObject { ["id"] = Gid.Number(r.Id), ["admin_graphql_api_id"] = r.Id, ["note"] = r.Text("note") })]);
    }

    private static JsonObject Line(ShopifyObject line) => new()
    {
        ["id"] = Gid.Number(line.Id),
        ["admin_graphql_api_id"] = line.Id,
        ["current_quantity"] = (int)line["currentQuantity"]!,
        ["fulfillable_quantity"] = (int)line["unfulfilledQuantity"]!,
        ["fulfillment_service"] = "manual",
        ["fulfillment_status"] = null,
        ["gift_card"] = (bool)line["isGiftCard"]!,
        ["name"] = line.Text("name"),
        ["price"] = Price(line.Money("originalUnitPriceSet")),
        ["price_set"] = Set(line.Money("originalUnitPriceSet")),
        ["product_id"] = line.Child("product") is { } product ? Gid.Number(product.Id) : null,
        ["quantity"] = (int)line["quantity"]!,
        ["requires_shipping"] = (bool)line["requiresShipping"]!,
        ["sku"] = line.Text("sku"),
        ["taxable"] = (bool)line["taxable"]!,
        ["title"] = line.Text("title"),
        ["total_discount"] = Price(line.Money("totalDiscountSet")),
        ["variant_id"] = line.Child("variant") is { } variant ? Gid.Number(variant.Id) : null,
        ["variant_title"] = line.Text("variantTitle"),
        ["vendor"] = line.Text("vendor"),
        ["tax_lines"] = Taxes(line.Children("taxLines")),
        ["discount_allocations"] = Shares(line.Children("discountAllocations")),
    };

    private static JsonObject Shipping(ShopifyObject line) => new()
    {
        ["id"] = Gid.Number(line.Id),
        ["code"] = line.Text("code"),
        ["is_removed"] = (bool)line["isRemoved"]!,
        ["price"] = Price(line.Money("originalPriceSet")),
        ["price_set"] = Set(line.Money("originalPriceSet")),
        ["discounted_price"] = Price(line.Money("discountedPriceSet")),
        ["source"] = line.Text("source"),
        ["title"] = line.Text("title"),
        ["tax_lines"] = Taxes(line.Children("taxLines")),
        ["discount_allocations"] = Shares(line.Children("discountAllocations")),
    };

    private static JsonArray Taxes(IReadOnlyList<ShopifyObject> taxes) => new([.. taxes.Select(t => (JsonNode)new JsonObject
    {
        ["channel_liable"] = (bool?)t["channelLiable"],
        ["price"] = Price(t.Money("priceSet")),
        ["price_set"] = Set(t.Money("priceSet")),
        ["rate"] = (double)t["rate"]!,
        ["title"] = t.Text("title"),
    })]);

    private static JsonArray Shares(IReadOnlyList<ShopifyObject> shares) => new([.. shares.Select(s => (JsonNode)new JsonObject
    {
        ["amount"] = Price(s.Money("allocatedAmountSet")),
        ["amount_set"] = Set(s.Money("allocatedAmountSet")),
        ["discount_application_index"] = (int)s.Child("discountApplication")!["index"]!,
    })]);

    private static JsonObject? Customer(ShopifyObject? customer) => customer is null ? null : new JsonObject
    {
        ["id"] = Gid.Number(customer.Id),
        ["admin_graphql_api_id"] = customer.Id,
        ["email"] = customer.Text("email"),
        ["first_name"] = customer.Text("firstName"),
        ["last_name"] = customer.Text("lastName"),
        ["phone"] = customer.Text("phone"),
        ["tax_exempt"] = (bool)customer["taxExempt"]!,
        ["default_address"] = Address(customer.Child("defaultAddress")),
    };

    private static JsonObject? Address(ShopifyObject? address) => address is null ? null : new JsonObject
    {
        ["first_name"] = address.Text("firstName"),
        ["last_name"] = address.Text("lastName"),
        ["name"] = address.Text("name"),
        ["company"] = address.Text("company"),
        ["address1"] = address.Text("address1"),
        ["address2"] = address.Text("address2"),
        ["city"] = address.Text("city"),
        ["zip"] = address.Text("zip"),
        ["province"] = address.Text("province"),
        ["province_code"] = address.Text("provinceCode"),
        ["country"] = address.Text("country"),
        ["country_code"] = address.Text("countryCodeV2"),
        ["phone"] = address.Text("phone"),
    };

    private static string Price(MoneySet money) => money.Amount.Shop.ToString("0.00", CultureInfo.InvariantCulture);

    private static JsonObject Set(MoneySet money) => new()
    {
        ["shop_money"] = new JsonObject { ["amount"] = Price(money), ["currency_code"] = money.ShopCurrency },
        ["presentment_money"] = new JsonObject { ["amount"] = money.Amount.Presentment.ToString("0.00", CultureInfo.InvariantCulture), ["currency_code"] = money.PresentmentCurrency },
    };
}
