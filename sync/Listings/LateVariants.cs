using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Sync.Listings;

/// <summary>What of a linked product only one side has: variants that came later.</summary>
/// <param name="Same">Those of both sides that are one, and that nobody linked yet.</param>
/// <param name="ToShopify">What Shopify is to get.</param>
/// <param name="ToOdoo">What Odoo is to get.</param>
/// <param name="Open">Why others come to nothing, one sentence each.</param>
/// <param name="Left">What the decisions leave where it is, one sentence each.</param>
public sealed record LateVariants(
    IReadOnlyList<SameVariant> Same, IReadOnlyList<DraftVariant> ToShopify, IReadOnlyList<ListingVariant> ToOdoo, IReadOnlyList<string> Open, IReadOnlyList<string> Left)
{
    /// <param name="made">What is lacking was made just now, so that what is the same by now is the same.</param>
    public static LateVariants Of(ProductDecision rule, ShopListing listing, LateGoods goods, bool made = false)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(goods);
        var sorting = new LateSorting(rule, listing, goods, made);
        sorting.Sort();
        return new LateVariants(sorting.Same, sorting.ToShopify, sorting.ToOdoo, sorting.Open, sorting.Left);
    }
}

/// <summary>A variant of Shopify and the product of Odoo that it is.</summary>
public sealed record SameVariant(ListingVariant Shopify, LinkedVariant Odoo)
{
    /// <summary>Nothing stands in Odoo yet of what tells it apart.</summary>
    public bool Bare => Codes.Bare(Odoo.Variant.Reference) is null && Codes.Bare(Odoo.Variant.Barcode) is null;
}

/// <summary>What is known of a linked product beyond its links.</summary>
/// <param name="Template">What its variants are variants of in Odoo; null where that is not one product.</param>
/// <param name="Linked">The variants that have a link.</param>
/// <param name="Free">The product's variants in Odoo, archived ones too, that no variant of the shop is linked to.</param>
/// <param name="Elsewhere">Other products of the shop are linked to variants of it too.</param>
/// <param name="InShopify">The shop's variants that carry a code of the free ones.</param>
/// <param name="InOdoo">Odoo's products that carry a code of the variants without a link, or nearly.</param>
public sealed record LateGoods(
    OdooTemplate? Template, IReadOnlySet<VariantId> Linked, IReadOnlyList<LinkedVariant> Free, bool Elsewhere, IReadOnlyList<MatchRow> InShopify, IReadOnlyList<CatalogueProduct> InOdoo);

/// <summary>Which choice of each option a variant is, on either side.</summary>
public static class Combination
{
    /// <summary>A product without options has one that Shopify calls so.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(ListingVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return [.. variant.Options.Where(option => option is not ("Title", "Default Title"))];
    }

    /// <summary>The same choice of each option; an attribute with nothing to choose need be none.</summary>
    public static bool IsSame(ListingVariant variant, LinkedVariant one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var options = Of(variant);
        return options.All(option => one.Variant.Attributes.Contains(option))
            && one.Variant.Attributes.All(value => options.Contains(value) || !IsChoice(one.Template, value.Name));
    }

    public static bool IsChoice(OdooTemplate template, string attribute)
    {
        ArgumentNullException.ThrowIfNull(template);
        return template.Attributes.Any(one => one.Name == attribute && one.Values.Count > 1);
    }

    public static string Named(IReadOnlyList<(string Name, string Value)> values, string otherwise) =>
        values.Count == 0 ? otherwise : string.Join(", ", values.Select(value => value.Value));
}
