using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Tests.Planning;

/// <summary>Orders as Shopify states them, in few words; the totals are added up from the parts.</summary>
internal static class Sold
{
    public static readonly Currency Usd = new("USD");

    public static ShopOrder Order(params ShopLine[] lines) => new ShopOrder
    {
        Id = new OrderId(1001),
        Name = "#1001",
        CreatedAt = Placed,
        ProcessedAt = Placed,
        UpdatedAt = Placed.AddMinutes(1),
        ShopCurrency = Usd,
        PresentmentCurrency = Usd,
        SourceName = "web",
        FinancialStatus = "PAID",
        FulfillmentStatus = "UNFULFILLED",
        Email = "Ann@Example.com",
        Customer = new ShopCustomer(new CustomerId(77), "Ann", "Lee", "Ann@Example.com", null, false),
        ShippingAddress = Address("GB"),
        BillingAddress = Address("GB"),
        Lines = lines,
        Tip = Money(0m),
        Total = Money(0m),
        CurrentTotal = Money(0m),
    }.Totalled();

    public static DateTimeOffset Placed { get; } = new(2026, 5, 4, 10, 30, 0, TimeSpan.Zero);

    public static ShopAddress Address(string country, string? province = null) => new()
    {
        Name = "Ann Lee",
        Street = "1 High Street",
        City = "Leeds",
        Zip = "LS1 4AP",
        CountryCode = country,
        ProvinceCode = province,
    };

    public static MoneyBag Money(decimal amount) => new(new Money(amount, Usd), new Money(amount, Usd));

    public static ShopLine Line(string title, decimal price, int quantity = 1, long id = 1) => new()
    {
        Id = new LineId(id),
        Title = title,
        Variant = new VariantId(500 + id),
        Sku = $"SKU-{id}",
        Barcode = $"BAR-{id}",
        Quantity = quantity,
        CurrentQuantity = quantity,
        RequiresShipping = true,
        UnitPrice = Money(price),
    };

    public static ShopLine Taxed(this ShopLine line, string title, decimal rate, decimal amount) =>
        line with { Taxes = [.. line.Taxes, Tax(title, rate, amount)] };

    public static ShopLine Less(this ShopLine line, decimal amount, string title = "WELCOME", decimal? percentage = null) =>
        line with { Discounts = [.. line.Discounts, new ShopDiscount(Money(amount), title, percentage)] };

    public static ShopTax Tax(string title, decimal rate, decimal amount) => new(title, rate, Money(amount));

    public static ShopShippingLine Shipping(decimal price, params ShopTax[] taxes) => new() { Id = 9, Title = "Standard", Price = Money(price), Taxes = taxes };

    /// <summary>States the totals that Shopify would: all parts, with the taxes where prices do not contain them.</summary>
    public static ShopOrder Totalled(this ShopOrder order)
    {
        MoneyBag Taxes(IEnumerable<ShopTax> taxes) => order.TaxesIncluded ? Zero(order) : Sum(order, taxes.Select(tax => tax.Amount));
        var lines = order.Lines.Select(line =>
            Sum(order, Enumerable.Repeat(line.UnitPrice, line.Quantity)) - Sum(order, line.Discounts.Select(discount => discount.Amount)) + Taxes(line.Taxes)
            + Sum(order, line.Duties.Select(duty => duty.Price + Taxes(duty.Taxes))));
        var shipping = order.ShippingLines.Where(line => !line.Removed).Select(line =>
            line.Price - Sum(order, line.Discounts.Select(discount => discount.Amount)) + Taxes(line.Taxes));
        var fees = order.Fees.Select(fee => fee.Price + Taxes(fee.Taxes));
        var tip = order.Lines.Any(line => line.Title == "Tip") ? Zero(order) : order.Tip;
        var total = Sum(order, lines) + Sum(order, shipping) + Sum(order, fees) + tip;
        return order with { Total = total, CurrentTotal = total };
    }

    private static MoneyBag Zero(ShopOrder order) => new(new Money(0m, order.ShopCurrency), new Money(0m, order.PresentmentCurrency));

    private static MoneyBag Sum(ShopOrder order, IEnumerable<MoneyBag> bags) => bags.Aggregate(Zero(order), (sum, bag) => sum + bag);
}
