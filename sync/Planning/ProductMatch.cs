using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>Finds the one Odoo product of a sold variant by the shop's identity rule; never by name.</summary>
public sealed class ProductMatch(ShopOrder order, OrderRules rules, ILookup<string, ProductCandidate> candidates)
{
    /// <summary>The codes of an order's lines that have to be looked up in Odoo.</summary>
    public static IReadOnlyList<string> CodesOf(ShopOrder order, ProductDecision rule)
    {
        ArgumentNullException.ThrowIfNull(order);
        return [.. SoldParts.Of(order, BookingCurrency.Shop)
            .Where(part => part is { Role: LineRole.Product, Line: not null })
            .Select(part => CodeOf(part.Line!, rule)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    public (OdooId<Product>? Product, Blocker? Blocker) Of(SoldPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part is not { Role: LineRole.Product, Line: { } line }) return Fixed(part);
        var word = rules.Decisions.Products.Shopify == VariantIdentity.Sku ? "SKU" : "barcode";
        if (CodeOf(line, rules.Decisions.Products) is not { } code)
            return (null, Blocker(BlockerCode.ProductUnmatched, line.Variant is { } variant ? $"variant {variant}" : line.Title,
                $"“{part.Title}” has no {word} in Shopify, so its Odoo product cannot be known. Give the variant the {word} in Shopify that its product has as {Field} in Odoo; the order is then tried again by itself."));

        var all = candidates[code].ToList();
        var found = all.Where(product => product.Company is null || product.Company == rules.Company).ToList();
        var active = found.Where(product => product.Active).ToList();
        return (active.Count, found.Count) switch
        {
            (1, _) => (active[0].Id, null),
            (0, 0) when all.Count > 0 => (null, Blocker(BlockerCode.ProductUnmatched, code,
                $"the Odoo product with the {Field} “{code}” ({all[0].Name}, id {all[0].Id}; {word} of “{part.Title}”) belongs to another company. Share it between the companies in Odoo, or give a product of this company that {Field}; the order is then tried again by itself.")),
            (0, 0) => (null, Blocker(BlockerCode.ProductUnmatched, code,
                $"no Odoo product has the {Field} “{code}” ({word} of “{part.Title}”). Enter it on the right product in Odoo; the order is then tried again by itself.")),
            (0, _) => (null, Blocker(BlockerCode.ProductArchived, code,
                $"the Odoo product with the {Field} “{code}” ({found[0].Name}, id {found[0].Id}; {word} of “{part.Title}”) is archived. Unarchive it in Odoo, or give an active product that {Field}; the order is then tried again by itself.")),
            _ => (null, Blocker(BlockerCode.ProductAmbiguous, code,
                $"{active.Count} Odoo products have the {Field} “{code}” ({word} of “{part.Title}”): {string.Join(", ", active.Select(product => $"{product.Name} (id {product.Id})"))}. Leave it on the right one only; the order is then tried again by itself.")),
        };
    }

    private string Field => rules.Decisions.Products.Odoo == ProductIdentity.InternalReference ? "internal reference" : "barcode";

    private Blocker Blocker(BlockerCode code, string subject, string what) => new(
        code, subject, $"Order {order.Name} was not written to Odoo: {what}", Role.Ecommerce, HealsWithTime: true);

    private (OdooId<Product>?, Blocker?) Fixed(SoldPart part)
    {
        var (product, code, setting, word) = part.Role switch
        {
            LineRole.Shipping => (rules.LineProducts.Shipping, BlockerCode.ShippingUnmapped, "shipping", "shipping"),
            LineRole.Tip => (rules.LineProducts.Tip, BlockerCode.TipUnmapped, "tip", "tips"),
            LineRole.Duty => (rules.LineProducts.Duty, BlockerCode.DutyUnmapped, "duty", "duties"),
            LineRole.Fee => (rules.LineProducts.Fee, BlockerCode.FeeUnmapped, "fee", "additional fees"),
            LineRole.GiftCard => (rules.LineProducts.GiftCard, BlockerCode.GiftCardUnmapped, "giftCard", "gift cards"),
            _ => (rules.LineProducts.Custom, BlockerCode.CustomLineUnmapped, "custom", "lines without a variant"),
        };
        if (product is not null) return (product, null);
        return (null, new Blocker(
            code, setting,
            $"Order {order.Name} was not written to Odoo: it contains “{part.Title}”, and no Odoo product is decided for {word}. Choose one under orders.lineProducts.{setting}; all orders that wait for it then go on.",
            Role.Finance, $"orders.lineProducts.{setting}"));
    }

    private static string? CodeOf(ShopLine line, ProductDecision rule)
    {
        var code = rule.Shopify == VariantIdentity.Sku ? line.Sku : line.Barcode;
        return string.IsNullOrWhiteSpace(code) ? null : code.Trim();
    }
}
