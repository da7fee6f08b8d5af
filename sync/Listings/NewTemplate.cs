using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Sync.Listings;

/// <summary>A product as it is to be made in Odoo.</summary>
/// <param name="Product">Whose it is: its identity there.</param>
/// <param name="Price">Odoo's sales price.</param>
public sealed record TemplateDraft(
    ProductId Product, string Name, string? Description, decimal Price, string? HsCode, string? CountryOfOrigin, IReadOnlyList<ListingOption> Options, IReadOnlyList<ListingVariant> Variants)
{
    /// <summary>What each value of its options adds; null where nothing does, or no such parts are exact.</summary>
    public PriceParts? Parts { get; init; }
}

/// <summary>What a product of Shopify becomes in Odoo that has none yet, or why it does not.</summary>
public abstract record NewTemplate
{
    private NewTemplate() { }

    /// <param name="Remark">What a person should know although it is made; null when nothing.</param>
    public sealed record Planned(TemplateDraft Draft, string? Remark) : NewTemplate;

    public sealed record Refused(string Sentence) : NewTemplate;

    /// <param name="known">Odoo's products that carry a code of the listing already, or one that differs in case alone.</param>
    public static NewTemplate Of(ProductDecision rule, ShopListing listing, IReadOnlyList<CatalogueProduct> known)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(known);
        if (Obstacle(rule, listing, known) is { } sentence) return new Refused(sentence);
        var prices = listing.Variants.Select(variant => variant.Price).Distinct().ToList();
        var parts = prices.Count == 1 ? null : PriceParts.Of([.. listing.Variants.Select(variant => (Combination.Of(variant), variant.Price))]);
        return new Planned(
            new TemplateDraft(
                listing.Id, listing.Title, FieldText.OfHtml(listing.Description), parts?.Base ?? prices[0],
                Common(listing, variant => FieldText.Of(variant.HsCode)), Common(listing, variant => FieldText.Of(variant.CountryOfOrigin)),
                [.. listing.Options.Where(option => option is not { Name: "Title", Values: ["Default Title"] })], listing.Variants) { Parts = parts },
            prices.Count == 1 || parts is not null ? null : $"Its variants cost {FieldText.Of(prices.Min())} to {FieldText.Of(prices.Max())} in Shopify, which no price with something added for each value says; Odoo has the first price for all. Give the others their prices in a pricelist in Odoo.");
    }

    private static string? Obstacle(ProductDecision rule, ShopListing listing, IReadOnlyList<CatalogueProduct> known)
    {
        var it = $"“{listing.Title}” is not made in Odoo:";
        string? Code(ListingVariant variant) => Codes.Bare(rule.Shopify == VariantIdentity.Sku ? variant.Sku : variant.Barcode);
        var word = Codes.Word(rule.Shopify);
        if (listing.Variants.FirstOrDefault(variant => Code(variant) is null) is { } bare)
            return $"{it} {(listing.Variants.Count == 1 ? "it" : $"its variant {bare.Title}")} has no {word} in Shopify. Give it one.";
        if (listing.Variants.GroupBy(Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"{it} several of its variants have the {word} “{twice.Key}” in Shopify. Give each its own.";
        if (known.Count > 0)
            return $"{it} {MatchText.Name(known[0])} in Odoo has its {Codes.Word(rule.Odoo)} already, or nearly. Link the variant to it, or give one of them another code.";
        return null;
    }

    private static string? Common(ShopListing listing, Func<ListingVariant, string?> value) =>
        listing.Variants.Select(value).Distinct().ToList() is [var only] ? only : null;
}
