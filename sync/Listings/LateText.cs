using System.Globalization;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Sync.Listings;

/// <summary>What is said of variants that one side of a product got later.</summary>
internal static class LateText
{
    private const int Named = 5;

    public static string LeftInShopify(IReadOnlyList<string> names) =>
        $"{Count(names)} in Shopify {(names.Count == 1 ? "is" : "are")} linked to no product of Odoo, so nothing of {(names.Count == 1 ? "it" : "them")} is carried. Link {(names.Count == 1 ? "it" : "them")} on the products page.";

    public static string LeftInOdoo(IReadOnlyList<string> names) =>
        $"{Count(names)} in Odoo {(names.Count == 1 ? "is" : "are")} not in Shopify, where products.inShopify makes none. What is sold there is added by hand, with its code.";

    public static string CodesDiffer(ProductDecision rule, ShopListing listing, ListingVariant variant, string here, string there) =>
        $"{InShopify(listing, variant)} has the {Codes.Word(rule.Shopify)} “{here}”, and the same choice in Odoo has the {Codes.Word(rule.Odoo)} “{there}”. Give both the same, or link them by hand.";

    public static string Ambiguous(ProductDecision rule, ShopListing listing, ListingVariant variant, string? code) =>
        $"{InShopify(listing, variant)} has the code “{code}”, which others have too, or nearly. Give each its own {Codes.Word(rule.Shopify)} and {Codes.Word(rule.Odoo)}, or link it by hand.";

    public static string NoCode(ProductDecision rule, ShopListing listing, ListingVariant variant) =>
        $"{InShopify(listing, variant)} has no {Codes.Word(rule.Shopify)}, so it is not made in Odoo. Give it one.";

    public static string SeveralProducts(ProductDecision rule, ShopListing listing, ListingVariant variant) =>
        $"{InShopify(listing, variant)} is not made in Odoo, where the variants of this product are several products. Make it there with its {Codes.Word(rule.Odoo)}; it is linked when the catalogues are compared.";

    public static string NoAttribute(ShopListing listing, ListingVariant variant, string option) =>
        $"{InShopify(listing, variant)} is not made in Odoo, where the product has no attribute called “{option}”. Give it one that creates variants instantly, or make it by hand and link it.";

    public static string NoOption(ShopListing listing, string name, string attribute) =>
        $"{name} of “{listing.Title}” is not made: Odoo tells its variants apart by “{attribute}”, and Shopify has no such option. Add the option in Shopify, or make it by hand and link it.";

    public static string NoValue(ShopListing listing, string name, string option) =>
        $"{name} of “{listing.Title}” is not made in Shopify: it has no one value of “{option}” in Odoo. Give the product that attribute, or make the variant by hand and link it.";

    public static string SeveralListings(ProductDecision rule, ShopListing listing, string name) =>
        $"{name} of “{listing.Title}” is not made in Shopify, where several products are variants of this one in Odoo. Add it to one of them with its {Codes.Word(rule.Shopify)}; it is linked then.";

    public static string NoReference(ProductDecision rule, ShopListing listing, string name) =>
        $"{name} of “{listing.Title}” has no {Codes.Word(rule.Odoo)} in Odoo, so it is not made in Shopify. Give it one, or archive it.";

    public static string SameReference(ProductDecision rule, ShopListing listing, string name, string code) =>
        $"{name} of “{listing.Title}” is not made in Shopify: several of its variants have the {Codes.Word(rule.Odoo)} “{code}” in Odoo. Give each its own.";

    public static string CodeTaken(ProductDecision rule, ShopListing listing, string name, MatchRow row) =>
        $"{name} of “{listing.Title}” is not made in Shopify: “{row.Title}” has the {Codes.Word(rule.Shopify)} “{row.Code}” already. Link that variant to it, or give one of them another code.";

    public static string CombinationTaken(ShopListing listing, string name, ListingVariant taken) =>
        $"{name} of “{listing.Title}” is not made in Shopify: its variant {taken.Title} is that choice, and linked to another product of Odoo. Link it to this one, or archive one of the two in Odoo.";

    private static string InShopify(ShopListing listing, ListingVariant variant) => $"The variant {variant.Title} of “{listing.Title}” in Shopify";

    private static string Count(IReadOnlyList<string> names) => string.Create(
        CultureInfo.InvariantCulture, $"{names.Count} {(names.Count == 1 ? "variant" : "variants")} ({string.Join("; ", names.Take(Named))}{(names.Count > Named ? "; …" : "")})");
}
