using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>The small objects that carry amounts and counts.</summary>
internal static class MoneyObjects
{
    public static ShopifyObject Tax(TaxAmount tax, OrderMaking making) => new("TaxLine")
    {
        ["title"] = tax.Tax.Title,
        ["rate"] = (double)tax.Tax.Rate,
        ["ratePercentage"] = (double)(tax.Tax.Rate * 100m),
        ["channelLiable"] = tax.Tax.ChannelLiable,
        ["source"] = "Shopify",
        ["priceSet"] = making.Set(tax.Amount),
    };

    public static ShopifyObject[] Taxes(IEnumerable<TaxAmount> taxes, OrderMaking making) =>
        [.. taxes.Select(t => Tax(t, making))];

    /// <summary>The order's own tax lines: one for each title and rate.</summary>
    public static ShopifyObject[] Together(IEnumerable<TaxAmount> taxes, OrderMaking making) =>
        [.. taxes.GroupBy(t => (t.Tax.Title, t.Tax.Rate)).Select(g => Tax(new TaxAmount(g.First().Tax, Bag.Sum(g.Select(t => t.Amount))), making))];

    public static ShopifyObject[] Shares(IEnumerable<DiscountShare> shares, OrderMaking making) =>
    [
        .. shares.Select(s => new ShopifyObject("DiscountAllocation")
        {
            ["allocatedAmountSet"] = making.Set(s.Amount),
            ["discountApplication"] = DiscountObjects.Application(s.Discount, making),
        }),
    ];

    public static ShopifyObject[] Fees(OrderMaking making) =>
    [
        .. making.Order.Fees.Select((fee, i) => new ShopifyObject("AdditionalFee")
        {
            ["id"] = making.PartId("AdditionalFee", 5000 + i),
            ["name"] = fee.Name,
            ["price"] = making.Set(making.Amounts.Fees[i].Price),
            ["taxLines"] = Taxes(making.Amounts.Fees[i].Taxes, making),
        }),
    ];

    public static ShopifyObject Attribute((string Key, string Value) attribute) =>
        new("Attribute") { ["key"] = attribute.Key, ["value"] = attribute.Value };

    public static ShopifyObject Count(int count, string precision = "EXACT") =>
        new("Count") { ["count"] = count, ["precision"] = precision };

    public static ShopifyObject Risk(string recommendation) => new("OrderRiskAssessment")
    {
        ["riskLevel"] = recommendation switch { "CANCEL" => "HIGH", "INVESTIGATE" => "MEDIUM", _ => "LOW" },
        ["facts"] = Array.Empty<ShopifyObject>(),
    };
}
