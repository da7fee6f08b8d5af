using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>A shop with everything decided, and an Odoo with the taxes and products that it names.</summary>
internal static class Rules
{
    public static readonly OdooTax Vat20Included = Percent(1, "VAT 20 % incl", 20m, included: true);
    public static readonly OdooTax Vat20 = Percent(2, "VAT 20 %", 20m);
    public static readonly OdooTax State = Percent(3, "TX State 6.25 %", 6.25m);
    public static readonly OdooTax City = Percent(4, "Austin City 2 %", 2m);
    public static readonly OdooTax StateIncluded = Percent(5, "TX State 6.25 % incl", 6.25m, included: true);
    public static readonly OdooTax CityIncluded = Percent(6, "Austin City 2 % incl", 2m, included: true);
    public static readonly OdooTax Marketplace = Percent(7, "Marketplace 6.25 %", 6.25m);

    public static readonly LineProducts AllProducts = new()
    {
        Shipping = new(901), Tip = new(902), Duty = new(903), Fee = new(904), Custom = new(905), Discount = new(906), Rounding = new(907), GiftCard = new(908),
    };

    public static OrderRules All { get; } = Of(new OrderDecision());

    public static OrderRules Of(OrderDecision orders, CustomerDecision? customers = null, ProductDecision? products = null) => new()
    {
        Decisions = new ShopDecisions
        {
            Shop = ShopDomain.Parse("alpha.myshopify.com"),
            Odoo = new OdooDecision(new Uri("http://odoo.test"), "books", "tandem", "ODOO_KEY", new OdooReference("Alpha", null)),
            Customers = customers ?? new CustomerDecision(CustomerStrategy.MatchEmail),
            Products = products ?? new ProductDecision(VariantIdentity.Sku, ProductIdentity.InternalReference),
            Orders = orders,
        },
        Company = new(1),
        CompanyCurrency = Sold.Usd,
        Book = new BookRules(TaxRounding.PerLine, PriceDigits: 2, RoundsIncludedTotalFirst: false),
        OdooTaxes = new[] { Vat20Included, Vat20, State, City, StateIncluded, CityIncluded, Marketplace }.ToDictionary(tax => tax.Id),
        Taxes =
        [
            Mapped("VAT", 0.2m, Vat20Included, included: true), Mapped("VAT", 0.2m, Vat20, included: false),
            Mapped("TX", 0.0625m, StateIncluded, included: true), Mapped("TX", 0.0625m, State, included: false),
            Mapped("Austin", 0.02m, CityIncluded, included: true), Mapped("Austin", 0.02m, City, included: false),
        ],
        LineProducts = AllProducts,
    };

    public static OrderRules Without(this OrderRules rules, Func<LineProducts, LineProducts> change) => rules with { LineProducts = change(rules.LineProducts) };

    public static OrderRules Rounding(this OrderRules rules, TaxRounding rounding, bool nineteen = false, int priceDigits = 2) =>
        rules with { Book = new BookRules(rounding, priceDigits, nineteen) };

    public static OdooTax Percent(int id, string name, decimal percent, bool included = false) =>
        new() { Id = new(id), Name = name, AmountType = "percent", Percent = percent, PriceIncluded = included, Company = new OdooId<Company>(1) };

    public static MappedTax Mapped(string title, decimal rate, OdooTax? tax, string? country = null, string? region = null, bool? included = null, bool byChannel = false) =>
        new(new TaxDecision(title, rate, country, region, included, tax is null ? null : new OdooReference(tax.Name, null), byChannel), tax?.Id);

    /// <summary>Every variant of the order has one product, whose id is 100 and the line's number.</summary>
    public static ILookup<string, ProductCandidate> Catalogue(ShopOrder order) => order.Lines
        .SelectMany(line => new[] { line.Sku, line.Barcode }.OfType<string>().Select(code => new ProductCandidate(Product(line), code, line.Title, true, null)))
        .DistinctBy(product => product.Code).ToLookup(product => product.Code);

    public static OdooId<Product> Product(ShopLine line) => new(100 + (int)(line.Id.Value % 1_000_000));

    public static OrderPlan.Ready Ready(ShopOrder order, OrderRules? rules = null)
    {
        var plan = OrderPlanning.Plan(order, rules ?? All, Catalogue(order));
        return Assert.IsType<OrderPlan.Ready>(plan is OrderPlan.Blocked blocked ? throw new InvalidOperationException(blocked.Blockers[0].Sentence) : plan);
    }

    public static IReadOnlyList<Blocker> Blocked(ShopOrder order, OrderRules? rules = null, ILookup<string, ProductCandidate>? products = null) =>
        Assert.IsType<OrderPlan.Blocked>(OrderPlanning.Plan(order, rules ?? All, products ?? Catalogue(order))).Blockers;

    /// <summary>The lines in short: role, quantity, price, discount.</summary>
    public static (LineRole Role, decimal Quantity, decimal Price, decimal Discount)[] Short(this OrderPlan.Ready plan) =>
        [.. plan.Draft.Lines.Select(line => (line.Role, line.Quantity, line.PriceUnit, line.Discount))];

    /// <summary>What Odoo will compute for the plan.</summary>
    public static SaleAmounts InOdoo(this OrderPlan.Ready plan, OrderRules? rules = null) =>
        SaleArithmetic.Amounts(plan.Draft.Lines, (rules ?? All).OdooTaxes, (rules ?? All).Book, plan.Draft.Currency);
}
