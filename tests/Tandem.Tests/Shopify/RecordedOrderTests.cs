using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Shopify.Orders;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>Every recorded real order that holds lines, through the parser.</summary>
public sealed class RecordedOrderTests
{
    private const string Expected = """
        TABLE
        """;

    [Fact]
    public void Each_recorded_order_is_read_or_the_field_that_it_lacks_is_named()
    {
        var read = string.Join('\n', RecordedOrders.All().Select(order =>
            $"{order.Place}: {Outcome(order.Json)} | completed: {Outcome(order.Completed())}"));

        TestContext.Current.TestOutputHelper?.WriteLine(read);
        Assert.Equal(Expected.ReplaceLineEndings("\n"), read);
    }

    private static string Outcome(JsonObject order)
    {
        using var json = JsonDocument.Parse(order.ToJsonString());
        return OrderParsing.Parse(json.RootElement) switch
        {
            OrderReading.Unreadable unreadable => $"{unreadable.Field} {unreadable.Reason}",
            OrderReading.Readable { Order: var read } =>
                $"{read.Lines.Sum(line => line.Quantity)} units on {read.Lines.Count} lines, {read.Total.Shop} ({read.Total.Presentment}), now {read.CurrentTotal.Shop}, refunded {read.Refunded}",
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }
}
