using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>A shop's decisions with every reference found in Odoo, and what Odoo itself says about how it books.</summary>
public sealed record OrderRules
{
    public required ShopDecisions Decisions { get; init; }
    public required OdooId<Company> Company { get; init; }
    public required Currency CompanyCurrency { get; init; }
    public required BookRules Book { get; init; }

    /// <summary>All sales taxes of the company, archived ones too.</summary>
    public required IReadOnlyDictionary<OdooId<Tax>, OdooTax> OdooTaxes { get; init; }

    /// <summary>The tax map, in the file's order.</summary>
    public required IReadOnlyList<MappedTax> Taxes { get; init; }

    public LineProducts LineProducts { get; init; } = new();
    public IReadOnlyDictionary<Currency, OdooId<Pricelist>> Pricelists { get; init; } = new Dictionary<Currency, OdooId<Pricelist>>();
    public OdooId<Warehouse>? Warehouse { get; init; }
    public OdooId<SalesTeam>? SalesTeam { get; init; }
    public IReadOnlyList<MappedDeliveryMethod> DeliveryMethods { get; init; } = [];
    public OdooId<Partner>? HouseAccount { get; init; }
    public IReadOnlyList<MappedGateway> Gateways { get; init; } = [];
    public IReadOnlyList<MappedLocation> Locations { get; init; } = [];
    public IReadOnlyList<MappedStock> Stocked { get; init; } = [];

    public ListingRules Listings { get; init; } = new();

    /// <summary>Where rounding in cash is booked; null where undecided.</summary>
    public OdooId<Account>? CashRounding { get; init; }

    /// <summary>Where differences by exchange rates are booked; null where undecided.</summary>
    public OdooId<Account>? RateDifference { get; init; }

    /// <summary>Odoo's payment terms by Shopify's name, in any case of letters; null for one that cannot be used now.</summary>
    public IReadOnlyDictionary<string, OdooId<PaymentTerm>?> Terms { get; init; } = new Dictionary<string, OdooId<PaymentTerm>?>();

    /// <summary>The payment terms that the company could use.</summary>
    public IReadOnlyList<PaymentTermReading> OdooTerms { get; init; } = [];

    public OrderDecision Orders => Decisions.Orders;

    /// <summary>The warehouse that an order leaves from: that of the point of sale it was sold at, else the shop's.</summary>
    public OdooId<Warehouse>? WarehouseOf(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return (order.RetailLocation is { } place ? Locations.FirstOrDefault(one => one.Decision.Location == place)?.Warehouse : null) ?? Warehouse;
    }
}

/// <summary>The records of Odoo that the decisions about products name; null where undecided, or where one cannot be used now.</summary>
public sealed record ListingRules
{
    public OdooId<Pricelist>? Pricelist { get; init; }
    public OdooId<Pricelist>? CompareAtPricelist { get; init; }
    public OdooId<ProductCategory>? Category { get; init; }
    public IReadOnlyList<OdooId<Tax>?> Taxes { get; init; } = [];
}

/// <summary>A tax decision with the Odoo tax it names; null books without a tax on purpose.</summary>
public sealed record MappedTax(TaxDecision Decision, OdooId<Tax>? OdooTax);

/// <summary>A delivery method decision with the method it names; null where that cannot be used now.</summary>
public sealed record MappedDeliveryMethod(DeliveryMethodDecision Decision, OdooId<DeliveryMethod>? Method);

/// <summary>A gateway decision with the journal it names; null where that cannot be used now.</summary>
/// <param name="Keeps">The journal's currency, where it keeps another than the company's.</param>
public sealed record MappedGateway(GatewayDecision Decision, OdooId<Journal>? Journal, Currency? Keeps = null);

/// <summary>A location decision with the warehouse it names; null where that cannot be used now.</summary>
public sealed record MappedLocation(LocationDecision Decision, OdooId<Warehouse>? Warehouse);

/// <summary>A location that is told its stock, with the places in Odoo that it names; null where one cannot be used now.</summary>
public sealed record MappedStock(StockedLocation Decision, IReadOnlyList<OdooId<StockLocation>?> Places);

/// <summary>The Odoo products for lines that are no products in Shopify; null where undecided.</summary>
public sealed record LineProducts
{
    public OdooId<Product>? Shipping { get; init; }
    public OdooId<Product>? Tip { get; init; }
    public OdooId<Product>? Duty { get; init; }
    public OdooId<Product>? Fee { get; init; }
    public OdooId<Product>? Custom { get; init; }
    public OdooId<Product>? Discount { get; init; }
    public OdooId<Product>? Rounding { get; init; }
    public OdooId<Product>? GiftCard { get; init; }
    public OdooId<Product>? Adjustment { get; init; }
}

/// <summary>An Odoo product that carries the code a variant was looked up by.</summary>
/// <param name="Code">The code as Odoo holds it.</param>
/// <param name="Company">Null when all companies share it.</param>
/// <param name="OtherUnit">The unit that Odoo keeps it in, where that is not its own “Units”; null where one is one.</param>
public sealed record ProductCandidate(OdooId<Product> Id, string Code, string Name, bool Active, OdooId<Company>? Company, string? OtherUnit = null);
