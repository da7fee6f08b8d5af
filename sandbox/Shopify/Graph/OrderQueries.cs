using GraphQL;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Finding orders: sorted, searched, page by page.</summary>
internal static class OrderQueries
{
    public static object? Orders(IResolveFieldContext context)
    {
        var sortKey = context.GetArgument<string?>("sortKey") ?? "PROCESSED_AT";
        var found = Found(context, context.GetArgument<string?>("query"));
        IEnumerable<PracticeOrder> sorted = found.OrderBy(o => SortValue(o, sortKey), StringComparer.Ordinal).ThenBy(o => o.Number);
        if (context.GetArgument("reverse", false)) sorted = sorted.Reverse();
        var orders = sorted.ToDictionary(o => o.Id, StringComparer.Ordinal);
        return Paging.Page(context, [.. orders.Values.Select(o => o.Data)], o => SortValue(orders[(string)o["id"]!], sortKey), sorted: true);
    }

    public static object? Count(IResolveFieldContext context)
    {
        var count = Found(context, context.GetArgument<string?>("query")).Count();
        var limit = context.GetArgument<int?>("limit") ?? int.MaxValue;
        return MoneyObjects.Count(Math.Min(count, limit), count > limit ? "AT_LEAST" : "EXACT");
    }

    public static object? ByIdentifier(IResolveFieldContext context)
    {
        var identifier = context.GetArgument<Dictionary<string, object?>>("identifier");
        if (identifier.GetValueOrDefault("id") is string id) return Answering.Of(context).Shop.Order(id)?.Data;
        var custom = (IDictionary<string, object?>)identifier["customId"]!;
        var shop = Answering.Of(context).Shop;
        return shop.Unsorted.FirstOrDefault(o => shop.Metafields.Find(o.Id, custom.TryGetValue("namespace", out var n) ? n as string : null, (string)custom["key"]!)?.Text("value") == (string)custom["value"]!)?.Data;
    }

    private static IEnumerable<PracticeOrder> Found(IResolveFieldContext context, string? query)
    {
        var answering = Answering.Of(context);
        var search = OrderSearch.Parse(query);
        foreach (var (field, value) in search.Warnings)
            answering.Searches.Add(Warning(context, field, value));
        var indexed = answering.Shop.Clock.GetUtcNow() - answering.Shop.Description.SearchLag;
        var lags = answering.Shop.Description.SearchLag > TimeSpan.Zero;
        return answering.Shop.Unsorted.Where(o => (!lags || o.UpdatedAt <= indexed) && search.Matches(o));
    }

    private static Dictionary<string, object?> Warning(IResolveFieldContext context, string field, string value) => new()
    {
        ["path"] = context.ResponsePath.ToArray(),
        ["query"] = context.GetArgument<string?>("query"),
        ["parsed"] = new Dictionary<string, object?> { ["field"] = field, ["match_all"] = value },
        ["warnings"] = new object[] { new Dictionary<string, object?> { ["field"] = field, ["message"] = "Invalid search field for this query.", ["code"] = "invalid_field" } },
    };

    private static string SortValue(PracticeOrder order, string sortKey) => sortKey switch
    {
        "UPDATED_AT" => OrderSearch.Instant(order.UpdatedAt),
        "CREATED_AT" => OrderSearch.Instant(order.CreatedAt),
        "PROCESSED_AT" => OrderSearch.Instant(order.Data["processedAt"]),
        _ => $"{order.Number:D20}",
    };
}
