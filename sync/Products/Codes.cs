using Tandem.Sync.Decisions;

namespace Tandem.Sync.Products;

/// <summary>The codes that variants and products are compared by.</summary>
public static class Codes
{
    /// <summary>Without blanks around it; null when nothing is left.</summary>
    public static string? Bare(string? code) => string.IsNullOrWhiteSpace(code) ? null : code.Trim();

    /// <summary>The variant's code by the shop's rule; null when it has none.</summary>
    public static string? Of(CatalogueVariant variant, ProductDecision rule)
    {
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(rule);
        return Bare(rule.Shopify == VariantIdentity.Sku ? variant.Sku : variant.Barcode);
    }

    /// <summary>The product's code by the shop's rule, as Odoo holds it; null when it has none.</summary>
    public static string? Of(CatalogueProduct product, ProductDecision rule)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(rule);
        var code = rule.Odoo == ProductIdentity.InternalReference ? product.Reference : product.Barcode;
        return string.IsNullOrWhiteSpace(code) ? null : code;
    }

    /// <summary>Equal for codes that differ in nothing but case and blanks.</summary>
    public static string Folded(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return string.Concat(code.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();
    }

    public static string Word(VariantIdentity identity) => identity == VariantIdentity.Sku ? "SKU" : "barcode";

    public static string Word(ProductIdentity identity) => identity == ProductIdentity.InternalReference ? "internal reference" : "barcode";
}
