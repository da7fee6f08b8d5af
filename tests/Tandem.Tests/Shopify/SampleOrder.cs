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
          "totalOutstandingSet": MONEY(0.0,0.0), "netPaymentSet": MONEY(34.5,41.4), "retailLocation": { "id": "gid://shopify/Location/61" },
          "transactions": [
            { "id": "gid://shopify/OrderTransaction/42", "kind": "REFUND", "status": "SUCCESS", "gateway": "shopify_payments", "formattedGateway": "Shopify Payments",
              "manualPaymentGateway": false, "test": false, "createdAt": "2026-11-20T10:04:00Z", "processedAt": "2026-11-20T10:04:00Z",
              "amountSet": MONEY(10.0,12.0), "amountRoundingSet": null, "parentTransaction": { "id": "gid://shopify/OrderTransaction/41" } },
            { "id": "gid://shopify/OrderTransaction/41", "kind": "SALE", "status": "SUCCESS", "gateway": "shopify_payments", "formattedGateway": "Shopify Payments",
              "manualPaymentGateway": false, "test": false, "createdAt": "2026-11-20T10:00:00Z", "processedAt": null,
              "amountSet": MONEY(44.5,53.4), "amountRoundingSet": null, "parentTransaction": null } ],
          "refunds": [ { "id": "gid://shopify/Refund/31", "createdAt": "2026-11-20T10:04:00Z", "note": "broken", "totalRefundedSet": MONEY(10.0,12.0),
            "return": { "id": "gid://shopify/Return/81" }, "duties": [ { "amountSet": MONEY(0.5,0.6), "originalDuty": { "id": "gid://shopify/Duty/4" } } ],
            "refundLineItems": { "pageInfo": { "hasNextPage": false, "endCursor": "r" }, "nodes": [
              { "quantity": 1, "restockType": "RETURN", "restocked": true, "location": { "id": "gid://shopify/Location/61" },
                "lineItem": { "id": "gid://shopify/LineItem/11" }, "subtotalSet": MONEY(8.67,10.40), "totalTaxSet": MONEY(1.33,1.60) } ] },
            "refundShippingLines": { "pageInfo": { "hasNextPage": false }, "nodes": [
              { "shippingLine": { "id": null }, "subtotalAmountSet": MONEY(1.0,1.2), "taxAmountSet": MONEY(0.2,0.24) } ] },
            "orderAdjustments": { "pageInfo": { "hasNextPage": false }, "nodes": [
              { "id": "gid://shopify/OrderAdjustment/91", "reason": "REFUND_DISCREPANCY", "amountSet": MONEY(1.7,2.04), "taxAmountSet": MONEY(0.0,0.0) } ] },
            "transactions": { "pageInfo": { "hasNextPage": false }, "nodes": [
              { "id": "gid://shopify/OrderTransaction/42", "kind": "REFUND", "status": "SUCCESS", "gateway": "shopify_payments", "formattedGateway": "Shopify Payments",
                "manualPaymentGateway": false, "test": false, "createdAt": "2026-11-20T10:04:00Z", "processedAt": "2026-11-20T10:04:00Z",
                "amountSet": MONEY(10.0,12.0), "amountRoundingSet": null, "parentTransaction": { "id": "gid://shopify/OrderTransaction/41" } } ] } } ],
          "fulfillments": [ { "id": "gid://shopify/Fulfillment/51", "name": "#1001-F1", "status": "SUCCESS", "createdAt": "2026-11-20T10:03:00Z",
            "location": { "id": "gid://shopify/Location/61" }, "trackingInfo": [ { "company": "Royal Mail", "number": "RM1", "url": null } ],
            "fulfillmentLineItems": { "pageInfo": { "hasNextPage": false, "endCursor": "f" }, "nodes": [
              { "quantity": 2, "lineItem": { "id": "gid://shopify/LineItem/11" } } ] } } ],
          "fulfillmentOrders": { "pageInfo": { "hasNextPage": false }, "nodes": [ { "id": "gid://shopify/FulfillmentOrder/71", "status": "ON_HOLD",
            "assignedLocation": { "name": "Main warehouse", "location": { "id": "gid://shopify/Location/61" } },
            "fulfillmentHolds": [ { "reason": "HIGH_RISK_OF_FRAUD", "reasonNotes": "call first", "displayReason": "High risk of fraud" } ],
            "supportedActions": [ { "action": "RELEASE_HOLD" } ],
            "lineItems": { "pageInfo": { "hasNextPage": false, "endCursor": "o" }, "nodes": [
              { "id": "gid://shopify/FulfillmentOrderLineItem/72", "totalQuantity": 3, "remainingQuantity": 1, "lineItem": { "id": "gid://shopify/LineItem/11" } } ] } } ] },
          "returns": { "pageInfo": { "hasNextPage": false }, "nodes": [ { "id": "gid://shopify/Return/81", "name": "#1001-R1", "status": "OPEN",
            "returnLineItems": { "pageInfo": { "hasNextPage": false, "endCursor": "t" }, "nodes": [
              { "__typename": "ReturnLineItem", "quantity": 1, "fulfillmentLineItem": { "lineItem": { "id": "gid://shopify/LineItem/11" } } },
              { "__typename": "UnverifiedReturnLineItem", "quantity": 4 } ] },
            "exchangeLineItems": { "pageInfo": { "hasNextPage": false }, "nodes": [ { "lineItems": [ { "id": "gid://shopify/LineItem/13" } ] } ] } } ] },
          "paymentTerms": { "paymentTermsName": "Net 30", "dueInDays": 30, "paymentSchedules": { "nodes": [
            { "dueAt": "2026-11-25T10:00:00Z", "completedAt": "2026-11-24T10:00:00Z" }, { "dueAt": "2026-12-20T10:00:00Z", "completedAt": null } ] } },
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
