using System.Text.Json;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Tandem.Tests.Shopify;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>Every recorded real order that can be read, through planning with rules that have decided everything.</summary>
public sealed class RecordedOrdersTests
{
    private const string Expected = """
        TABLE
        """;

    [Fact]
    public void Each_recorded_order_becomes_a_plan_or_the_truth_about_why_not() =>
        Assert.Equal(
            Expected.ReplaceLineEndings("\n"),
            string.Join('\n', RecordedOrders.All().Select(recorded => $"{recorded.Place}: {Outcome(recorded)}")));

    private static string Outcome(RecordedOrder recorded)
    {
        using var json = JsonDocument.Parse(recorded.Completed().ToJsonString());
        return OrderParsing.Parse(json.RootElement) switch
        {
            OrderReading.Unreadable unreadable => $"unreadable, {unreadable.Field} {unreadable.Reason}",
            OrderReading.Readable { Order: var order } => Told(OrderPlanning.Plan(order, Generous(order), Rules.Catalogue(order))),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }

    private static string Told(OrderPlan plan) => plan switch
    {
        OrderPlan.Ready ready =>
            $"{string.Join(" + ", ready.Draft.Lines.Select(line => $"{line.Role} {line.Quantity:0} x {line.PriceUnit:0.00##}{(line.Discount == 0m ? "" : $" -{line.Discount:0.##}%")}"))} = {ready.Draft.Expected.Untaxed:0.00} + {ready.Draft.Expected.Tax:0.00} {ready.Draft.Currency}{(ready.Remark is null ? "" : $" ({ready.Remark})")}",
        OrderPlan.Blocked blocked => string.Join(" | ", blocked.Blockers.Select(blocker => $"{blocker.Code}: {blocker.Sentence}")),
        OrderPlan.Excluded excluded => $"left out: {excluded.Rule}",
        var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
    };

    /// <summary>Test orders and orders without a customer are taken, every tax that the order states has an Odoo tax of its rate, every variant and line a product.</summary>
    private static OrderRules Generous(ShopOrder order)
    {
        var stated = order.Lines.SelectMany(line => line.Taxes.Concat(line.Duties.SelectMany(duty => duty.Taxes)))
            .Concat(order.ShippingLines.SelectMany(line => line.Taxes)).Concat(order.Fees.SelectMany(fee => fee.Taxes))
            .DistinctBy(tax => (tax.Title, tax.Rate)).ToList();
        var taxes = stated.Select((tax, index) => (Shopify: tax, Odoo: Rules.Percent(index + 1, tax.Title, tax.Rate * 100m, order.TaxesIncluded))).ToList();
        return Rules.Of(new OrderDecision { Take = new IntakeDecision { TestOrders = true, HighRisk = true } }) with
        {
            CompanyCurrency = order.ShopCurrency,
            HouseAccount = new OdooId<Partner>(42),
            OdooTaxes = taxes.ToDictionary(tax => tax.Odoo.Id, tax => tax.Odoo),
            Taxes = [.. taxes.Select(tax => Rules.Mapped(tax.Shopify.Title, tax.Shopify.Rate, tax.Odoo, byChannel: tax.Shopify.ChannelLiable == true))],
        };
    }
}
