using System.Diagnostics;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

public sealed class OrderMakerTests
{
    [Fact]
    public void A_fixed_amount_is_split_over_the_lines_to_the_last_cent()
    {
        var amounts = OrderAmounts.Of(DemoOrders.FixedAmount(), new Currency("GBP"));

        Assert.Equal([1.80m, 3.17m, 5.03m], amounts.Lines.Select(l => l.Discount.Shop));
        Assert.Equal(10m, amounts.Discounts.Shop);
    }

    [Fact]
    public void Included_taxes_are_extracted_each_by_its_own_rate()
    {
        var order = new OrderDescription
        {
            TaxesIncluded = true,
            Lines = [new LineDescription("Chair", 113m) { Taxes = [new TaxDescription("GST", 0.05m), new TaxDescription("PST", 0.08m)] }],
        };

        var amounts = OrderAmounts.Of(order, new Currency("CAD"));

        Assert.Equal([5m, 8m], amounts.Lines[0].Taxes.Select(t => t.Amount.Shop));
        Assert.Equal(113m, amounts.Total.Shop);
    }

    [Fact]
    public void Tax_is_taken_from_what_is_left_after_the_discounts_and_rounded_half_up()
    {
        var order = new OrderDescription
        {
            Lines = [new LineDescription("Pen", 1.05m) { Taxes = [new TaxDescription("VAT", 0.1m)] }],
            Discounts = [new DiscountDescription(DiscountKind.Code, "OFF") { Amount = 0.10m }],
        };

        Assert.Equal(0.10m, OrderAmounts.Of(order, new Currency("GBP")).Tax.Shop);
    }

    [Fact]
    public void One_of_two_is_free_where_three_of_another_are_bought()
    {
        var amounts = OrderAmounts.Of(DemoOrders.BuyXGetY(), new Currency("GBP"));

        Assert.Equal(Bag.Zero, amounts.Lines[0].Discount);
        Assert.Equal(7.35m, amounts.Lines[1].Discount.Shop);
    }

    [Fact]
    public void Gift_cards_are_neither_discounted_nor_taxed()
    {
        var order = DemoOrders.PercentageCode() with
        {
            Lines = [new LineDescription("Gift card", 50m) { GiftCard = true, Taxes = [new TaxDescription("VAT", 0.2m)] }],
            Shipping = [],
        };

        Assert.Equal(50m, OrderAmounts.Of(order, new Currency("GBP")).Total.Shop);
    }

    [Fact]
    public void A_currency_without_cents_has_whole_amounts()
    {
        var order = DemoOrders.Simple() with { PresentmentCurrency = "JPY", ExchangeRate = 193.7m };

        var amounts = OrderAmounts.Of(order, new Currency("GBP"));

        Assert.All(amounts.Lines, l => Assert.Equal(decimal.Truncate(l.Tax.Presentment), l.Tax.Presentment));
    }

    [Fact]
    public void A_cancelled_and_refunded_order_has_nothing_left()
    {
        var stamp = new OrderStamp(1, 1001, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        var shop = OrderShop.Default("GBP");
        var placed = OrderMaker.Make(DemoOrders.Simple(), stamp, shop);

        var cancelled = OrderMaker.Make(Lifecycle.Cancelled(DemoOrders.Simple(), placed, "CUSTOMER", refund: true, DateTimeOffset.UnixEpoch), stamp, shop);

        Assert.Equal("REFUNDED", cancelled["displayFinancialStatus"]);
        Assert.Equal(Bag.Zero, cancelled.Money("currentTotalPriceSet").Amount);
        Assert.Equal(Bag.Zero, cancelled.Money("totalOutstandingSet").Amount);
        Assert.Equal(placed.Money("totalPriceSet").Amount, cancelled.Money("totalRefundedSet").Amount);
    }

    [Fact]
    public void Ten_thousand_random_orders_add_up_and_are_made_quickly()
    {
        var random = new Random(20261120);
        var began = Stopwatch.GetTimestamp();

        for (var i = 0; i < 10_000; i++) AddsUp(RandomOrder(random));

        TestContext.Current.TestOutputHelper?.WriteLine($"10,000 orders in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms");
    }

    private static void AddsUp(OrderDescription order)
    {
        var made = OrderMaker.Make(order, new OrderStamp(6_100_000_000_000, 1001, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), OrderShop.Default("GBP"));
        var lines = made.Children("lineItems");
        var shipping = made.Children("shippingLines");
        var gross = Sum(lines.Select(l => l.Money("originalTotalSet"))) + Sum(shipping.Select(l => l.Money("originalPriceSet")));
        var off = Sum(lines.Concat(shipping).SelectMany(l => l.Children("discountAllocations")).Select(a => a.Money("allocatedAmountSet")));
        var taxes = Sum(lines.Concat(shipping).SelectMany(l => l.Children("taxLines")).Select(t => t.Money("priceSet")));

        Assert.Equal(off, made.Money("totalDiscountsSet").Amount);
        Assert.Equal(taxes, made.Money("totalTaxSet").Amount);
        Assert.Equal(gross - off + (order.TaxesIncluded ? Bag.Zero : taxes) + made.Money("totalTipReceivedSet").Amount, made.Money("totalPriceSet").Amount);
        Assert.Equal(made.Money("totalPriceSet").Amount, made.Money("currentTotalPriceSet").Amount);
        Assert.Equal(Bag.Zero, made.Money("totalOutstandingSet").Amount);
    }

    private static Bag Sum(IEnumerable<MoneySet> sets) => Bag.Sum(sets.Select(s => s.Amount));

    private static OrderDescription RandomOrder(Random random)
    {
        TaxDescription[] taxes = [.. Enumerable.Range(0, random.Next(3)).Select(i => new TaxDescription($"Tax {i}", random.Next(0, 2500) / 10_000m))];
        return new OrderDescription
        {
            TaxesIncluded = random.Next(2) == 0,
            PresentmentCurrency = random.Next(3) switch { 0 => "EUR", 1 => "JPY", _ => null } is { } currency ? currency : null,
            ExchangeRate = 1m + (random.Next(5000) / 1000m),
            Lines = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new LineDescription($"Line {i}", random.Next(10_000) / 100m, random.Next(1, 6)) { Taxes = taxes })],
            Shipping = random.Next(2) == 0 ? [] : [new ShippingDescription("Post", random.Next(2000) / 100m) { Taxes = taxes }],
            Discounts =
            [
                .. Enumerable.Range(0, random.Next(3)).Select(i => new DiscountDescription((DiscountKind)random.Next(4), $"D{i}", (DiscountTarget)random.Next(3))
                {
                    Percentage = random.Next(2) == 0 ? random.Next(1, 101) : null,
                    Amount = random.Next(1, 3000) / 100m,
                }),
            ],
            Tip = random.Next(4) == 0 ? random.Next(10) : 0m,
        };
    }
}
