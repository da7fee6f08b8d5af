using System.Text.Json;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Reads one order from the answer to <c>Order.graphql</c>: nothing computed, nothing guessed.</summary>
/// <remarks>
/// Indispensable are the identity, times, currencies, tax basis, the stated amounts, and of each line its identity,
/// quantities, price, discounts and taxes. What only informs (notes, statuses, titles of variants) may be absent.
/// </remarks>
public static class OrderParsing
{
    /// <param name="order">The object under <c>data.order</c>.</param>
    public static OrderReading Parse(JsonElement order)
    {
        try
        {
            var page = Read(new ShopifyField(order, "order"));
            return new OrderReading.Readable(page.Put(), page.Rest);
        }
        catch (UnreadableException missing)
        {
            return new OrderReading.Unreadable(missing.Field, missing.Reason);
        }
    }

    /// <exception cref="UnreadableException">An indispensable field is missing.</exception>
    internal static OrderPage Read(ShopifyField order)
    {
        var money = MoneyParsing.Of(order);
        var lines = order.Get("lineItems");
        var shipping = order.Get("shippingLines");
        var transactions = TransactionParsing.List(order.Get("transactions"), money);
        return new OrderPage(
            Order(order, money) with
            {
                Lines = Lines(lines, money),
                ShippingLines = Shipping(shipping, money, 0),
                Transactions = transactions,
            },
            Next(lines),
            Next(shipping),
            transactions.Count >= TransactionParsing.Asked)
        {
            Refunds = RefundParsing.List(order.Get("refunds"), money),
            Fulfillments = FulfillmentParsing.List(order.Get("fulfillments")),
            FulfillmentOrders = FulfillmentParsing.Orders(order.GetIfThere("fulfillmentOrders")),
            Returns = ReturnParsing.List(order.GetIfThere("returns")),
        };
    }

    internal static IReadOnlyList<ShopLine> Lines(ShopifyField connection, MoneyParsing money) =>
        [.. connection.Get("nodes").Each().Select(new LineParsing(money).Line)];

    /// <param name="known">Shipping lines on earlier pages.</param>
    internal static IReadOnlyList<ShopShippingLine> Shipping(ShopifyField connection, MoneyParsing money, int known)
    {
        var parsing = new LineParsing(money);
        return [.. connection.Get("nodes").Each().Select((line, index) => parsing.Shipping(line, known + index + 1))];
    }

    /// <summary>The cursor for the next page; null after the last.</summary>
    internal static string? Next(ShopifyField connection)
    {
        var page = connection.Get("pageInfo");
        return page.Get("hasNextPage").Flag ? page.Get("endCursor").Text : null;
    }

    internal static bool HasMore(ShopifyField connection) => connection.Get("pageInfo").Get("hasNextPage").Flag;

    private static ShopOrder Order(ShopifyField order, MoneyParsing money) => new()
    {
        Id = new OrderId(order.Get("id").Number("Order")),
        Name = order.Get("name").Text,
        CreatedAt = order.Get("createdAt").Time,
        ProcessedAt = order.Get("processedAt").Time,
        UpdatedAt = order.Get("updatedAt").Time,
        CancelledAt = order.GetOrNull("cancelledAt")?.Time,
        Test = order.Get("test").Flag,
        Edited = order.Get("edited").Flag,
        TaxesIncluded = order.Get("taxesIncluded").Flag,
        DutiesIncluded = order.Get("dutiesIncluded").Flag,
        TaxExempt = order.Get("taxExempt").Flag,
        ShopCurrency = money.Shop,
        PresentmentCurrency = money.Presentment,
        SourceName = order.GetIfThere("sourceName")?.Text,
        Tags = [.. order.Get("tags").Each().Select(tag => tag.Text)],
        Note = order.GetIfThere("note")?.Text,
        PurchaseOrderNumber = order.GetIfThere("poNumber")?.Text,
        FinancialStatus = order.GetOrNull("displayFinancialStatus")?.Text,
        FulfillmentStatus = order.GetIfThere("displayFulfillmentStatus")?.Text,
        RiskRecommendation = order.GetIfThere("risk")?.GetIfThere("recommendation")?.Text,
        Customer = BuyerParsing.Customer(order.GetOrNull("customer")),
        Company = BuyerParsing.Company(order.GetOrNull("purchasingEntity")),
        Email = order.GetOrNull("email")?.Text,
        Phone = order.GetIfThere("phone")?.Text,
        BillingAddress = BuyerParsing.Address(order.GetOrNull("billingAddress")),
        ShippingAddress = BuyerParsing.Address(order.GetOrNull("shippingAddress")),
        Fees = [.. order.Get("additionalFees").Each().Select(new LineParsing(money).Fee)],
        Tip = money.Bag(order.Get("totalTipReceivedSet")),
        Total = money.Bag(order.Get("totalPriceSet")),
        CurrentTotal = money.Bag(order.Get("currentTotalPriceSet")),
        TotalTax = money.BagOrNull(order.GetOrNull("totalTaxSet")),
        CashRounding = money.BagOrNull(order.GetIfThere("totalCashRoundingAdjustment")?.GetIfThere("paymentSet")),
        Outstanding = money.BagOrNull(order.GetOrNull("totalOutstandingSet")),
        NetPayment = money.BagOrNull(order.GetOrNull("netPaymentSet")),
        RetailLocation = FulfillmentParsing.Location(order.GetOrNull("retailLocation")),
        PaymentTerms = TransactionParsing.Terms(order.GetIfThere("paymentTerms")),
        OdooMark = order.GetIfThere("odooOrder")?.Get("value").Text,
    };
}
