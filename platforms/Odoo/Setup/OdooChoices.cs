using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Setup;

/// <summary>What a person can choose from in one Odoo: only records that would serve, by their names.</summary>
public sealed class OdooChoices
{
    private static readonly string[] Takings = ["bank", "cash", "credit"];

    private static readonly string[] Carried = ["char", "text", "integer", "float", "monetary", "boolean", "date", "selection", "many2one"];

    private readonly Dictionary<CustomFieldOf, IReadOnlyList<OdooFieldChoice>> fields = [];
    private readonly IOdoo odoo;
    private readonly OdooId<Company>? company;
    private readonly ReferenceSearch search;

    private OdooChoices(IOdoo odoo, IReadOnlyList<OdooCandidate> companies, OdooId<Company>? company) =>
        (this.odoo, this.company, search, Companies) = (odoo, company, new ReferenceSearch(odoo, null, company), companies);

    /// <summary>The companies that Tandem's user works in.</summary>
    public IReadOnlyList<OdooCandidate> Companies { get; }

    /// <param name="company">The company that is decided; null, or one that is not there, offers what belongs to all.</param>
    /// <exception cref="OdooException">Odoo cannot be asked.</exception>
    public static async Task<OdooChoices> Open(IOdoo odoo, OdooReference? company, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        var session = await odoo.Session(cancellation);
        var user = (await odoo.Read("res.users", [session.User], ["company_ids"], OdooContext.Plain, cancellation))[0];
        var companies = (await odoo.Read("res.company", user.Ids("company_ids"), ["name"], OdooContext.Plain, cancellation))
            .Select(one => new OdooCandidate { Id = one.Id, Name = one.Text("name") ?? "" }).ToList();
        var chosen = companies.Find(one => company is { Id: { } id } ? one.Id == id : one.Name == company?.Name);
        return new OdooChoices(odoo, companies, chosen is null ? null : new OdooId<Company>(chosen.Id));
    }

    /// <summary>The records of a kind that would serve, the oldest first; those that are many only as far as a text narrows them.</summary>
    /// <exception cref="OdooException">Odoo cannot be asked; what the user may not read is an empty list.</exception>
    public async Task<IReadOnlyList<OdooCandidate>> Of(ReferenceKind kind, string? text, CancellationToken cancellation)
    {
        if (kind == ReferenceKind.Company) return Companies;
        var found = new List<OdooCandidate>();
        foreach (var domain in Domains(kind, text)) found.AddRange(await search.Candidates(kind, domain, OdooContext.Plain, cancellation));
        return [.. found.DistinctBy(one => one.Id).Where(Serves)];
    }

    /// <summary>The company's sales taxes that orders can be booked with.</summary>
    /// <exception cref="OdooException">Odoo cannot be asked.</exception>
    public async Task<IReadOnlyList<OdooTax>> Taxes(CancellationToken cancellation) => company is not { } of
        ? []
        : [.. (await OdooProfiles.Read(odoo, of, cancellation)).Taxes.Select(tax => tax.Tax).Where(tax => tax is { Active: true, IsPlainPercentage: true })];

    /// <summary>The fields of a kind of records that could be metafields, by what people call them.</summary>
    /// <exception cref="OdooException">Odoo cannot be asked.</exception>
    public async Task<IReadOnlyList<OdooFieldChoice>> Fields(CustomFieldOf of, CancellationToken cancellation)
    {
        if (fields.TryGetValue(of, out var known)) return known;
        var model = of switch { CustomFieldOf.Product => Template.Model, CustomFieldOf.Variant => Product.Model, CustomFieldOf.Customer => Partner.Model, _ => SaleOrder.Model };
        return fields[of] =
        [
            .. (await odoo.FieldsGet(model, [], cancellation)).Where(field => Carried.Contains(field.Value.Text("type")))
                .Select(field => new OdooFieldChoice(field.Key, field.Value.Text("string") ?? field.Key)).OrderBy(field => field.Label, StringComparer.OrdinalIgnoreCase).ThenBy(field => field.Name, StringComparer.Ordinal),
        ];
    }

    private bool Serves(OdooCandidate one) =>
        one.Active && one.Sellable && (one.Company is null || company is null || one.Company == company)
        && one.AccountType is not ("asset_receivable" or "liability_payable" or "asset_cash" or "liability_credit_card" or "off_balance");

    private static IEnumerable<Domain> Domains(ReferenceKind kind, string? text)
    {
        var all = kind switch
        {
            ReferenceKind.Journal => Domain.Where("type", "in", Takings),
            ReferenceKind.Tax => Domain.Where("type_tax_use", "=", "sale"),
            ReferenceKind.StockPlace => Domain.Where("usage", "=", "internal"),
            ReferenceKind.Product => Domain.Where("sale_ok", "=", true),
            ReferenceKind.Contact => Domain.Where("parent_id", "=", false),
            _ => Domain.All,
        };
        if (string.IsNullOrWhiteSpace(text)) return kind == ReferenceKind.Product ? [all.And("type", "=", "service")] : [all];
        var pattern = text.Trim().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return kind switch
        {
            ReferenceKind.Product => [all.And("name", "ilike", pattern), all.And("default_code", "ilike", pattern)],
            ReferenceKind.Account => [all.And("name", "ilike", pattern), all.And("code", "ilike", pattern)],
            _ => [all.And("name", "ilike", pattern)],
        };
    }
}

/// <summary>A field of Odoo's.</summary>
/// <param name="Name">Its technical name.</param>
/// <param name="Label">As Odoo's forms show it.</param>
public sealed record OdooFieldChoice(string Name, string Label);
