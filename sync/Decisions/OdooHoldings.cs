using Tandem.Sync.Payments;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Decisions;

/// <summary>What one Odoo holds of what a decisions file names; found by asking, judged by <see cref="Resolution"/>.</summary>
public sealed record OdooHoldings
{
    /// <summary>The company that the file names; null where it was not found, and everything else was then looked for in all companies.</summary>
    public OdooCompanyHoldings? Company { get; init; }

    /// <summary>What was found for each needed reference.</summary>
    public required IReadOnlyList<FoundReference> Found { get; init; }

    /// <summary>Bank, cash and other journals of the company that the file names, archived ones too.</summary>
    public IReadOnlyList<JournalReading> Journals { get; init; } = [];

    /// <summary>Payment terms of that company or of all, archived ones too.</summary>
    public IReadOnlyList<PaymentTermReading> PaymentTerms { get; init; } = [];

    /// <summary>The currency of the journal that a setting names, where it keeps another than the company's.</summary>
    internal Currency? CurrencyOf(string path, OdooCompanyHoldings company) =>
        Found.FirstOrDefault(one => one.Needed.Path == path) is { } found && ReferenceChoice.Of(found, company, Unreadable).Chosen is { Currency: { } own } && own != company.Currency ? own : null;

    /// <summary>Models that the user may not read or that are not installed.</summary>
    public IReadOnlySet<string> Unreadable { get; init; } = new HashSet<string>();
}

/// <summary>The company that orders are booked in (res.company), and how it books.</summary>
/// <param name="Currency">The company's own currency.</param>
/// <param name="Taxes">Its sales taxes, archived ones too.</param>
/// <param name="Above">The companies it is a branch of; it uses their records as its own.</param>
public sealed record OdooCompanyHoldings(
    OdooId<Company> Id, string Name, Currency Currency, BookRules Book, IReadOnlyList<OdooTax> Taxes, IReadOnlySet<OdooId<Company>> Above)
{
    /// <summary>Whether a record of that company serves this one; null is a record that all share.</summary>
    public bool Reaches(OdooId<Company>? company) => company is not { } of || of == Id || Above.Contains(of);
}

/// <summary>What kind of Odoo record a setting names.</summary>
public enum ReferenceKind
{
    Company,
    Contact,
    Pricelist,
    Warehouse,
    SalesTeam,
    Product,
    Tax,
    Journal,
    StockPlace,
    Account,
    PaymentTerm,
    DeliveryMethod,
    Category,
}

/// <summary>An Odoo record that the decisions name and that has to be looked up.</summary>
/// <param name="Path">The setting that names it.</param>
/// <param name="Currency">For a pricelist, the currency that it must keep orders in.</param>
public sealed record NeededReference(string Path, ReferenceKind Kind, OdooReference Reference, Currency? Currency = null)
{
    /// <summary>Technical name of the model.</summary>
    public string Model => Kind switch
    {
        ReferenceKind.Company => Tandem.Sync.Company.Model,
        ReferenceKind.Contact => Partner.Model,
        ReferenceKind.Pricelist => Pricelist.Model,
        ReferenceKind.Warehouse => Warehouse.Model,
        ReferenceKind.SalesTeam => SalesTeam.Model,
        ReferenceKind.Product => Product.Model,
        ReferenceKind.Journal => Journal.Model,
        ReferenceKind.StockPlace => StockLocation.Model,
        ReferenceKind.Account => Account.Model,
        ReferenceKind.PaymentTerm => PaymentTerm.Model,
        ReferenceKind.DeliveryMethod => DeliveryMethod.Model,
        ReferenceKind.Category => ProductCategory.Model,
        _ => Tax.Model,
    };

    /// <summary>The kind in words.</summary>
    public string Word => Kind switch
    {
        ReferenceKind.SalesTeam => "sales team",
        ReferenceKind.StockPlace => "stock location",
        ReferenceKind.DeliveryMethod => "delivery method",
        ReferenceKind.Category => "product category",
        ReferenceKind.Tax => "sales tax",
        ReferenceKind.PaymentTerm => "payment term",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>The records that fit a reference by name, code or id, whether usable or not.</summary>
/// <param name="Near">Names that are written alike, where nothing fits.</param>
public sealed record FoundReference(NeededReference Needed, IReadOnlyList<OdooCandidate> Candidates, IReadOnlyList<string> Near);

/// <summary>One Odoo record that a reference may mean.</summary>
public sealed record OdooCandidate
{
    public required int Id { get; init; }
    public required string Name { get; init; }

    /// <summary>A product's internal reference, a warehouse's, journal's or account's code, a stock location's full name; null for others.</summary>
    public string? Code { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>Null when all companies share it.</summary>
    public OdooId<Company>? Company { get; init; }

    public string? CompanyName { get; init; }

    /// <summary>A pricelist's currency, or a journal's where it keeps one of its own.</summary>
    public Currency? Currency { get; init; }

    /// <summary>A tax's use (<c>type_tax_use</c>): sale, purchase, none.</summary>
    public string? TaxUse { get; init; }

    /// <summary>A journal's kind (<c>type</c>): bank, cash, credit, general, sale, purchase.</summary>
    public string? JournalType { get; init; }

    /// <summary>A stock location's kind (<c>usage</c>): internal, view, supplier, customer, …</summary>
    public string? Usage { get; init; }

    /// <summary>An account's kind (<c>account_type</c>): expense, income_other, asset_receivable, …</summary>
    public string? AccountType { get; init; }

    /// <summary>A product that can be sold (<c>sale_ok</c>).</summary>
    public bool Sellable { get; init; } = true;

    /// <summary>A product without stock and delivery.</summary>
    public bool Service { get; init; } = true;

    public override string ToString() => $"“{Name}” (id {Id}{(CompanyName is null ? "" : $", {CompanyName}")})";
}
