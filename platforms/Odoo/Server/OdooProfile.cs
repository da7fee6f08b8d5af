using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Server;

/// <summary>What one company of one Odoo looks like, found out by asking; read once and kept.</summary>
public sealed record OdooProfile
{
    public required OdooVersion Version { get; init; }
    public required OdooProtocol Protocol { get; init; }
    public required OdooUser User { get; init; }
    public required OdooCompany Company { get; init; }

    /// <summary>All companies of the user; the one above is among them.</summary>
    public required IReadOnlyList<OdooLink> Companies { get; init; }

    public required OdooFields Fields { get; init; }

    /// <summary>Digits that quantities of sales lines keep.</summary>
    public required int QuantityDigits { get; init; }

    public required BookRules Book { get; init; }

    /// <summary>Sales taxes of the company, archived ones too, with the taxes that groups are made of.</summary>
    public required IReadOnlyList<OdooTaxReading> Taxes { get; init; }

    public required IReadOnlyList<OdooPricelist> Pricelists { get; init; }
    public required IReadOnlyList<OdooWarehouse> Warehouses { get; init; }
    public required IReadOnlyList<OdooLink> SalesTeams { get; init; }

    /// <summary>Active currencies, with their database ids.</summary>
    public required IReadOnlyDictionary<Currency, int> Currencies { get; init; }

    /// <summary>Technical names of the installed modules.</summary>
    public required IReadOnlySet<string> Modules { get; init; }

    /// <summary>Models that the user may not read or that are not installed; their lists are empty.</summary>
    public required IReadOnlyList<string> Unreadable { get; init; }

    /// <exception cref="InvalidOperationException">The currency is not active in this Odoo.</exception>
    public int IdOf(Currency currency) => Currencies.TryGetValue(currency, out var id) ? id : throw new InvalidOperationException($"{currency} is not active in this Odoo.");

    /// <summary>English, UTC, this company only.</summary>
    public OdooContext Context => OdooContext.In(Company.Id.Value);
}

/// <summary>The user that Tandem works as.</summary>
/// <param name="Email">Odoo 18 refuses to post messages for a user without one; null when there is none.</param>
public sealed record OdooUser(int Id, string Login, string? Email, string? Language, string? TimeZone);

/// <summary>A company (res.company).</summary>
/// <param name="CountryCode">ISO code; null when the company has no country.</param>
public sealed record OdooCompany(OdooId<Company> Id, string Name, Currency Currency, TaxRounding Rounding, string? CountryCode);

/// <summary>Field names that differ between versions.</summary>
/// <param name="SaleLineTaxes">On sale.order.line: <c>tax_ids</c> (19) or <c>tax_id</c>.</param>
/// <param name="SaleLineUom">On sale.order.line: <c>product_uom_id</c> (19) or <c>product_uom</c>.</param>
/// <param name="PartnerMobile">res.partner has <c>mobile</c>.</param>
/// <param name="TaxIncludeOverride">account.tax states by <c>price_include_override</c> whether it differs from the company's default.</param>
public sealed record OdooFields(string SaleLineTaxes, string SaleLineUom, bool PartnerMobile, bool TaxIncludeOverride)
{
    /// <summary>stock.picking has a carrier and a tracking number, which the app for deliveries brings.</summary>
    public bool PickingCarrier { get; init; }
}

/// <summary>A tax with its group, which is what an order's tax amounts are stated by.</summary>
public sealed record OdooTaxReading(OdooTax Tax, OdooLink? Group);

/// <summary>A pricelist; an order's currency is its pricelist's.</summary>
/// <param name="Company">Null when all companies share it.</param>
public sealed record OdooPricelist(OdooId<Pricelist> Id, string Name, Currency Currency, OdooId<Company>? Company);

/// <summary>A warehouse (stock.warehouse) with the locations that stock is read by.</summary>
public sealed record OdooWarehouse(OdooId<Warehouse> Id, string Name, string Code, int StockLocation, int ViewLocation);
