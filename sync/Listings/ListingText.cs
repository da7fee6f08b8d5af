using System.Globalization;
using Tandem.Sync.Decisions;

namespace Tandem.Sync.Listings;

/// <summary>What is said about products and their fields: what happened, to which, and what to do.</summary>
public static class ListingText
{
    private const int Shown = 60;
    private const int CasesTold = 5;

    public const string SeveralTemplates = "Its variants are variants of several products in Odoo, so no one of them speaks for it. Link them to one product's variants, or change it by hand.";
    public const string SharedProduct = "Several variants in Shopify are this one product in Odoo, so none of them alone can change it there.";
    public const string VariantsDiffer = "Odoo keeps this once for the whole product, and its variants say different things in Shopify. Make them alike, or change it in Odoo by hand.";
    public const string PricesDiffer = "Odoo keeps one price for the product and what each value of its attributes adds, and no such prices are what its variants cost in Shopify. Change them in Shopify, or give them their prices in a pricelist in Odoo.";
    public const string PricesWait = "Odoo keeps the prices of its variants together, and another of them waits for a person. Take Shopify's value for that one on the products page first.";
    public const string PricelistGone = "The pricelist that the decisions name cannot be used in Odoo now. Unarchive it, or name another.";

    public static string WrongType(CustomFieldDecision field, string type) =>
        $"The metafield {field?.Name} is a {type} in Shopify, and the decisions say {field?.Type}. Correct the decisions, or give the metafield that type.";

    public static string NeverAgreed(FieldPair pair) => $"{Both(pair)} They never agreed, so nothing is overwritten. {Choose(pair)}";

    public static string ChangedByOther(FieldPair pair) => $"It was changed in {Side(pair, owner: false)}, and {Side(pair, owner: true)} owns it. {Both(pair)} {Choose(pair)}";

    public static string ChangedByBoth(FieldPair pair) => $"It was changed on both sides. {Both(pair)} {Choose(pair)}";

    public static string Kept(FieldPair after, string? written) =>
        $"{Side(after, owner: false)} was given {Quoted(written)} and says {Quoted(after?.Other)} all the same.";

    public static string Refused(string side, string message) => $"{side} refused it and said “{message}”";

    public static string Written(FieldPair pair) => $"{pair?.Place.Field} {Change(pair)}";

    /// <summary>From what to what.</summary>
    public static string Change(FieldPair? pair) => $"{Quoted(pair?.Other)} → {Quoted(pair?.Wanted)}";

    public static string InStep(int fields, int written) => string.Create(
        CultureInfo.InvariantCulture, $"{fields} {(fields == 1 ? "field agrees" : "fields agree")} in Shopify and Odoo{(written > 0 ? $"; {written} {(written == 1 ? "was" : "were")} written" : "")}.");

    /// <summary>What is open, field by field.</summary>
    public static string Open(string title, IReadOnlyList<(FieldPair Pair, string Why)> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var first = string.Join(" ", open.Take(CasesTold).Select(one => $"{one.Pair.Place.Field}{(one.Pair.Place.Variant is null ? "" : $" of {one.Pair.Name}")}: {one.Why}"));
        return $"“{title}”: {first}{(open.Count > CasesTold ? string.Create(CultureInfo.InvariantCulture, $" And {open.Count - CasesTold} more.") : "")}";
    }

    /// <summary>The first of some sentences, and how many more there are.</summary>
    public static string Several(IReadOnlyList<string> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        return string.Join(" ", sentences.Take(CasesTold)) + (sentences.Count > CasesTold ? string.Create(CultureInfo.InvariantCulture, $" And {sentences.Count - CasesTold} more.") : "");
    }

    private static string Both(FieldPair pair) => $"Shopify says {Quoted(pair.Shopify)}, Odoo says {Quoted(pair.Odoo)}.";

    private static string Choose(FieldPair pair) =>
        $"Change it in {Side(pair, owner: true)}, or take {Side(pair, owner: true)}'s value on the products page.";

    private static string Side(FieldPair pair, bool owner) => pair.Owner == FieldOwner.Odoo == owner ? "Odoo" : "Shopify";

    private static string Quoted(string? value) => value is null ? "nothing" : $"“{Shortened(value)}”";

    /// <summary>Enough of a value to know it by.</summary>
    public static string Shortened(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var line = value.ReplaceLineEndings(" ");
        return line.Length <= Shown ? line : $"{line[..(Shown - 1)]}…";
    }
}
