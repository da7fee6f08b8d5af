using Tandem.Sync.Decisions;

namespace Tandem.Sync.Listings;

/// <summary>The custom fields of an order or of its customer, side by side.</summary>
public static class RecordPairs
{
    /// <param name="name">The order or the customer, for people.</param>
    /// <param name="odoo">By the names of Odoo's fields.</param>
    public static IReadOnlyList<FieldPair> Of(
        IEnumerable<CustomFieldDecision> fields, string name, IReadOnlyDictionary<string, Metafield> shopify, IReadOnlyDictionary<string, string?> odoo)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(shopify);
        ArgumentNullException.ThrowIfNull(odoo);
        return [.. fields.Where(field => field.Owner != FieldOwner.None).Select(Pair)];

        FieldPair Pair(CustomFieldDecision field)
        {
            var there = shopify.GetValueOrDefault(field.Name);
            return new FieldPair(
                new FieldPlace(null, field.Name), name, field.Owner, CustomText.Of(field.Type, there?.Value), CustomText.Of(field.Type, odoo.GetValueOrDefault(field.Field)),
                there is not null && there.Type != field.Type ? ListingText.WrongType(field, there.Type) : null);
        }
    }

    /// <summary>What a person should know of a field that was not carried; the values stay where they are, since they may be somebody's own.</summary>
    public static string Told(FieldPair pair, SettledField? before)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (pair.Refusal is { } refusal) return refusal;
        var (owner, other) = pair.Owner == FieldOwner.Odoo ? ("Odoo", "Shopify") : ("Shopify", "Odoo");
        var what = before?.Digest is null ? $"says different things in Shopify and in Odoo, and they never agreed" : $"was changed in {other}, and {owner} owns it";
        return $"{pair.Place.Field} of {pair.Name} {what}, so nothing was overwritten. Correct it in {other}, or press “Sync now” on the order to take {owner}'s value.";
    }
}
