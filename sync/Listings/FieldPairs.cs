using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Sync.Listings;

/// <summary>Puts the two values of every owned field of a product side by side.</summary>
public sealed class FieldPairs
{
    private readonly ListingDecision decision;
    private readonly IReadOnlyList<CustomFieldDecision> custom;
    private readonly ShopListing listing;
    private readonly IReadOnlyDictionary<VariantId, LinkedVariant> linked;
    private readonly OdooTemplate? template;
    private readonly Dictionary<OdooId<Template>, PriceParts?> parts;
    private readonly List<FieldPair> pairs = [];

    /// <param name="linked">The listing's variants that are linked to a product of Odoo that can be used.</param>
    private FieldPairs(ListingDecision decision, IReadOnlyList<CustomFieldDecision> custom, ShopListing listing, IReadOnlyDictionary<VariantId, LinkedVariant> linked)
    {
        (this.decision, this.custom, this.listing, this.linked) = (decision, custom, listing, linked);
        template = linked.Values.Select(one => one.Template).DistinctBy(one => one.Id).ToList() is [var only] ? only : null;
        parts = linked.Values.Select(one => one.Template.Id).Distinct().ToDictionary(one => one, one => PriceParts.Of(listing, linked, one));
    }

    public static IReadOnlyList<FieldPair> Of(
        ListingDecision decision, IReadOnlyList<CustomFieldDecision> custom, ShopListing listing, IReadOnlyDictionary<VariantId, LinkedVariant> linked)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(linked);
        var all = new FieldPairs(decision, custom, listing, linked);
        if (linked.Count == 0) return [];
        all.OfProduct();
        foreach (var variant in listing.Variants)
            if (linked.TryGetValue(variant.Id, out var link)) all.OfVariant(variant, link);
        return all.pairs;
    }

    private void OfProduct()
    {
        var several = template is null ? ListingText.SeveralTemplates : null;
        void Add(ListingField field, string? shopify, string? odoo) => Put(new FieldPlace(null, FieldWords.Of(field)), listing.Title, decision.OwnerOf(field), shopify, template is null ? null : odoo, several);
        Add(ListingField.Title, FieldText.Of(listing.Title), FieldText.Of(template?.Name));
        Add(ListingField.Description, FieldText.OfHtml(listing.Description), FieldText.OfLines(template?.Description));
        Add(ListingField.Vendor, FieldText.Of(listing.Vendor), FieldText.Of(template?.Vendor));
        Add(ListingField.Type, FieldText.Of(listing.Type), FieldText.Of(template?.Category));
        Add(ListingField.Tags, FieldText.Of(listing.Tags), FieldText.Of(template?.Tags ?? []));
        Add(ListingField.Status, listing.Status == ListingStatus.Archived ? FieldWords.Archived : FieldWords.Listed, template?.Active == false ? FieldWords.Archived : FieldWords.Listed);
        Image(null, listing.Title, listing.Images, template?.Image, several);
        foreach (var field in custom.Where(one => one.Of == CustomFieldOf.Product))
            Custom(field, null, listing.Title, listing.Metafields, template?.Custom, several);
    }

    /// <summary>Who has no image in Odoo says nothing about those that it has in Shopify.</summary>
    private void Image(VariantId? variant, string name, ShopImages? shopify, OdooImage? odoo, string? several)
    {
        if (shopify is null || (odoo is null && shopify.Ours is null)) return;
        var place = new FieldPlace(variant, FieldWords.Of(ListingField.Image));
        Put(place, name, decision.OwnerOf(ListingField.Image), shopify.Says, odoo is null ? null : ImageText.Of(odoo.Checksum), several ?? odoo?.Refusal);
        // What was given and came to nothing agrees with nothing.
        var index = pairs.FindIndex(pair => pair.Place == place);
        if (shopify.Failure is { } failure && index >= 0 && pairs[index].Agree) pairs[index] = pairs[index] with { Shopify = null, Refusal = ImageText.Failed(failure) };
    }

    private void OfVariant(ListingVariant shopify, LinkedVariant link)
    {
        var (odoo, name) = (link.Variant, Name(shopify));
        // What several variants stand for can be told to all of them, but none of them can speak for it.
        var shared = linked.Values.Count(other => other.Variant.Id == odoo.Id) > 1 ? ListingText.SharedProduct : null;
        void Add(ListingField field, string? inShopify, string? inOdoo, string? refusal = null)
        {
            var owner = decision.OwnerOf(field);
            Put(new FieldPlace(shopify.Id, FieldWords.Of(field)), name, owner, inShopify, inOdoo, owner == FieldOwner.Shopify ? refusal ?? shared : refusal);
        }

        Add(ListingField.Sku, FieldText.Of(shopify.Sku), FieldText.Of(odoo.Reference));
        foreach (var field in custom.Where(one => one.Of == CustomFieldOf.Variant))
            Custom(field, shopify.Id, name, shopify.Metafields, odoo.Custom, null);
        Add(ListingField.HsCode, FieldText.Of(shopify.HsCode), FieldText.Of(link.Template.HsCode), Common(link, one => FieldText.Of(one.HsCode)));
        Add(ListingField.CountryOfOrigin, FieldText.Of(shopify.CountryOfOrigin), FieldText.Of(link.Template.CountryOfOrigin), Common(link, one => FieldText.Of(one.CountryOfOrigin)));
        // A pack has a price, a weight, a barcode and a look of its own.
        if (link.Units != 1m) return;
        Image(shopify.Id, name, shopify.Images, odoo.Image, null);
        Add(ListingField.Price, FieldText.Of(shopify.Price), FieldText.Of(odoo.Price.Amount), decision.OwnerOf(ListingField.Price) == FieldOwner.Odoo ? odoo.Price.Refusal : parts[link.Template.Id] is null ? shared ?? ListingText.PricesDiffer : null);
        var before = odoo.CompareAtPrice.Amount is { } amount && amount > (odoo.Price.Amount ?? shopify.Price) ? amount : (decimal?)null;
        Add(ListingField.CompareAtPrice, FieldText.Of(shopify.CompareAtPrice), FieldText.Of(before), odoo.CompareAtPrice.Refusal);
        Add(ListingField.Cost, FieldText.Some(shopify.Cost), FieldText.Some(odoo.Cost));
        Add(ListingField.Barcode, FieldText.Of(shopify.Barcode), FieldText.Of(odoo.Barcode));
        Add(ListingField.Weight, FieldText.Some(shopify.Weight), FieldText.Some(odoo.Weight));
    }

    /// <summary>Odoo keeps the field for the whole product; variants that say different things cannot all be right there.</summary>
    private string? Common(LinkedVariant link, Func<ListingVariant, string?> value) =>
        listing.Variants.Where(variant => linked.TryGetValue(variant.Id, out var one) && one.Template.Id == link.Template.Id).Select(value).Distinct().Count() > 1 ? ListingText.VariantsDiffer : null;

    private void Custom(CustomFieldDecision field, VariantId? variant, string name, IReadOnlyDictionary<string, Metafield> metafields, IReadOnlyDictionary<string, string?>? odoo, string? refusal)
    {
        var there = metafields.GetValueOrDefault(field.Name);
        var wrong = there is not null && there.Type != field.Type ? ListingText.WrongType(field, there.Type) : null;
        Put(new FieldPlace(variant, field.Name), name, field.Owner, CustomText.Of(field.Type, there?.Value), CustomText.Of(field.Type, odoo?.GetValueOrDefault(field.Field)), refusal ?? wrong);
    }

    private void Put(FieldPlace place, string name, FieldOwner owner, string? shopify, string? odoo, string? refusal)
    {
        if (owner != FieldOwner.None) pairs.Add(new FieldPair(place, name, owner, shopify, odoo, refusal));
    }

    private string Name(ListingVariant variant) => variant.Sku is { Length: > 0 } sku ? sku : listing.Variants.Count == 1 ? listing.Title : $"{listing.Title} – {variant.Title}";
}

/// <summary>A variant's product in Odoo.</summary>
/// <param name="Units">How much of the product one of the variant is.</param>
public sealed record LinkedVariant(OdooVariant Variant, OdooTemplate Template, decimal Units);

/// <summary>FieldWords for fields and their values.</summary>
public static class FieldWords
{
    public const string Archived = "archived";

    /// <summary>Not archived; whether it is published is Shopify's own affair.</summary>
    public const string Listed = "not archived";

    public static string Of(ListingField field) => DecisionWords.Of(field);
}

/// <summary>Values of metafields and of custom fields in one form.</summary>
public static class CustomText
{
    public static string? Of(string type, string? value) => FieldText.Of(value) is not { } text ? null : type switch
    {
        "number_integer" or "number_decimal" => decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? FieldText.Of(number) : text,
        "boolean" => text.ToLowerInvariant(),
        _ => text,
    };
}
