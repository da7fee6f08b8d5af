using Humanizer;
using Tandem.Sync.Products;

namespace Tandem.App.Admin;

/// <summary>The words of the products page.</summary>
internal static class ProductsWords
{
    /// <summary>A tone of s-badge.</summary>
    public static string Tone(MatchState state) => state switch
    {
        MatchState.Linked or MatchState.ByHand => "success",
        MatchState.Exact => "info",
        MatchState.Changed => "caution",
        MatchState.Broken or MatchState.Ambiguous or MatchState.Unmatched => "critical",
        MatchState.Gone or MatchState.OdooOnly => "neutral",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Title(MatchRow row) => row.Title.Length > 0 ? row.Title : row.OdooName ?? (row.Variant is { } variant ? Say($"Variant {variant}") : "–");

    public static string Odoo(MatchRow row) => row.OdooProduct is null ? "–" : $"{row.OdooName ?? Say("Product")} ({(row.Reference is { Length: > 0 } reference ? reference + ", " : "")}id {row.OdooProduct})";

    public static string Summary(ProductsReading reading)
    {
        var waiting = reading.Counts.Where(count => MatchWords.NeedsPerson(count.Key)).Sum(count => count.Value);
        return waiting == 0 ? Say("Every variant of the shop is known to Odoo.") : waiting == 1 ? Say("1 variant needs a person: an order with one of them cannot be written.") : Say($"{"variant".Of(waiting)} need a person: an order with one of them cannot be written.");
    }

    public static (string Heading, string Sentence) Empty(ProductsReading reading, ProductsQuery query) => (reading.SeenAt, query) switch
    {
        (null, _) => (Say("Not compared yet"), Say("Press “Compare now”: Tandem reads both catalogues and shows here how each variant is matched. Nothing is changed in Shopify or Odoo.")),
        (_, { Page: > 1 }) => (Say("No more products"), Say("This is the end of the list.")),
        _ => (Say("Nothing fits"), Say("Search for a part of a SKU, barcode, internal reference or title, or choose another state.")),
    };
}
