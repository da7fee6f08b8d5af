namespace Tandem.Sync.Stock;

/// <summary>What stock has to say.</summary>
public static class StockText
{
    public static string Stale(string variant, int last, int? found, string location) => found is { } now
        ? $"{variant} showed {now} at {location}, where Tandem had last seen {last}: somebody bought, returned or changed it there. Both sides were read again before anything was written."
        : $"{variant} is not stocked at {location} any more, where Tandem had last seen {last}.";

    public static string Gone(LocationId location) =>
        $"Shopify has no location {location} any more, so its stock is not written; the other locations go on. Take it out of inventory.locations, or name the location that took its place.";

    public static string Undecided(ShopLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return $"Shopify has the location “{location.Name}” ({location.Id}), of which nothing is decided, so its stock is not told; the other locations go on. Say under fulfillments.locations which warehouse it is, and name it in inventory.locations too if its stock is to be told.";
    }

    public static string Inactive(ShopLocation location) => location.Service
        ? $"“{location.Name}” belongs to a fulfillment service, which counts its own stock, so Tandem writes none there. Take it out of inventory.locations."
        : $"“{location.Name}” was deactivated in Shopify, so its stock is not written; the other locations go on. Activate it again, or take it out of inventory.locations.";

    public static string PlacesGone(string location) =>
        $"What “{location}” is in Odoo was archived, deleted, or is not for Tandem's user: its warehouse or one of its places. Its stock is not written; the other locations go on. Unarchive it in Odoo, or name another in inventory.locations or fulfillments.locations.";

    public static string Restless(string location, int levels) =>
        $"At “{location}” {levels} {(levels == 1 ? "level" : "levels")} changed in Shopify every time they were looked at; Tandem tries again by itself.";

    /// <summary>What waits at a location, the first cases by name.</summary>
    public static string Waiting(string location, IReadOnlyList<(string Variant, string Why)> rows, int more)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.Count + more;
        var rest = more > 0 ? $" And {more} more." : "";
        return $"At “{location}” the stock of {all} {(all == 1 ? "variant" : "variants")} could not be told to Shopify: {string.Join(" ", rows.Select(row => $"{row.Variant}: {row.Why}"))}{rest}";
    }

    public static string Done(string location, int written, int unchanged, int left) => written == 0
        ? $"“{location}” shows what Odoo has; {unchanged} looked at, nothing to write{(left > 0 ? $", {left} left alone" : "")}."
        : $"“{location}”: {written} {(written == 1 ? "level" : "levels")} written, {unchanged} right already{(left > 0 ? $", {left} left alone" : "")}.";
}
