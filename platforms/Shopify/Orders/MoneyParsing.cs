using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Reads amounts, taxes and discounts of one order (Shopify MoneyBag, TaxLine, DiscountAllocation).</summary>
/// <param name="Shop">The shop's currency.</param>
/// <param name="Presentment">The currency that the buyer saw.</param>
internal sealed record MoneyParsing(Currency Shop, Currency Presentment)
{
    public static MoneyParsing Of(ShopifyField order) =>
        new(order.Get("currencyCode").Currency, order.Get("presentmentCurrencyCode").Currency);

    public MoneyBag Bag(ShopifyField bag)
    {
        var shop = Amount(bag.Get("shopMoney"), Shop);
        // The two amounts are one where the currencies are; elsewhere the buyer's amount is never guessed from a rate.
        var presentment = Shop == Presentment && bag.GetIfThere("presentmentMoney") is null
            ? shop
            : Amount(bag.Get("presentmentMoney"), Presentment);
        return new MoneyBag(shop, presentment);
    }

    public MoneyBag? BagOrNull(ShopifyField? bag) => bag is { } stated ? Bag(stated) : null;

    public IReadOnlyList<ShopTax> Taxes(ShopifyField taxes) => [.. taxes.Each().Select(Tax)];

    public IReadOnlyList<ShopDiscount> Discounts(ShopifyField discounts) => [.. discounts.Each().Select(Discount)];

    private ShopTax Tax(ShopifyField tax) => new(
        tax.Get("title").Text,
        Rate(tax),
        Bag(tax.Get("priceSet")),
        tax.GetIfThere("channelLiable")?.Flag);

    /// <summary>Shopify states no rate for some imported taxes; they are mapped by their title.</summary>
    private static decimal Rate(ShopifyField tax) =>
        tax.GetIfThere("rate")?.Exact ?? (tax.GetIfThere("ratePercentage")?.Exact / 100m) ?? 0m;

    private ShopDiscount Discount(ShopifyField allocation)
    {
        var application = allocation.Get("discountApplication");
        return new ShopDiscount(
            Bag(allocation.Get("allocatedAmountSet")),
            Title(application),
            // Shopify documents percentages as negative and states them positive.
            application.GetIfThere("value")?.GetIfThere("percentage") is { } percentage ? Math.Abs(percentage.Exact) : null);
    }

    private static string Title(ShopifyField application) =>
        (application.GetIfThere("code") ?? application.GetIfThere("title") ?? application.GetIfThere("__typename"))?.Text ?? "Discount";

    private static Money Amount(ShopifyField money, Currency currency)
    {
        var stated = money.Get("currencyCode").Currency;
        return stated == currency
            ? new Money(money.Get("amount").Exact, stated)
            : throw new UnreadableException(money.Path, $"is in {stated}, not in the order's {currency}");
    }
}
