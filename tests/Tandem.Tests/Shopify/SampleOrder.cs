using System.Text.Json.Nodes;

namespace Tandem.Tests.Shopify;

/// <summary>An order as <c>Order.graphql</c> gives it, to change at will.</summary>
internal static class SampleOrder
{
    public static JsonObject Json() => JsonNode.Parse("""
        {
          "id": "gid://shopify/Order/1001", "name": "#1001",
          "createdAt": "2026-11-20T10:00:00Z", "processedAt": "2026-11-20T11:00:00+01:00", "updatedAt": "2026-11-20T10:05:00Z",
          "cancelledAt": null, "test": false, "edited": false, "taxesIncluded": false, "dutiesIncluded": false, "taxExempt": false,
          "currencyCode": "GBP", "presentmentCurrencyCode": "EUR", "sourceName": "web", "tags": ["vip", "b2b"],
          "note": null, "poNumber": "PO-7", "displayFinancialStatus": "PAID_BY_MAGIC", "displayFulfillmentStatus": "UNFULFILLED",
          "risk": { "recommendation": "ACCEPT" }, "email": "ann@example.com", "phone": null,
          "customer": { "id": "gid://shopify/Customer/5", "firstName": "Ann", "lastName": "Lee", "taxExempt": false,
            "defaultEmailAddress": { "emailAddress": "ann@example.com" }, "defaultPhoneNumber": null },
          "purchasingEntity": { "__typename": "PurchasingCompany",
            "company": { "id": "gid://shopify/Company/8", "name": "Lee Ltd", "externalId": "C8" },
            "location": { "id": "gid://shopify/CompanyLocation/9", "name": "London" } },
          "billingAddress": null,
          "shippingAddress": { "name": "Ann Lee", "company": null, "address1": "1 High St", "address2": null, "city": "London",
            "zip": "N1", "countryCodeV2": "GB", "provinceCode": "ENG", "phone": null },
          "additionalFees": [ { "id": "gid://shopify/AdditionalFee/3", "name": "Handling", "price": MONEY(1.00,1.20), "taxLines": [] } ],
          "totalTipReceivedSet": MONEY(2.0,2.40), "totalPriceSet": MONEY(44.5,53.4), "currentTotalPriceSet": MONEY(34.5,41.4),
          "totalTaxSet": MONEY(4.0,4.8), "totalCashRoundingAdjustment": { "paymentSet": MONEY(0.0,0.0) },
          "lineItems": { "pageInfo": { "hasNextPage": false, "endCursor": "l" }, "nodes": [
            { "id": "gid://shopify/LineItem/11", "title": "Mug", "variantTitle": "Blue", "sku": "MUG-B", "quantity": 3, "currentQuantity": 2,
              "requiresShipping": true, "isGiftCard": false, "variant": { "id": "gid://shopify/ProductVariant/21", "barcode": "501" },
              "originalUnitPriceSet": MONEY(10.0,12.0),
              "discountAllocations": [
                { "allocatedAmountSet": MONEY(3.0,3.6), "discountApplication": { "__typename": "DiscountCodeApplication", "index": 0,
                  "value": { "__typename": "PricingPercentageValue", "percentage": -10.0 }, "code": "TEN" } },
                { "allocatedAmountSet": MONEY(1.0,1.2), "discountApplication": { "__typename": "AutomaticDiscountApplication", "index": 1,
                  "value": { "__typename": "MoneyV2" }, "title": "Black Friday" } } ],
              "taxLines": [ { "title": "VAT", "rate": 0.2, "ratePercentage": 20.0, "channelLiable": false, "priceSet": MONEY(4.0,4.8) } ],
              "duties": [ { "id": "gid://shopify/Duty/4", "harmonizedSystemCode": "6912", "price": MONEY(0.5,0.6), "taxLines": [] } ] } ] },
          "shippingLines": { "pageInfo": { "hasNextPage": false, "endCursor": "s" }, "nodes": [
            { "id": null, "title": "Standard", "code": "STD", "isRemoved": false, "originalPriceSet": MONEY(5.0,6.0),
              "discountAllocations": [], "taxLines": [] } ] },
          "refunds": [ { "id": "gid://shopify/Refund/31", "totalRefundedSet": MONEY(10.0,12.0), "refundLineItems": { "pageInfo": { "hasNextPage": false, "endCursor": "r" },
            "nodes": [ { "quantity": 1, "lineItem": { "id": "gid://shopify/LineItem/11" } } ] } } ],
          "odooOrder": { "value": "S00042" }
        }
        """.Expanded())!.AsObject();

    /// <summary>A line of its own number, for orders of many lines.</summary>
    public static JsonNode Line(long id)
    {
        var line = Json()["lineItems"]!["nodes"]![0]!.DeepClone();
        line["id"] = $"gid://shopify/LineItem/{id}";
        return line;
    }

    private static string Expanded(this string json) => System.Text.RegularExpressions.Regex.Replace(
        json,
        @"MONEY\(([\d.]+),([\d.]+)\)",
        """{ "shopMoney": { "amount": "$1", "currencyCode": "GBP" }, "presentmentMoney": { "amount": "$2", "currencyCode": "EUR" } }""");
}
