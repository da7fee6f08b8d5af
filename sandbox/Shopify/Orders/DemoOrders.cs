namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>The orders of the demo story: one for each thing that a connector gets wrong.</summary>
public static class DemoOrders
{
    private static readonly TaxDescription Vat20 = new("VAT", 0.2m);
    private static readonly TaxDescription[] Vat = [Vat20];

    public static readonly VariantDescription Mug = new(44_100_000_000_001, "MUG-BLUE", "Blue mug", 12.50m) { Barcode = "5012345678900" };
    public static readonly VariantDescription Teapot = new(44_100_000_000_011, "TEAPOT-1L", "Teapot", 34.90m);
    public static readonly VariantDescription Tea = new(44_100_000_000_021, "TEA-EARL-100", "Earl Grey", 7.35m) { Title = "100 g" };
    public static readonly VariantDescription Sample = new(44_100_000_000_031, "TEA-SAMPLE", "Tea sample", 0m);

    /// <summary>The catalogue that the orders are from.</summary>
    public static IReadOnlyList<VariantDescription> Catalogue => [Mug, Teapot, Tea, Sample];

    public static CustomerDescription Ada => new(7_200_000_000_001, "Ada", "Martin", "ada.martin@example.com") { Phone = "+441632960001" };

    public static AddressDescription London => new()
    {
        FirstName = "Ada", LastName = "Martin", Address1 = "12 Baker Street", City = "London", Zip = "NW1 6XE",
        Province = "England", ProvinceCode = "ENG", Country = "United Kingdom", CountryCode = "GB", Phone = "+441632960001",
    };

    /// <summary>The kinds by the name that the practice admin shows.</summary>
    public static IReadOnlyDictionary<string, Func<OrderDescription>> Kinds { get; } = new Dictionary<string, Func<OrderDescription>>(StringComparer.Ordinal)
    {
        ["simple"] = Simple,
        ["several-taxes"] = SeveralTaxes,
        ["tax-included"] = TaxIncluded,
        ["percentage-code"] = PercentageCode,
        ["fixed-amount"] = FixedAmount,
        ["buy-x-get-y"] = BuyXGetY,
        ["discounted-shipping"] = DiscountedShipping,
        ["tip"] = Tip,
        ["duties-and-fee"] = DutiesAndFee,
        ["custom-line"] = CustomLine,
        ["zero-price"] = ZeroPrice,
        ["tax-exempt"] = TaxExempt,
        ["presentment"] = Presentment,
        ["business"] = Business,
        ["guest"] = Guest,
        ["authorized"] = Authorized,
    };

    public static OrderDescription Simple() => new()
    {
        Lines = [Line(Mug, 2), Line(Tea, 1)],
        Shipping = [Standard],
        Customer = Ada,
        BillingAddress = London,
        ShippingAddress = London,
    };

    /// <summary>State, county and city tax in the United States' manner.</summary>
    public static OrderDescription SeveralTaxes()
    {
        TaxDescription[] taxes = [new("State tax", 0.04m), new("County tax", 0.0125m), new("City tax", 0.04875m)];
        return Simple() with { Lines = [.. Simple().Lines.Select(l => l with { Taxes = taxes })], Shipping = [Standard with { Taxes = taxes[..1] }] };
    }

    public static OrderDescription TaxIncluded() => Simple() with { TaxesIncluded = true };

    public static OrderDescription PercentageCode() => Simple() with
    {
        Discounts = [new DiscountDescription(DiscountKind.Code, "TEATIME10") { Percentage = 10m }],
    };

    /// <summary>Ten off three lines that don't divide evenly.</summary>
    public static OrderDescription FixedAmount() => Simple() with
    {
        Lines = [Line(Mug, 1), Line(Tea, 3), Line(Teapot, 1)],
        Discounts = [new DiscountDescription(DiscountKind.Manual, "Sorry for the wait") { Amount = 10m }],
    };

    public static OrderDescription BuyXGetY() => Simple() with
    {
        Lines = [Line(Mug, 3), Line(Tea, 2)],
        Discounts = [new DiscountDescription(DiscountKind.Automatic, "Three mugs, one tea free", DiscountTarget.Lines) { Lines = [1], Units = 1, Percentage = 100m }],
    };

    public static OrderDescription DiscountedShipping() => Simple() with
    {
        Discounts = [new DiscountDescription(DiscountKind.Automatic, "Free shipping", DiscountTarget.Shipping) { Percentage = 100m }],
    };

    public static OrderDescription Tip() => Simple() with { Tip = 3m };

    public static OrderDescription DutiesAndFee() => Simple() with
    {
        Lines = [Line(Teapot, 1) with { Taxes = [], Duties = [new DutyDescription("691110", "GB", 2.79m)] }],
        Shipping = [Standard with { Taxes = [] }],
        Fees = [new FeeDescription("Handling", 4.50m) { Taxes = Vat }],
        ShippingAddress = London with { City = "Oslo", Zip = "0150", Country = "Norway", CountryCode = "NO", Province = null, ProvinceCode = null },
    };

    public static OrderDescription CustomLine() => Simple() with
    {
        Lines = [Line(Mug, 1), new LineDescription("Engraving", 6m) { Taxes = Vat, RequiresShipping = false, Properties = [("Text", "For Ada")] }],
    };

    public static OrderDescription ZeroPrice() => Simple() with { Lines = [Line(Mug, 1), Line(Sample, 2)] };

    public static OrderDescription TaxExempt() => Simple() with { TaxExempt = true, Customer = Ada with { Id = 7_200_000_000_002, Email = "museum@example.com", FirstName = "City", LastName = "Museum", TaxExempt = true } };

    /// <summary>A pound shop, a buyer who sees euros.</summary>
    public static OrderDescription Presentment() => Simple() with
    {
        PresentmentCurrency = "EUR",
        ExchangeRate = 1.1637m,
        Customer = new CustomerDescription(7_200_000_000_003, "Jürgen", "Groß", "juergen@example.com"),
        ShippingAddress = new AddressDescription { FirstName = "Jürgen", LastName = "Groß", Address1 = "Hauptstraße 5", City = "Köln", Zip = "50667", Country = "Germany", CountryCode = "DE" },
        BillingAddress = null,
    };

    public static OrderDescription Business() => Simple() with
    {
        Company = new CompanyDescription(9_300_001, "Harbour Cafés Ltd", 9_310_001, "Quayside") { ExternalId = "HARBOUR" },
        PoNumber = "PO-2210",
        NetTerms = 30,
        Payments = [],
        TaxesIncluded = false,
    };

    public static OrderDescription Guest() => Simple() with { Customer = null, Email = "someone@example.com" };

    public static OrderDescription Authorized() => Simple() with { Payments = [new PaymentDescription { Kind = "AUTHORIZATION" }] };

    private static ShippingDescription Standard => new("Standard", 4.95m) { Taxes = Vat };

    private static LineDescription Line(VariantDescription variant, int quantity) =>
        new(variant.ProductTitle, variant.Price, quantity) { Variant = variant, Taxes = Vat };
}
