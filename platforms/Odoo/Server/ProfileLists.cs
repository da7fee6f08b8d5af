using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Server;

/// <summary>The lists of a profile, each in one call; a list that the user may not read is empty and noted.</summary>
internal sealed class ProfileLists(IOdoo odoo, OdooContext context, List<string> unreadable)
{
    private static readonly string[] TaxUses = ["sale", "none"];

    public async Task<IReadOnlyList<OdooTaxReading>> Taxes(int company, CancellationToken cancellation)
    {
        string[] fields = ["name", "amount", "amount_type", "type_tax_use", "price_include", "include_base_amount", "tax_group_id", "country_id", "active", "company_id", "children_tax_ids"];
        // A branch uses the taxes of the companies above it; members of groups are for no use of their own.
        var domain = Domain.Where("company_id", "parent_of", new[] { company }).And("type_tax_use", "in", TaxUses);
        var found = await Rows("account.tax", domain, fields, context.WithArchived(), cancellation);
        if (found.Count == 0) return [];
        var countries = (await Rows("res.country", Domain.All, ["code"], context, cancellation)).ToDictionary(country => country.Id, country => country.Text("code"));
        var byId = found.ToDictionary(tax => tax.Id);
        return [.. found.Where(tax => tax.Text("type_tax_use") == "sale").Select(tax => new OdooTaxReading(Tax(tax, byId, countries), tax.Link("tax_group_id")))];
    }

    public async Task<IReadOnlyList<OdooPricelist>> Pricelists(int company, CancellationToken cancellation) =>
        [.. (await Rows("product.pricelist", OfCompany(company), ["name", "currency_id", "company_id"], context, cancellation)).Select(list => new OdooPricelist(
            list.IdOf<Pricelist>(), list.Text("name") ?? "", new Currency(list.Link("currency_id")!.Value.Name!), list.Link<Company>("company_id")))];

    public async Task<IReadOnlyList<OdooWarehouse>> Warehouses(int company, CancellationToken cancellation) =>
        [.. (await Rows("stock.warehouse", Domain.Where("company_id", "=", company), ["name", "code", "lot_stock_id", "view_location_id"], context, cancellation)).Select(house =>
            new OdooWarehouse(house.IdOf<Warehouse>(), house.Text("name") ?? "", house.Text("code") ?? "", house.Link("lot_stock_id")!.Value.Id, house.Link("view_location_id")!.Value.Id))];

    public async Task<IReadOnlyList<OdooLink>> SalesTeams(int company, CancellationToken cancellation) =>
        [.. (await Rows("crm.team", OfCompany(company), ["name"], context, cancellation)).Select(team => new OdooLink(team.Id, team.Text("name")))];

    public async Task<IReadOnlyDictionary<Currency, int>> Currencies(CancellationToken cancellation) =>
        (await Rows("res.currency", Domain.All, ["name"], context, cancellation)).ToDictionary(currency => new Currency(currency.Text("name")!), currency => currency.Id);

    public async Task<IReadOnlySet<string>> Modules(CancellationToken cancellation) =>
        (await Rows("ir.module.module", Domain.Where("state", "=", "installed"), ["name"], context, cancellation)).Select(module => module.Text("name")!).ToHashSet(StringComparer.Ordinal);

    private static Domain OfCompany(int company) => Domain.Where("company_id", "in", new object[] { false, company });

    private static OdooTax Tax(OdooRecord tax, Dictionary<int, OdooRecord> all, Dictionary<int, string?> countries) => new()
    {
        Id = tax.IdOf<Tax>(),
        Name = tax.Text("name") ?? "",
        AmountType = tax.Text("amount_type") ?? "",
        Percent = tax.Amount("amount"),
        PriceIncluded = tax.Flag("price_include"),
        AffectsBase = tax.Flag("include_base_amount"),
        Active = tax.Flag("active"),
        Company = tax.Link<Company>("company_id"),
        CountryCode = tax.Link("country_id") is { } country ? countries.GetValueOrDefault(country.Id) : null,
        Children = [.. tax.Ids("children_tax_ids").Where(all.ContainsKey).Select(child => Tax(all[child], all, countries))],
    };

    private async Task<IReadOnlyList<OdooRecord>> Rows(string model, Domain domain, IReadOnlyList<string> fields, OdooContext inside, CancellationToken cancellation)
    {
        try
        {
            return await odoo.SearchRead(model, domain, fields, inside, cancellation, order: "id");
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.ModelMissing)
        {
            unreadable.Add(model);
            return [];
        }
    }
}
