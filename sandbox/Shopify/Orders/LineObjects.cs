using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's line items.</summary>
internal static class LineObjects
{
    public const int First = 100;

    public static ShopifyObject[] Of(OrderMaking making) => [.. making.Order.Lines.Select((line, i) => Line(line, i, making))];

    private static ShopifyObject Line(LineDescription line, int index, OrderMaking making)
    {
        var amounts = making.Amounts.Lines[index];
        var variant = line.Variant is { } v ? VariantObjects.Variant(v, making.Stamp.CreatedAt) : null;
        var made = new ShopifyObject("LineItem")
        {
            ["id"] = making.PartId("LineItem", First + index),
            ["title"] = line.Title,
            ["name"] = VariantTitle(line) is { } title ? $"{line.Title} - {title}" : line.Title,
            ["variantTitle"] = VariantTitle(line),
            ["sku"] = line.Sku ?? line.Variant?.Sku,
            ["vendor"] = line.Vendor,
            ["taxable"] = line.Taxable,
            ["isGiftCard"] = line.GiftCard,
            ["requiresShipping"] = line is { RequiresShipping: true, GiftCard: false },
            ["restockable"] = variant is not null,
            ["merchantEditable"] = true,
            ["variant"] = variant,
            ["product"] = variant?["product"],
            ["customAttributes"] = line.Properties.Select(MoneyObjects.Attribute).ToArray(),
            ["sellingPlan"] = line.SellingPlan is { } plan ? new ShopifyObject("LineItemSellingPlan") { ["name"] = plan } : null,
            ["taxLines"] = MoneyObjects.Taxes(amounts.Taxes, making),
            ["discountAllocations"] = MoneyObjects.Shares(amounts.Discounts, making),
            ["duties"] = Duties(line, index, making),
        };
        Quantities(made, line, index, making);
        Prices(made, amounts, index, making);
        return made;
    }

    private static string? VariantTitle(LineDescription line) =>
        line.Variant is { Title: not "Default Title" } variant ? variant.Title : null;

    private static void Quantities(ShopifyObject made, LineDescription line, int index, OrderMaking making)
    {
        var current = making.Ledger.CurrentUnits(index);
        made["quantity"] = line.Quantity;
        made["currentQuantity"] = current;
        made["refundableQuantity"] = current;
        made["unfulfilledQuantity"] = making.Left(index);
        made["nonFulfillableQuantity"] = line.Quantity - current;
    }

    private static void Prices(ShopifyObject made, LineAmounts amounts, int index, OrderMaking making)
    {
        var onLine = Bag.Sum(amounts.Discounts.Where(s => making.Discount(s).Target == DiscountTarget.Lines).Select(s => s.Amount));
        var codes = Bag.Sum(amounts.Discounts.Where(s => making.Discount(s) is { Target: DiscountTarget.Lines, Kind: DiscountKind.Code }).Select(s => s.Amount));
        var (withCodes, withoutCodes) = (making.Set(amounts.Original - onLine), making.Set(amounts.Original - onLine + codes));
        made["originalUnitPriceSet"] = making.Set(amounts.Unit);
        made["originalTotalSet"] = making.Set(amounts.Original);
        made["totalDiscountSet"] = making.Set(onLine);
        made["discountedTotalSet"] = (ArgumentedValue)(argument => argument("withCodeDiscounts") is true ? withCodes : withoutCodes);
        made["discountedUnitPriceAfterAllDiscountsSet"] = making.Set(making.Amounts.Currencies.Part(amounts.Discounted, 1, amounts.Quantity));
        var net = making.Order.TaxesIncluded ? amounts.Discounted - amounts.Tax : amounts.Discounted;
        made["priceAfterAllDiscountsBeforeTaxesSet"] = making.Set(making.Ledger.Current(index, net));
    }

    private static ShopifyObject[] Duties(LineDescription line, int index, OrderMaking making) =>
    [
        .. line.Duties.Select((duty, i) => new ShopifyObject("Duty")
        {
            ["id"] = making.PartId("Duty", 6000 + (index * 10) + i),
            ["harmonizedSystemCode"] = duty.HarmonizedSystemCode,
            ["countryCodeOfOrigin"] = duty.CountryCode,
            ["price"] = making.Set(making.Amounts.Lines[index].Duties[i].Price),
            ["taxLines"] = MoneyObjects.Taxes(making.Amounts.Lines[index].Duties[i].Taxes, making),
        }),
    ];
}
