using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.Sync.Reconciliation;

/// <summary>Says what disagrees about a product: which Odoo product its variants are, and the fields that a decision gave an owner.</summary>
public static class ProductComparison
{
    /// <summary>Nobody reads on; the whole text is in both systems.</summary>
    private const int Shown = 200;

    private const string Nothing = "nothing";

    /// <summary>Whether a row of the match report is anything to tell.</summary>
    public static bool Tells(MatchRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Product is not null && (MatchWords.NeedsPerson(row.State) || row.State == MatchState.Changed);
    }

    /// <summary>A variant whose Odoo product is not known, cannot be used, or has another code than when it was linked.</summary>
    public static Finding Of(ShopDomain shop, MatchRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var changed = row.State == MatchState.Changed;
        return new Finding(
            RecordKey.Product(shop, row.Product!.Value), row.Sku ?? row.Title, changed ? FindingKind.Differs : FindingKind.Waits, $"variant {row.Variant}",
            row.Code ?? "no code", row.Reference ?? MatchWords.Label(row.State), row.Sentence, Role.Ecommerce,
            changed ? "Approve the new code on the page Products, or put it right." : "Link the variant on the page Products.");
    }

    /// <summary>A field whose two values disagree.</summary>
    /// <param name="paused">The flow that would carry it is paused.</param>
    public static Finding Of(ShopDomain shop, ProductId product, string title, FieldPair pair, bool paused)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var (owner, other) = pair.Owner == FieldOwner.Odoo ? ("Odoo", "Shopify") : ("Shopify", "Odoo");
        return new Finding(
            RecordKey.Product(shop, product), title, pair.Refusal is null ? FindingKind.Differs : FindingKind.Waits, FieldOf(pair), Text(pair.Shopify), Text(pair.Odoo),
            pair.Refusal ?? (paused ? "The flow products is paused, so nothing of it is carried." : $"It was changed in {owner} while its news did not arrive, or by hand in {other}, although {owner} owns it."),
            Role.Ecommerce, pair.Refusal is null ? $"Bring the product in step now; where both sides were changed, take {owner}'s value on the page Products." : "Do what the cause says; the field follows by itself then.");
    }

    /// <summary>Two variants may be called the same.</summary>
    private static string FieldOf(FieldPair pair) => pair.Place.Variant is { } variant ? $"{pair.Place.Field} of {pair.Name} (variant {variant})" : pair.Place.Field;

    private static string Text(string? value) => value is null ? Nothing : value.Length <= Shown ? value : $"{value[..Shown]}…";
}
