using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.House;

/// <summary>Plain orders for measuring: three lines with two taxes whose amounts come out even, of goods and taxes that practice and prepared Odoos hold.</summary>
public static class TexasOrders
{
    public const string StateTax = "TX State 6.25%";
    public const string CityTax = "Austin City 2%";

    private static readonly TaxDescription[] Taxes = [new("Texas State Tax", 0.0625m), new("Austin City Tax", 0.02m)];

    public static IReadOnlyList<VariantDescription> Catalogue { get; } =
    [
        new(44_200_000_000_001, "SKU-001", "Product 001", 16m),
        new(44_200_000_000_002, "SKU-002", "Product 002", 32m),
        new(44_200_000_000_003, "SKU-003", "Product 003", 48m),
    ];

    /// <param name="customer">Tells customers apart, of one run and of others.</param>
    public static OrderDescription Of(long customer) => new()
    {
        Lines = [.. Catalogue.Select(variant => new LineDescription(variant.ProductTitle, variant.Price) { Variant = variant, Taxes = Taxes })],
        Customer = new CustomerDescription(customer, "Tex", "Avery", Email(customer)),
        BillingAddress = Austin,
        ShippingAddress = Austin,
    };

    public static string Email(long customer) => $"tex.{customer}@example.com";

    private static AddressDescription Austin => new()
    {
        FirstName = "Tex", LastName = "Avery", Address1 = "100 Congress Avenue", City = "Austin", Zip = "78701",
        Province = "Texas", ProvinceCode = "TX", Country = "United States", CountryCode = "US",
    };
}
