using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>Finds the one Odoo product of a sold variant: what it was booked as, what it is linked to, else by the shop's identity rule; never by name.</summary>
public sealed class ProductMatch(ShopOrder order, OrderRules rules, KnownProducts known)
{
    /// <summary>The codes of an order's lines that have to be looked up in Odoo.</summary>
    /// <param name="wanted">Which lines; null for all.</param>
    public static IReadOnlyList<string> CodesOf(ShopOrder order, ProductDecision rule, Func<ShopLine, bool>? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        return [.. SoldParts.Of(order, BookingCurrency.Shop)
            .Where(part => part is { Role: LineRole.Product, Line: not null } && wanted?.Invoke(part.Line) != false)
            .Select(part => CodeOf(part.Line!, rule)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The product and how much of it one unit sold is; or why it is not known.</summary>
    public (BookedProduct? Product, Blocker? Blocker) Of(SoldPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part is not { Role: LineRole.Product, Line: { } line }) return Fixed(part);
        if (known.Booked.TryGetValue(line.Id, out var booked)) return (booked, null);
        if (line.Variant is { } linked && known.Linked.TryGetValue(linked, out var link)) return OfLink(part, linked, link);
        return ByRule(part, line);
    }

    private (BookedProduct?, Blocker?) OfLink(SoldPart part, VariantId variant, LinkedProduct link)
    {
        var ways = $"link the variant to another product ('products {rules.Decisions.Shop} link <file.csv>')";
        return link.State switch
        {
            LinkedProductState.Sold => (new BookedProduct(link.Product, link.Each), null),
            LinkedProductState.Archived => (null, Broken($"is linked to the Odoo product {link.Name} (id {link.Product}), which was archived in Odoo. Unarchive it there, or {ways}; the order then goes on by itself.")),
            LinkedProductState.OtherCompany => (null, Broken($"is linked to the Odoo product {link.Name} (id {link.Product}), which belongs to another company now. Share it between the companies in Odoo, or {ways}; the order then goes on by itself.")),
            _ => (null, Broken($"is linked to the Odoo product {link.Product}, which was deleted in Odoo. Either {ways}, or remove the link with 'products {rules.Decisions.Shop} unlink {variant}' so that the shop's rule looks for its product again; the order then goes on by itself.")),
        };
        Blocker Broken(string what) => Blocker(BlockerCode.ProductLinkBroken, $"variant {variant}", $"“{part.Title}” {what}");
    }

    private (BookedProduct?, Blocker?) ByRule(SoldPart part, ShopLine line)
    {
        var word = rules.Decisions.Products.Shopify == VariantIdentity.Sku ? "SKU" : "barcode";
        if (CodeOf(line, rules.Decisions.Products) is not { } code)
            return (null, Blocker(BlockerCode.ProductUnmatched, line.Variant is { } variant ? $"variant {variant}" : line.Title,
                $"“{part.Title}” has no {word} in Shopify, so its Odoo product cannot be known. Give the variant the {word} in Shopify that its product has as {Field} in Odoo; the order is then tried again by itself."));

        var all = known.ByCode[code].ToList();
        var found = all.Where(product => product.Company is null || product.Company == rules.Company).ToList();
        var active = found.Where(product => product.Active).ToList();
        return (active.Count, found.Count) switch
        {
            (1, _) when Sharing(line, code) is > 0 and var others => (null, Blocker(BlockerCode.ProductAmbiguous, code,
                $"“{part.Title}” has the {word} “{code}”, and so {(others == 1 ? "has another variant" : $"have {others} other variants")} in Shopify, so it is not certain which of them is the Odoo product {active[0].Name} (id {active[0].Id}). Give each variant its own {word} in Shopify, or link them by hand ('products {rules.Decisions.Shop} link <file.csv>').")),
            (1, _) when active[0].OtherUnit is { } unit => (null, Blocker(BlockerCode.ProductUnitUndecided, code,
                $"the Odoo product {active[0].Name} (id {active[0].Id}; {word} “{code}” of “{part.Title}”) is kept in {unit} in Odoo, and it is not decided how much {unit} one is. Link the variant by hand and say so ('products {rules.Decisions.Shop} link <file.csv>'; 1 where one is one).")),
            (1, _) => (new BookedProduct(active[0].Id, 1m), null),
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

    /// <summary>How many other listed variants carry the code.</summary>
    private int Sharing(ShopLine line, string code) => line.Variant is { } variant ? known.Carriers[code].Count(other => other != variant) : 0;

    private string Field => rules.Decisions.Products.Odoo == ProductIdentity.InternalReference ? "internal reference" : "barcode";

    private Blocker Blocker(BlockerCode code, string subject, string what) => new(
        code, subject, $"Order {order.Name} was not written to Odoo: {what}", Role.Ecommerce, HealsWithTime: true);

    private (BookedProduct?, Blocker?) Fixed(SoldPart part)
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
        if (product is { } decided) return (new BookedProduct(decided, 1m), null);
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
