using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Reads what comes back and what goes out for it (Shopify Return, ExchangeLineItem).</summary>
internal static class ReturnParsing
{
    /// <summary>Null where the app lacks the scope.</summary>
    public static PartList<ShopReturn> List(ShopifyField? returns) => returns is not { } stated
        ? PartList<ShopReturn>.None
        : new PartList<ShopReturn>(
            [.. stated.Get("nodes").Each().Select(node => new ListedPart<ShopReturn>(
                node.Get("id").Text,
                Return(node),
                !OrderParsing.HasMore(node.Get("returnLineItems")) && !OrderParsing.HasMore(node.Get("exchangeLineItems"))))],
            OrderParsing.HasMore(stated));

    public static PartPage<ShopReturn> Page(ShopifyField node)
    {
        var exchanged = node.Get("exchangeLineItems");
        return OrderParsing.HasMore(exchanged)
            ? throw new UnreadableException(exchanged.Path, "has more entries than one answer holds")
            : new PartPage<ShopReturn>(node.Get("order").Get("updatedAt").Time, Return(node), OrderParsing.Next(node.Get("returnLineItems")));
    }

    public static ShopReturn Join(ShopReturn first, ShopReturn further) => first with { Lines = [.. first.Lines, .. further.Lines] };

    private static ShopReturn Return(ShopifyField node) => new()
    {
        Id = node.Get("id").Number("Return"),
        Name = node.Get("name").Text,
        Status = node.Get("status").Text,
        // Lines that Shopify could not tie to something sent name no line of the order.
        Lines = [.. node.Get("returnLineItems").Get("nodes").Each().Where(line => line.GetIfThere("fulfillmentLineItem") is not null).Select(Line)],
        ExchangeLines = [.. node.Get("exchangeLineItems").Get("nodes").Each()
            .SelectMany(exchange => exchange.GetOrNull("lineItems")?.Each() ?? [])
            .Select(LineIdOf)],
    };

    private static ShopReturnedLine Line(ShopifyField line) =>
        new(LineIdOf(line.Get("fulfillmentLineItem").Get("lineItem")), line.Get("quantity").Whole);

    private static LineId LineIdOf(ShopifyField line) => new(line.Get("id").Number("LineItem"));
}
