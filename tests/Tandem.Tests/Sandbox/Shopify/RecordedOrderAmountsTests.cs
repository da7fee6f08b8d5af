using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

/// <summary>The order maker against amounts that a real store answered for known inputs.</summary>
public sealed class RecordedOrderAmountsTests
{
    private static readonly string[] Compared =
    [
        "subtotalPriceSet", "currentSubtotalPriceSet", "totalShippingPriceSet", "currentTotalTaxSet", "totalTaxSet", "currentTotalDiscountsSet",
        "totalDiscountsSet", "currentTotalPriceSet", "totalPriceSet", "totalOutstandingSet", "totalReceivedSet", "totalCapturableSet",
    ];

    [Theory]
    [InlineData("pendingNoTax")]
    [InlineData("paidTaxShipping")]
    [InlineData("fixedDiscount")]
    [InlineData("authorization")]
    [InlineData("presentmentMoney")]
    public void The_maker_adds_up_like_the_recorded_order(string name)
    {
        var recorded = JsonNode.Parse(File.ReadAllText(Shared.Path("shopify/recorded/orders/order-create-math-matrix.json")))!["cases"]![name]!;

        Same(recorded["response"]!["payload"]!["data"]!["orderCreate"]!["order"]!, Make(recorded["variables"]!["order"]!));
    }

    [Fact]
    public void The_maker_adds_up_in_two_currencies_like_the_recorded_order()
    {
        var recorded = JsonNode.Parse(File.ReadAllText(Shared.Path("shopify/recorded/orders/money-bag-presentment-parity.json")))!["orderCreate"]!;

        Same(recorded["response"]!["payload"]!["data"]!["orderCreate"]!["order"]!, Make(recorded["variables"]!["order"]!));
    }

    [Fact]
    public void An_edit_leaves_the_original_amounts_and_lowers_the_current_ones_like_the_recorded_order()
    {
        var recorded = JsonNode.Parse(File.ReadAllText(Shared.Path("shopify/recorded/orders/order-edit-money-math.json")))!["cases"]!["taxed"]!["downstreamRead"]!;
        var description = new OrderDescription { Lines = [new LineDescription("Source", 100m, 2) { Taxes = [new TaxDescription("Line tax", 0.13m)], RemovedQuantity = 1 }], Payments = [] };

        var made = OrderMaker.Make(description, new OrderStamp(1, 1001, default, default), OrderShop.Default("CAD"));

        foreach (var name in new[] { "subtotalPriceSet", "currentSubtotalPriceSet", "totalTaxSet", "currentTotalTaxSet", "totalPriceSet", "currentTotalPriceSet" })
            Assert.Equal(recorded["response"]!["payload"]!["data"]!["order"]![name]!["shopMoney"]!["amount"]!.GetValue<string>(), Coin.Text(made.Money(name).Amount.Shop));
    }

    private static void Same(JsonNode recorded, ShopifyObject made)
    {
        foreach (var name in Compared.Where(n => recorded[n] is not null)) Same(recorded[name]!, made.Money(name), name);
        var lines = recorded["lineItems"]!["nodes"]!.AsArray();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = made.Children("lineItems")[i];
            Same(lines[i]!["originalUnitPriceSet"]!, line.Money("originalUnitPriceSet"), $"line {i}");
            var taxes = lines[i]!["taxLines"]?.AsArray();
            for (var t = 0; t < (taxes?.Count ?? 0); t++) Same(taxes![t]!["priceSet"]!, line.Children("taxLines")[t].Money("priceSet"), $"tax {t} of line {i}");
        }
    }

    private static void Same(JsonNode recorded, MoneySet made, string what)
    {
        Assert.Equal((what, Money(recorded["shopMoney"]!)), (what, $"{Coin.Text(made.Amount.Shop)} {made.ShopCurrency}"));
        Assert.Equal((what, Money(recorded["presentmentMoney"]!)), (what, $"{Coin.Text(made.Amount.Presentment)} {made.PresentmentCurrency}"));
    }

    private static string Money(JsonNode money) => $"{money["amount"]!.GetValue<string>()} {money["currencyCode"]!.GetValue<string>()}";

    private static ShopifyObject Make(JsonNode input)
    {
        var lines = input["lineItems"]!.AsArray().Select(l => new LineDescription(l!["title"]!.GetValue<string>(), Amount(l["priceSet"]!, "shopMoney"), l["quantity"]!.GetValue<int>())
        {
            PresentmentPrice = Amount(l["priceSet"]!, "presentmentMoney"),
            Taxes = Taxes(l["taxLines"]),
        }).ToArray();
        var code = input["discountCode"]?["itemFixedDiscountCode"];
        var description = new OrderDescription
        {
            Lines = lines,
            Shipping = [.. input["shippingLines"]?.AsArray().Select(s => new ShippingDescription(s!["title"]!.GetValue<string>(), Amount(s["priceSet"]!, "shopMoney")) { Taxes = Taxes(s["taxLines"]) }) ?? []],
            Discounts = code is null ? [] : [new DiscountDescription(DiscountKind.Code, code["code"]!.GetValue<string>()) { Amount = Amount(code["amountSet"]!, "presentmentMoney") }],
            PresentmentCurrency = input["presentmentCurrency"]?.GetValue<string>(),
            ExchangeRate = lines[0].PresentmentPrice!.Value / lines[0].Price,
            Payments = [.. input["transactions"]?.AsArray().Select(t => new PaymentDescription(Amount(t!["amountSet"]!, "presentmentMoney")) { Kind = t["kind"]!.GetValue<string>(), Gateway = "manual" }) ?? []],
        };
        return OrderMaker.Make(description, new OrderStamp(1, 1001, default, default), OrderShop.Default(input["currency"]!.GetValue<string>()));
    }

    private static TaxDescription[] Taxes(JsonNode? taxes) =>
        [.. taxes?.AsArray().Select(t => new TaxDescription(t!["title"]!.GetValue<string>(), (decimal)t["rate"]!.GetValue<double>())) ?? []];

    private static decimal Amount(JsonNode set, string which) => decimal.Parse(set[which]!["amount"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
