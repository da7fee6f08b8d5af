using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Xunit;

namespace Tandem.Tests.Shopify;

public sealed class OrderParsingTests
{
    [Fact]
    public void The_order_is_read_as_stated()
    {
        var order = Read(SampleOrder.Json());

        Assert.Equal(new OrderId(1001), order.Id);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), order.ProcessedAt);
        Assert.Equal(new MoneyBag(Gbp(44.5m), Eur(53.4m)), order.Total);
        Assert.Equal(new MoneyBag(Gbp(34.5m), Eur(41.4m)), order.CurrentTotal);
        Assert.Equal(Gbp(2m), order.Tip.Shop);
        Assert.Equal(["vip", "b2b"], order.Tags);
        Assert.Equal("PO-7", order.PurchaseOrderNumber);
        Assert.Equal("S00042", order.OdooMark);
        Assert.Equal("Handling", Assert.Single(order.Fees).Name);
        Assert.Equal(new ShopCompany(8, "Lee Ltd", 9, "London", "C8"), order.Company);
        Assert.Equal(new ShopCustomer(new CustomerId(5), "Ann", "Lee", "ann@example.com", null, false), order.Customer);
        Assert.Equal("GB", order.ShippingAddress?.CountryCode);
        Assert.Null(order.BillingAddress);
    }

    [Fact]
    public void A_line_carries_its_discounts_taxes_duties_and_what_was_given_back()
    {
        var line = Assert.Single(Read(SampleOrder.Json()).Lines);

        Assert.Equal((3, 2, 1), (line.Quantity, line.CurrentQuantity, line.RefundedQuantity));
        Assert.Equal((new VariantId(21), "MUG-B", "501"), (line.Variant, line.Sku, line.Barcode));
        Assert.Equal(new ShopDiscount(new MoneyBag(Gbp(3m), Eur(3.6m)), "TEN", 10m), line.Discounts[0]);
        Assert.Equal(new ShopDiscount(new MoneyBag(Gbp(1m), Eur(1.2m)), "Black Friday", null), line.Discounts[1]);
        Assert.Equal(new ShopTax("VAT", 0.2m, new MoneyBag(Gbp(4m), Eur(4.8m)), false), Assert.Single(line.Taxes));
        Assert.Equal("6912", Assert.Single(line.Duties).HarmonizedSystemCode);
    }

    [Fact]
    public void A_status_that_nobody_has_heard_of_is_kept_as_stated() =>
        Assert.Equal("PAID_BY_MAGIC", Read(SampleOrder.Json()).FinancialStatus);

    [Fact]
    public void A_refund_without_money_took_units_away_as_an_edit_does()
    {
        var json = SampleOrder.Json();
        json["refunds"]![0]!["totalRefundedSet"]!["shopMoney"]!["amount"] = "0.00";
        json["refunds"]![0]!["return"] = null;
        json["refunds"]![0]!["transactions"]!["nodes"] = new JsonArray();

        var read = Assert.IsType<OrderReading.Readable>(OrderParsing.Parse(JsonSerializer.SerializeToElement(json)));

        Assert.False(read.Order.Refunded);
        Assert.Equal((3, 2, 0), (read.Order.Lines[0].Quantity, read.Order.Lines[0].CurrentQuantity, read.Order.Lines[0].RefundedQuantity));
        Assert.Single(read.Order.Refunds);
    }

    [Fact]
    public void Goods_that_came_back_were_sold_although_no_money_went_back()
    {
        var json = SampleOrder.Json();
        json["refunds"]![0]!["totalRefundedSet"]!["shopMoney"]!["amount"] = "0.00";

        var read = Assert.IsType<OrderReading.Readable>(OrderParsing.Parse(JsonSerializer.SerializeToElement(json)));

        Assert.True(read.Order.Refunded);
        Assert.Equal(1, read.Order.Lines[0].RefundedQuantity);
    }

    [Theory]
    [InlineData("MUG-B", "MUG-NEW", "MUG-B")]
    [InlineData("", "MUG-NEW", "MUG-NEW")]
    [InlineData(null, "MUG-NEW", "MUG-NEW")]
    [InlineData(null, "", null)]
    public void A_line_sold_without_SKU_has_its_variant_s_present_one(string? sold, string? present, string? read)
    {
        var json = SampleOrder.Json();
        json["lineItems"]!["nodes"]![0]!["sku"] = sold;
        json["lineItems"]!["nodes"]![0]!["variant"]!["sku"] = present;

        Assert.Equal(read, Read(json).Lines[0].Sku);
    }

    [Fact]
    public void Duties_in_prices_are_read()
    {
        var json = SampleOrder.Json();
        json["dutiesIncluded"] = true;

        Assert.True(Read(json).DutiesIncluded);
        Assert.False(Read(SampleOrder.Json()).DutiesIncluded);
    }

    [Fact]
    public void A_refund_marks_the_order_even_if_it_gives_no_line_back()
    {
        var json = SampleOrder.Json();
        json["refunds"]![0]!["refundLineItems"]!["nodes"] = new JsonArray();

        var order = Read(json);

        Assert.True(order.Refunded);
        Assert.Equal(0, order.Lines[0].RefundedQuantity);
    }

    [Fact]
    public void A_tip_that_Shopify_lists_as_a_line_too_stays_in_both_places()
    {
        var json = SampleOrder.Json();
        var tip = SampleOrder.Line(12);
        tip["title"] = "Tip";
        tip["variant"] = null;
        json["lineItems"]!["nodes"]!.AsArray().Add(tip);

        var order = Read(json);

        Assert.Contains(order.Lines, line => line is { Title: "Tip", Variant: null });
        Assert.Equal(Gbp(2m), order.Tip.Shop);
    }

    [Fact]
    public void Shipping_without_an_id_is_told_apart_by_its_place() =>
        Assert.Equal(-1, Assert.Single(Read(SampleOrder.Json()).ShippingLines).Id);

    [Fact]
    public void A_risk_that_Shopify_denied_is_unknown()
    {
        var json = SampleOrder.Json();
        json["risk"] = null;

        Assert.Null(Read(json).RiskRecommendation);
    }

    [Theory]
    [InlineData("totalPriceSet", "order.totalPriceSet", "is missing")]
    [InlineData("taxesIncluded", "order.taxesIncluded", "is missing")]
    [InlineData("totalTipReceivedSet", "order.totalTipReceivedSet", "is missing")]
    [InlineData("refunds", "order.refunds", "is missing")]
    [InlineData("customer", "order.customer", "is missing")]
    public void An_indispensable_field_that_is_missing_is_named(string removed, string field, string reason)
    {
        var json = SampleOrder.Json();
        json.Remove(removed);

        Assert.Equal(new OrderReading.Unreadable(field, reason), Parse(json));
    }

    [Fact]
    public void A_field_of_the_wrong_type_is_named_with_its_place()
    {
        var json = SampleOrder.Json();
        json["lineItems"]!["nodes"]![0]!["quantity"] = "three";

        Assert.Equal(new OrderReading.Unreadable("order.lineItems.nodes.0.quantity", "is not a whole number"), Parse(json));
    }

    [Fact]
    public void An_amount_in_another_currency_than_the_order_s_is_refused()
    {
        var json = SampleOrder.Json();
        json["presentmentCurrencyCode"] = "USD";

        var unreadable = Assert.IsType<OrderReading.Unreadable>(Parse(json));

        Assert.Contains("EUR", unreadable.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_amount_keeps_every_digit()
    {
        var json = SampleOrder.Json();
        json["totalPriceSet"]!["shopMoney"]!["amount"] = "12345678901234567890.123456";

        Assert.Equal(12345678901234567890.123456m, Read(json).Total.Shop.Amount);
    }

    private static ShopOrder Read(JsonObject json) => Assert.IsType<OrderReading.Readable>(Parse(json)).Order;

    private static OrderReading Parse(JsonObject json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString());
        return OrderParsing.Parse(document.RootElement);
    }

    private static Money Gbp(decimal amount) => new(amount, new Currency("GBP"));

    private static Money Eur(decimal amount) => new(amount, new Currency("EUR"));
}
