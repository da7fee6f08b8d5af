using System.Globalization;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Sync.Listings;

/// <summary>What a product of Odoo becomes in Shopify that has none yet, or why it does not.</summary>
public abstract record NewListing
{
    /// <summary>What Shopify takes.</summary>
    public const int MostVariants = 2048;
    public const int MostOptions = 3;

    private NewListing() { }

    public sealed record Planned(ListingDraft Draft) : NewListing;

    public sealed record Refused(string Sentence) : NewListing;

    /// <param name="known">The shop's variants that carry a code of the product already.</param>
    public static NewListing Of(ProductDecision rule, IReadOnlyList<LinkedVariant> variants, IReadOnlyList<MatchRow> known)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(known);
        var template = variants[0].Template;
        if (Obstacle(rule, template, variants, known) is { } sentence) return new Refused(sentence);
        // A choice of one is none, unless all of them are: then the product is told apart by nothing.
        var options = template.Attributes.Where(attribute => attribute.Values.Count > 1).ToList();
        var names = options.Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        List<DraftVariant> drafts =
        [
            .. variants.Select(one => new DraftVariant(
                one.Variant.Id,
                names.Count == 0 ? [("Title", "Default Title")] : [.. one.Variant.Attributes.Where(value => names.Contains(value.Name))],
                OfVariant(one), one.Variant.Storable)),
        ];
        return new Planned(new ListingDraft(
            template.Id.ToString(), rule.Listings.InShopify.Status, OfProduct(rule.Listings, template),
            names.Count == 0 ? [new ListingOption("Title", ["Default Title"])] : Used(options, drafts), drafts));
    }

    private static string? Obstacle(ProductDecision rule, OdooTemplate template, IReadOnlyList<LinkedVariant> variants, IReadOnlyList<MatchRow> known)
    {
        var it = $"“{template.Name}” (id {template.Id}) is not made in Shopify:";
        if (variants.Count > MostVariants) return string.Create(CultureInfo.InvariantCulture, $"{it} it has {variants.Count:#,0} variants in Odoo, and Shopify takes {MostVariants:#,0}. Split it in Odoo.");
        var options = template.Attributes.Where(attribute => attribute.Values.Count > 1).ToList();
        if (options.Count > MostOptions) return $"{it} it is told apart by {options.Count} attributes ({string.Join(", ", options.Select(option => option.Name))}), and Shopify takes {MostOptions}. Leave out an attribute in Odoo, or make it by hand in Shopify and link its variants.";
        if (variants.FirstOrDefault(one => Code(one.Variant, rule) is null) is { } bare)
            return $"{it} {(variants.Count == 1 ? "it" : $"its variant {string.Join(", ", bare.Variant.Attributes.Select(value => value.Value))}")} has no {Codes.Word(rule.Odoo)} in Odoo. Give it one.";
        if (variants.GroupBy(one => Code(one.Variant, rule)).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"{it} several of its variants have the {Codes.Word(rule.Odoo)} “{twice.Key}” in Odoo. Give each its own.";
        if (known.Count > 0) return $"{it} “{known[0].Title}” in Shopify has the {Codes.Word(rule.Shopify)} “{known[0].Code}” already. Link that variant to it, or give one of them another code.";
        var incomplete = variants.FirstOrDefault(one => options.Any(option => one.Variant.Attributes.Count(value => value.Name == option.Name) != 1));
        return incomplete is null ? null : $"{it} not every variant has one value of each attribute ({string.Join(", ", options.Select(option => option.Name))}). Let these attributes create variants instantly in Odoo.";
    }

    /// <summary>Only values that a variant has: Shopify takes no others.</summary>
    private static List<ListingOption> Used(List<ListingOption> options, List<DraftVariant> drafts) =>
        [.. options.Select(option => option with { Values = [.. option.Values.Where(value => drafts.Any(draft => draft.Options.Contains((option.Name, value))))] })];

    private static string? Code(OdooVariant variant, ProductDecision rule) =>
        Codes.Bare(rule.Odoo == ProductIdentity.InternalReference ? variant.Reference : variant.Barcode);

    /// <summary>A new product says all that Odoo says, whoever owns it from then on.</summary>
    private static Dictionary<string, string?> OfProduct(ListingDecision listings, OdooTemplate template)
    {
        var values = new Dictionary<string, string?> { [FieldWords.Of(ListingField.Title)] = template.Name };
        Add(values, ListingField.Description, FieldText.OfLines(template.Description));
        Add(values, ListingField.Tags, FieldText.Of(template.Tags));
        Add(values, ListingField.Vendor, FieldText.Of(template.Vendor));
        if (listings.OwnerOf(ListingField.Type) == FieldOwner.Odoo) Add(values, ListingField.Type, FieldText.Of(template.Category));
        return values;
    }

    /// <summary>What one variant of it says.</summary>
    internal static Dictionary<string, string?> OfVariant(LinkedVariant one)
    {
        var (variant, values) = (one.Variant, new Dictionary<string, string?>());
        Add(values, ListingField.Price, FieldText.Of(variant.Price.Amount ?? variant.SalesPrice));
        if (variant.CompareAtPrice.Amount > (variant.Price.Amount ?? variant.SalesPrice)) Add(values, ListingField.CompareAtPrice, FieldText.Of(variant.CompareAtPrice.Amount));
        Add(values, ListingField.Sku, FieldText.Of(variant.Reference));
        Add(values, ListingField.Barcode, FieldText.Of(variant.Barcode));
        Add(values, ListingField.Cost, FieldText.Some(variant.Cost));
        Add(values, ListingField.Weight, FieldText.Some(variant.Weight));
        Add(values, ListingField.HsCode, FieldText.Of(one.Template.HsCode));
        Add(values, ListingField.CountryOfOrigin, FieldText.Of(one.Template.CountryOfOrigin));
        return values;
    }

    private static void Add(Dictionary<string, string?> values, ListingField field, string? value)
    {
        if (value is not null) values[FieldWords.Of(field)] = value;
    }
}
