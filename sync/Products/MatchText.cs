using System.Globalization;
using Tandem.Sync.Decisions;

namespace Tandem.Sync.Products;

/// <summary>What a match says to a person: what happened, to which record, and what to do.</summary>
public static class MatchText
{
    /// <summary>More than these are counted, not listed.</summary>
    private const int Listed = 5;

    public static string Of(VariantMatch match, ProductDecision rule)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(rule);
        var (word, field) = (Codes.Word(rule.Shopify), Codes.Word(rule.Odoo));
        var code = Codes.Of(match.Variant, rule);
        return match.Reason switch
        {
            MatchReason.None when match.State == MatchState.Exact => $"The {field} of {Name(match.Product!)} is its {word} “{code}”.",
            MatchReason.None when match.State == MatchState.ByHand => $"Linked by hand to {Name(match.Product!)}{Each(match)}.",
            MatchReason.None => $"Linked by its {word} to {Name(match.Product!)}{Each(match)}.",
            MatchReason.NoCode => $"It has no {word} in Shopify, so its Odoo product cannot be known. Give it the {word} that its product has as {field} in Odoo, or link it by hand.",
            MatchReason.NotFound => $"No Odoo product has the {field} “{code}”. Enter it on the right product in Odoo, or link the variant by hand.",
            MatchReason.CaseOrBlanks => $"No Odoo product has the {field} “{code}”; {Names(match.Proposals, rule)} {(match.Proposals.Count == 1 ? "differs" : "differ")} from it only in case or blanks. Write both alike, or link the variant by hand.",
            MatchReason.SharedByVariants => $"{Others(match.Sharing)} in Shopify {(match.Sharing == 1 ? "has" : "have")} the same {word} “{code}”, so it is not certain which of them is {Name(match.Proposals[0])}. Give each variant its own {word}, or link them by hand.",
            MatchReason.SeveralProducts => $"{match.Proposals.Count} Odoo products have the {field} “{code}”: {Names(match.Proposals)}. Leave it on the right one only, or link the variant by hand.",
            MatchReason.OtherUnit => $"{Name(match.Proposals[0])} has the {field} “{code}”, but Odoo keeps it in {match.Proposals[0].Unit}. Link the variant by hand and say how much {match.Proposals[0].Unit} one of it is (1 where one is one).",
            MatchReason.OtherCompany when match.Link is null => $"{Names(match.Proposals)} has the {field} “{code}” but belongs to another company. Share it between the companies in Odoo, or give a product of this company that {field}.",
            MatchReason.Archived when match.Link is null => $"{Names(match.Proposals)} has the {field} “{code}” but is archived in Odoo. Unarchive it, or give an active product that {field}.",
            MatchReason.DeletedInOdoo => $"It is linked to the Odoo product {match.Link!.OdooProduct}, which was deleted in Odoo. Link it to another product, or remove the link so that the rule looks for its product again.",
            MatchReason.OtherCompany => $"It is linked to {Name(match.Product!)}, which now belongs to another company in Odoo. Share that product between the companies, or link the variant to another product.",
            MatchReason.Archived => $"It is linked to {Name(match.Product!)}, which was archived in Odoo. Unarchive it there, or link the variant to another product.",
            MatchReason.Renamed => $"It stays linked to {Name(match.Product!)}, but {Changes(match)}. Approve the change if it is still the same goods; if not, link the variant to the right product.",
            var other => throw new InvalidOperationException($"No words for {other}."),
        };
    }

    public static string OdooOnly(CatalogueProduct product, ProductDecision rule)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(rule);
        return Codes.Of(product, rule) is { } code
            ? $"No variant in Shopify is matched with it: none that could be has the {Codes.Word(rule.Shopify)} “{code}”."
            : $"No variant in Shopify is matched with it: it has no {Codes.Word(rule.Odoo)} in Odoo.";
    }

    public static string Gone(ProductLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return $"The variant was deleted in Shopify. Its link to the Odoo product {link.OdooProduct} is kept for the orders that name it.";
    }

    /// <summary>Such as <c>Blue shirt (SHIRT-1, id 7)</c>.</summary>
    public static string Name(CatalogueProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return $"{product.Name} ({(product.Reference is { Length: > 0 } reference ? reference + ", " : "")}id {product.Id})";
    }

    /// <summary>Each code that is another one now.</summary>
    private static string Changes(VariantMatch match)
    {
        var (seen, now) = (match.Link!.Seen, LinkedCodes.Of(match.Variant, match.Product!));
        return string.Join(" and ", new (string What, string? Was, string? Is)[]
        {
            ("the SKU in Shopify", seen.Sku, now.Sku), ("the barcode in Shopify", seen.Barcode, now.Barcode),
            ("the internal reference in Odoo", seen.Reference, now.Reference), ("the barcode in Odoo", seen.OdooBarcode, now.OdooBarcode),
        }.Where(code => code.Was != code.Is).Select(code => $"{code.What} was {Quoted(code.Was)} and is {Quoted(code.Is)}"));
    }

    private static string Quoted(string? code) => code is null ? "empty" : $"“{code}”";

    private static string Each(VariantMatch match) => match.Link is { Units: not 1m and var units }
        ? string.Create(CultureInfo.InvariantCulture, $": one of it is {units:0.####} {match.Product!.Unit}")
        : "";

    private static string Others(int count) => count == 1 ? "Another variant" : $"{count} other variants";

    private static string Names(IReadOnlyList<CatalogueProduct> products) =>
        string.Join(", ", products.Take(Listed).Select(Name)) + (products.Count > Listed ? $" and {products.Count - Listed} more" : "");

    private static string Names(IReadOnlyList<CatalogueProduct> products, ProductDecision rule) =>
        string.Join(", ", products.Take(Listed).Select(product => $"“{Codes.Of(product, rule)}” of {product.Name} (id {product.Id})"));
}
