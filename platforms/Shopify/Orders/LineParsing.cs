using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Reads the lines of one order (Shopify LineItem, ShippingLine, Duty, AdditionalFee).</summary>
internal sealed class LineParsing(MoneyParsing money)
{
    public ShopLine Line(ShopifyField line)
    {
        var variant = line.GetOrNull("variant");
        return new ShopLine
        {
            Id = new LineId(line.Get("id").Number("LineItem")),
            Title = line.Get("title").Text,
            VariantTitle = line.GetIfThere("variantTitle")?.Text,
            Variant = variant is { } stated ? new VariantId(stated.Get("id").Number("ProductVariant")) : null,
            // A variant that gets its SKU after the sale then has its product found all the same.
            Sku = Filled(line.GetOrNull("sku")) ?? Filled(variant?.GetIfThere("sku")),
            Barcode = Filled(variant?.GetIfThere("barcode")),
            Quantity = line.Get("quantity").Whole,
            CurrentQuantity = line.Get("currentQuantity").Whole,
            RequiresShipping = line.Get("requiresShipping").Flag,
            IsGiftCard = line.Get("isGiftCard").Flag,
            UnitPrice = money.Bag(line.Get("originalUnitPriceSet")),
            Discounts = money.Discounts(line.Get("discountAllocations")),
            Taxes = money.Taxes(line.Get("taxLines")),
            Duties = [.. line.Get("duties").Each().Select(Duty)],
        };
    }

    /// <summary>Shopify leaves out the id of shipping lines that it makes up; they are told apart by their place.</summary>
    public ShopShippingLine Shipping(ShopifyField line, int place) => new()
    {
        Id = line.GetOrNull("id")?.Number("ShippingLine") ?? -place,
        Title = line.Get("title").Text,
        Code = line.GetIfThere("code")?.Text,
        Removed = line.Get("isRemoved").Flag,
        Price = money.Bag(line.Get("originalPriceSet")),
        Discounts = money.Discounts(line.Get("discountAllocations")),
        Taxes = money.Taxes(line.Get("taxLines")),
    };

    public ShopFee Fee(ShopifyField fee) => new(
        fee.Get("id").Number("AdditionalFee"),
        fee.Get("name").Text,
        money.Bag(fee.Get("price")),
        money.Taxes(fee.Get("taxLines")));

    private static string? Filled(ShopifyField? field) => field?.Text is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private ShopDuty Duty(ShopifyField duty) => new(
        duty.Get("id").Number("Duty"),
        duty.GetIfThere("harmonizedSystemCode")?.Text,
        money.Bag(duty.Get("price")),
        money.Taxes(duty.Get("taxLines")));
}
