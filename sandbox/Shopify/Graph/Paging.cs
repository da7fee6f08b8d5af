using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphQL;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Cuts a page out of a list, with Shopify's opaque cursors and its rules for first and last.</summary>
internal static class Paging
{
    /// <summary>Objects of a bulk operation's list that are answered at once.</summary>
    public const int WholeAtOnce = 5000;

    /// <param name="items">All items, in the order asked for.</param>
    /// <param name="value">What the items are sorted by; it becomes part of the cursor.</param>
    public static ShopifyObject Page(IResolveFieldContext context, IReadOnlyList<IGraphObject> items, Func<IGraphObject, string>? value = null, bool sorted = false)
    {
        if (Answering.Of(context) is { Whole: true } whole)
        {
            if (context.Parent is not null) return Connection(items, 0, items.Count, index => Cursor(items[index], index, value));
            // A list of a hundred thousand orders is never in memory at once as an answer.
            var end = Math.Min(items.Count, whole.From + WholeAtOnce);
            whole.More = end < items.Count;
            return Connection(items, Math.Min(whole.From, end), end, index => Cursor(items[index], index, value));
        }

        var (first, last) = (Int(context, "first"), Int(context, "last"));
        if (first is null && last is null) throw new GraphRefusal("BAD_REQUEST", "you must provide one of first or last");
        if (first is not null && last is not null) throw new GraphRefusal("BAD_REQUEST", "providing both first and last is not supported");
        if (first is < 0 or > 250 || last is < 0 or > 250) throw new GraphRefusal("BAD_REQUEST", $"{(first is null ? "last" : "first")} cannot exceed 250");
        if (!sorted && context.GetArgument("reverse", false)) items = [.. items.Reverse()];
        string CursorOf(int index) => Cursor(items[index], index, value);
        var from = Text(context, "after") is { } after ? IndexOf(items, after) + 1 : 0;
        var to = Text(context, "before") is { } before ? IndexOf(items, before) : items.Count;
        if (first is { } f && to - from > f) to = from + f;
        if (last is { } l && to - from > l) from = to - l;
        return Connection(items, from, Math.Max(from, to), CursorOf);
    }

    private static ShopifyObject Connection(IReadOnlyList<IGraphObject> items, int from, int to, Func<int, string> cursor)
    {
        var nodes = items.Skip(from).Take(to - from).ToArray();
        return new ShopifyObject("Connection")
        {
            ["nodes"] = nodes,
            ["edges"] = nodes.Select((n, i) => new ShopifyObject("Edge") { ["node"] = n, ["cursor"] = cursor(from + i) }).ToArray(),
            ["pageInfo"] = new ShopifyObject("PageInfo")
            {
                ["hasNextPage"] = to < items.Count,
                ["hasPreviousPage"] = from > 0,
                ["startCursor"] = nodes.Length == 0 ? null : cursor(from),
                ["endCursor"] = nodes.Length == 0 ? null : cursor(to - 1),
            },
        };
    }

    private static string Cursor(IGraphObject item, int index, Func<IGraphObject, string>? value)
    {
        var id = IdOf(item) ?? index;
        var json = string.Create(CultureInfo.InvariantCulture, $"{{\"last_id\":{id},\"last_value\":\"{value?.Invoke(item) ?? id.ToString(CultureInfo.InvariantCulture)}\"}}");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
    }

    private static int IndexOf(IReadOnlyList<IGraphObject> items, string cursor)
    {
        var (id, value) = Read(cursor);
        for (var i = 0; i < items.Count; i++)
            if ((IdOf(items[i]) ?? i) == id) return i;
        // The item left the list meanwhile: go on where it stood.
        for (var i = 0; i < items.Count; i++)
            if (items[i] is ShopifyObject o && string.CompareOrdinal(Shops.OrderSearch.Instant(o["updatedAt"]), value) >= 0) return i - 1;
        return items.Count - 1;
    }

    private static (long Id, string Value) Read(string cursor)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(cursor));
            return (json.RootElement.GetProperty("last_id").GetInt64(), json.RootElement.GetProperty("last_value").GetString() ?? "");
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new GraphRefusal("BAD_REQUEST", "Invalid cursor for current pagination sort.");
        }
    }

    private static long? IdOf(IGraphObject item) =>
        item["id"] is string gid && Gid.TryParse(gid, out _, out var number) ? number : null;

    private static int? Int(IResolveFieldContext context, string name) => context.HasArgument(name) ? context.GetArgument<int?>(name) : null;

    private static string? Text(IResolveFieldContext context, string name) => context.HasArgument(name) ? context.GetArgument<string?>(name) : null;
}
