using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>Recorded real refunds, fulfillments and returns through the parser, with what they say about sums.</summary>
public sealed class RecordedLifeTests
{
    private const string Refunds = """
        orderCancel-restock-refundMethod-parity Refund/1024353632562: 20.0 refunded; lines 0, worth 0, money 20.0
        refund-create-full-parity Refund/1028613374258: 15.0 refunded; lines 1 NO_RESTOCK, worth 0.0, money 15.0
        refund-create-partial-shipping-restock-parity Refund/1028613341490: 15.0 refunded; lines 1 RETURN, worth 10.0, money 15.0
        refund-create-transactions-validation Refund/1028613800242: 1.0 refunded; lines 0, worth 0, money 1.0
        refund-create-transactions-validation Refund/1028613833010: 1.0 refunded; lines 0, worth 0, money 1.0
        """;

    /// <summary>The worth is that of the lines only: the recordings asked for no shipping and no adjustments.</summary>
    [Fact]
    public void Each_recorded_refund_states_its_money_and_what_its_lines_are_worth()
    {
        var read = Recorded("Refund/").Where(found => found.Json.ContainsKey("transactions"))
            .Select(found => (found.File, Refund: RefundParsing.List(Field(new JsonArray(Whole(found.Json))), Money(found.Json)).Parts.Single(), found.Json))
            .Select(found => string.Create(CultureInfo.InvariantCulture, $"{found.File} Refund/{found.Refund.Id}: {found.Refund.TotalRefunded.Shop.Amount} refunded; lines {Lines(found.Json)}, worth {found.Refund.Lines.Sum(line => line.Subtotal.Shop.Amount)}, money {found.Refund.Transactions.Sum(transaction => transaction.Amount.Shop.Amount)}"))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Refunds.ReplaceLineEndings("\n"), string.Join('\n', read));
    }

    [Fact]
    public void The_money_of_a_recorded_refund_is_that_of_its_transactions()
    {
        var refunds = Recorded("Refund/").Where(found => found.Json.ContainsKey("transactions"))
            .Select(found => RefundParsing.List(Field(new JsonArray(Whole(found.Json))), Money(found.Json)).Parts.Single()).ToList();

        Assert.NotEmpty(refunds);
        Assert.All(refunds, refund => Assert.Equal(
            refund.TotalRefunded.Shop.Amount,
            refund.Transactions.Where(transaction => transaction is { Kind: TransactionKind.Refund, Status: TransactionStatus.Success }).Sum(transaction => transaction.Amount.Shop.Amount)));
    }

    /// <summary>45.00 paid, one unit of 10.00 given back without restock: 35.00 is what the order is worth now.</summary>
    [Fact]
    public void A_refunded_line_lowers_the_current_total_by_its_worth()
    {
        var recorded = RecordedOrders.All().First(order => order.Place.StartsWith("refund-create-user-errors-and-quantities", StringComparison.Ordinal)).Completed();
        var order = Assert.IsType<OrderReading.Readable>(OrderParsing.Parse(JsonSerializer.SerializeToElement(recorded))).Order;

        Assert.Equal(order.Total.Shop.Amount - order.CurrentTotal.Shop.Amount, order.Refunds.Sum(refund => refund.TotalRefunded.Shop.Amount));
        Assert.Equal([1, 0], order.Lines.Select(line => line.Quantity - line.CurrentQuantity));
        Assert.Equal(order.CurrentTotal.Shop.Amount, order.Transactions.Sum(transaction =>
            transaction.Kind == TransactionKind.Refund ? -transaction.Amount.Shop.Amount : transaction.Amount.Shop.Amount));
    }

    [Fact]
    public void Each_recorded_fulfillment_that_states_its_status_is_read()
    {
        var read = Recorded("Fulfillment/").Where(found => found.Json.ContainsKey("status"))
            .Select(found => FulfillmentParsing.List(Field(new JsonArray(LifeCompletion.Fulfillment(Connected(found.Json))))).Parts.Single()).ToList();

        Assert.True(read.Count > 20, $"{read.Count} fulfillments");
        Assert.Contains(read, fulfillment => fulfillment.Status == FulfillmentStatus.Cancelled);
        Assert.Contains(read, fulfillment => fulfillment.Tracking.Count > 1);
        Assert.DoesNotContain(read, fulfillment => fulfillment.Status == FulfillmentStatus.Other);
    }

    [Fact]
    public void Each_recorded_fulfillment_order_is_read_with_its_holds_and_what_remains()
    {
        var nodes = Recorded("FulfillmentOrder/").Where(found => found.Json["status"] is not null).Select(found => (JsonNode)LifeCompletion.FulfillmentOrder(Connected(found.Json)));
        var read = FulfillmentParsing.Orders(Field(new JsonObject { ["pageInfo"] = new JsonObject { ["hasNextPage"] = false }, ["nodes"] = new JsonArray([.. nodes]) })).Parts;

        Assert.True(read.Count > 50, $"{read.Count} fulfillment orders");
        Assert.Contains(read, order => order is { Status: "ON_HOLD", CanFulfill: false } && order.Holds.Any(hold => hold.Reason.Length > 0));
        Assert.Contains(read, order => order is { Status: "OPEN", CanFulfill: true });
        Assert.All(read.Where(order => order.Status is "CLOSED" or "CANCELLED"), order => Assert.False(order.CanFulfill));
    }

    [Fact]
    public void Each_recorded_return_that_states_its_status_is_read()
    {
        var nodes = Recorded("Return/").Where(found => found.Json["status"] is not null).Select(found => (JsonNode)LifeCompletion.Return(found.Json)).ToArray();
        var read = ReturnParsing.List(Field(new JsonObject { ["pageInfo"] = new JsonObject { ["hasNextPage"] = false }, ["nodes"] = new JsonArray(nodes) })).Parts;

        Assert.Contains(read, back => back.Status == "OPEN");
        Assert.Contains(read, back => back.Status == "CLOSED");
    }

    /// <summary>Objects of a type in the recorded answers, one for each form in which it was recorded.</summary>
    private static IEnumerable<(string File, JsonObject Json)> Recorded(string type) => ((string[])["orders", "shipping-fulfillments"])
        .SelectMany(folder => Directory.EnumerateFiles(Shared.Path($"shopify/recorded/{folder}"), "*.json").Order(StringComparer.Ordinal))
        .SelectMany(file => In(JsonNode.Parse(File.ReadAllText(file)), $"gid://shopify/{type}").Select(json => (Path.GetFileNameWithoutExtension(file), json)))
        .DistinctBy(found => found.json.ToJsonString());

    private static IEnumerable<JsonObject> In(JsonNode? node, string gid)
    {
        if (node is JsonObject found && found["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String && id.GetValue<string>().StartsWith(gid, StringComparison.Ordinal))
            yield return found.DeepClone().AsObject();
        var children = node switch { JsonObject parent => parent.Select(child => child.Value), JsonArray list => list, _ => [] };
        foreach (var inside in children.SelectMany(child => In(child, gid))) yield return inside;
    }

    /// <summary>Entries that a query asked for without their line say nothing of it.</summary>
    private static JsonObject Connected(JsonObject json)
    {
        foreach (var lines in (string[])["lineItems", "fulfillmentLineItems"])
            if (json[lines]?["nodes"] is JsonArray nodes && nodes.Any(node => node!["lineItem"]?["id"] is null || (lines == "lineItems" && node["remainingQuantity"] is null)))
                json.Remove(lines);
        return json;
    }

    private static JsonObject Whole(JsonObject refund) => LifeCompletion.Refund(refund, (Code(refund), Code(refund)));

    private static MoneyParsing Money(JsonObject refund) => new(new Currency(Code(refund)), new Currency(Code(refund)));

    private static string Code(JsonObject refund) => refund["totalRefundedSet"]!["shopMoney"]!["currencyCode"]!.GetValue<string>();

    private static string Lines(JsonObject refund) => refund["refundLineItems"]?["nodes"] is JsonArray { Count: > 0 } lines
        ? $"{lines.Count} {lines[0]!["restockType"]}"
        : "0";

    private static ShopifyField Field(JsonNode node) => new(JsonSerializer.SerializeToElement(node), "");
}
