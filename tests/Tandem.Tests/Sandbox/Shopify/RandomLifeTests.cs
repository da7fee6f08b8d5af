using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

/// <summary>After any sequence of acts, what a practice order states adds up.</summary>
public sealed class RandomLifeTests
{
    [Fact]
    public async Task Whatever_happens_to_an_order_its_own_sums_hold()
    {
        await using var practice = await Practising.Begin();
        var acts = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var order = practice.Shop.Place(Sold(random));
            for (var step = 0; step < 10; step++)
            {
                try
                {
                    Act(practice.Shop, order, random);
                    acts++;
                }
                catch (LifeRefusal)
                {
                    // What Shopify would refuse changes nothing.
                }

                AddsUp(order, $"seed {seed}, step {step}");
            }
        }

        Assert.True(acts > 1_800, $"{acts} acts");
    }

    private static void Act(PracticeShop shop, PracticeOrder order, Random random)
    {
        var desk = shop.Desk;
        var lines = order.Data.Children("lineItems");
        var line = random.Next(lines.Count);
        var units = Math.Max(1, random.Next((int)lines[line]["currentQuantity"]! + 1));
        switch (random.Next(13))
        {
            case 0: desk.Pay(order, random.Next(2) == 0 ? null : random.Next(1, 2000) / 100m, random.Next(2) == 0 ? "shopify_payments" : "gift_card"); break;
            case 1: desk.Authorize(order); break;
            case 2: desk.Capture(order, random.Next(2) == 0 ? null : 1m); break;
            case 3: desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [line] = random.Next(5) } }); break;
            case 4: desk.Edit(order, new OrderEdit { Add = [new LineDescription("Added", random.Next(1, 3000) / 100m, random.Next(1, 3)) { Taxes = [new TaxDescription("VAT", 0.2m)] }] }); break;
            case 5: desk.Edit(order, new OrderEdit { Discounts = new Dictionary<int, decimal> { [line] = 0.37m } }); break;
            case 6 or 7: desk.Refund(order, Refund(desk, order, random, line, units)); break;
            case 8: desk.Fulfill(order, random.Next(2) == 0 ? null : [new LineUnits(line, units)]); break;
            case 9: desk.CancelFulfillment(order, random.Next(Math.Max(1, order.Description.Fulfillments.Count))); break;
            case 10: desk.Move(order, order.Data.Children("fulfillmentOrders").Count, 7002, random.Next(2) == 0 ? null : [new LineUnits(line, 1)]); break;
            case 11: if (random.Next(2) == 0) desk.Hold(order); else desk.ReleaseHold(order); break;
            default: if (random.Next(4) == 0) desk.Cancel(order, restock: random.Next(2) == 0, refund: random.Next(2) == 0); break;
        }
    }

    private static RefundDescription Refund(OrderDesk desk, PracticeOrder order, Random random, int line, int units)
    {
        var (shipping, tax) = random.Next(3) == 0 ? desk.ShippingLeft(order) : (0m, 0m);
        return new RefundDescription
        {
            Lines = random.Next(4) == 0 ? [] : [new LineUnits(line, units) { RestockType = random.Next(3) switch { 0 => "RETURN", 1 => "CANCEL", _ => "NO_RESTOCK" } }],
            Shipping = shipping,
            ShippingTax = tax,
            Amount = random.Next(3) switch { 0 => 0m, 1 => random.Next(1, 500) / 100m, _ => null },
            Payments = random.Next(5) == 0 ? [new RefundPaymentDescription(1m), new RefundPaymentDescription(0.5m) { Status = random.Next(2) == 0 ? "PENDING" : "FAILURE" }] : [],
            Unpriced = random.Next(8) == 0,
        };
    }

    private static void AddsUp(PracticeOrder order, string when)
    {
        var data = order.Data;
        var refunds = data.Children("refunds");
        var money = data.Children("transactions").Where(t => t.Text("status") == "SUCCESS").ToLookup(t => t.Text("kind"), t => Of(t, "amountSet"));
        var back = money["REFUND"].Sum();
        Equal(when, "received", money["SALE"].Concat(money["CAPTURE"]).Sum(), Of(data, "totalReceivedSet"));
        Equal(when, "refunded", back, Of(data, "totalRefundedSet"));
        Equal(when, "of refunds", refunds.Sum(r => Of(r, "totalRefundedSet")), back);
        Equal(when, "net", Of(data, "totalReceivedSet") - back, Of(data, "netPaymentSet"));
        Equal(when, "outstanding", Of(data, "currentTotalPriceSet") - Of(data, "netPaymentSet") - Of(data, "totalCapturableSet"), Of(data, "totalOutstandingSet"));
        if (order.Description.CancelledAt is not null)
        {
            Equal(when, "cancelled", 0m, Of(data, "currentTotalPriceSet"));
            return;
        }

        foreach (var refund in refunds) Equal(when, "credit", Credit(order, refund), Of(refund, "totalRefundedSet"));
        var left = Of(data, "totalPriceSet") - refunds.Sum(r => Credit(order, r)) - Of(data, "currentTotalPriceSet");
        if (order.Description.Lines.All(l => l.RemovedQuantity == 0)) Equal(when, "current", 0m, left);
        else Assert.True(left >= -0.01m, $"{when}: {left} removed");
        Quantities(order, when);
    }

    /// <summary>By how much a refund lowers the order's current total, from what it states.</summary>
    private static decimal Credit(PracticeOrder order, ShopifyObject refund)
    {
        var tax = order.Description.TaxesIncluded ? 0m : 1m;
        return refund.Children("refundLineItems").Sum(l => Of(l, "subtotalSet") + (tax * Of(l, "totalTaxSet")))
            + refund.Children("refundShippingLines").Sum(l => Of(l, "subtotalAmountSet") + (tax * Of(l, "taxAmountSet")))
            + refund.Children("duties").Sum(d => Of(d, "amountSet"))
            - refund.Children("orderAdjustments").Sum(a => Of(a, "amountSet") + Of(a, "taxAmountSet"));
    }

    private static void Quantities(PracticeOrder order, string when)
    {
        var open = order.Data.Children("fulfillmentOrders").Where(one => one.Text("status") != "CLOSED").SelectMany(one => one.Children("lineItems")).ToList();
        foreach (var line in order.Data.Children("lineItems"))
        {
            var (current, remaining) = ((int)line["currentQuantity"]!, open.Where(o => o.Child("lineItem")!.Id == line.Id).Sum(o => (int)o["remainingQuantity"]!));
            Assert.True(current >= 0 && remaining >= 0 && remaining <= current, $"{when}: {remaining} of {current} to be sent");
            Assert.Equal(remaining, (int)line["unfulfilledQuantity"]!);
        }
    }

    private static OrderDescription Sold(Random random) => new()
    {
        TaxesIncluded = random.Next(2) == 0,
        PresentmentCurrency = random.Next(3) == 0 ? "EUR" : null,
        ExchangeRate = 1.1637m,
        Lines = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new LineDescription($"Line {i}", random.Next(1, 5000) / 100m, random.Next(1, 5))
        {
            Taxes = random.Next(3) == 0 ? [] : [new TaxDescription("VAT", 0.19m), new TaxDescription("City", 0.0125m)],
            Duties = random.Next(6) == 0 ? [new DutyDescription("6911", "GB", 2.79m)] : [],
        })],
        Shipping = random.Next(3) == 0 ? [] : [new ShippingDescription("Post", 4.95m) { Taxes = [new TaxDescription("VAT", 0.19m)] }],
        Discounts = random.Next(2) == 0 ? [] : [new DiscountDescription(DiscountKind.Code, "OFF") { Percentage = random.Next(2) == 0 ? 10m : null, Amount = 3.33m }],
        Payments = random.Next(3) == 0 ? [] : [new PaymentDescription()],
        Tip = random.Next(6) == 0 ? 2m : 0m,
    };

    private static decimal Of(ShopifyObject of, string field) => of.Money(field).Amount.Presentment;

    private static void Equal(string when, string what, decimal expected, decimal actual) => Assert.Equal($"{when}: {what} {expected:0.00}", $"{when}: {what} {actual:0.00}");
}
