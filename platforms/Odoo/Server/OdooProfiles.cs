using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Server;

/// <summary>Reads an <see cref="OdooProfile"/>: about a dozen short calls, made once in a while.</summary>
public static class OdooProfiles
{
    // Odoo 19 keeps unit prices as they are sent; six digits are more than any price needs.
    private const int UnlimitedDigits = 6;

    /// <param name="company">Null reads the user's own company.</param>
    /// <exception cref="OdooException">Odoo cannot be read, or the user does not work in that company.</exception>
    public static async Task<OdooProfile> Read(IOdoo odoo, OdooId<Company>? company, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        var session = await odoo.Session(cancellation);
        var user = (await odoo.Read("res.users", [session.User], ["login", "email", "lang", "tz", "company_id", "company_ids"], OdooContext.Plain, cancellation))[0];
        var id = company?.Value ?? user.Link("company_id")!.Value.Id;
        var context = OdooContext.In(id);
        var companies = await odoo.Read("res.company", user.Ids("company_ids"), ["name"], OdooContext.Plain, cancellation);
        var lines = await odoo.FieldsGet("sale.order.line", ["tax_id", "tax_ids", "product_uom", "product_uom_id", "price_unit", "product_uom_qty", "discount"], cancellation);
        var partner = await odoo.FieldsGet("res.partner", ["mobile"], cancellation);
        var tax = await odoo.FieldsGet("account.tax", ["price_include_override"], cancellation);
        var carrier = await HasCarrier(odoo, cancellation);
        var unreadable = new List<string>();
        var read = new ProfileLists(odoo, context, unreadable);
        var home = await Home(odoo, id, context, cancellation);
        return new OdooProfile
        {
            Version = session.Version,
            Protocol = session.Protocol,
            User = new OdooUser(session.User, user.Text("login") ?? "", user.Text("email"), user.Text("lang"), user.Text("tz")),
            Company = home,
            Companies = [.. companies.Select(one => new OdooLink(one.Id, one.Text("name")))],
            Fields = new OdooFields(
                lines.ContainsKey("tax_ids") ? "tax_ids" : "tax_id",
                lines.ContainsKey("product_uom_id") ? "product_uom_id" : "product_uom",
                partner.ContainsKey("mobile"),
                tax.ContainsKey("price_include_override"))
            {
                PickingCarrier = carrier,
            },
            QuantityDigits = Digits(lines, "product_uom_qty"),
            // How an included total is rounded cannot be asked; it was measured on both versions.
            Book = new BookRules(home.Rounding, Digits(lines, "price_unit"), session.Version.Major >= 19, Digits(lines, "discount")),
            Taxes = await read.Taxes(id, cancellation),
            Pricelists = await read.Pricelists(id, cancellation),
            Warehouses = await read.Warehouses(id, cancellation),
            SalesTeams = await read.SalesTeams(id, cancellation),
            Currencies = await read.Currencies(cancellation),
            Modules = await read.Modules(cancellation),
            Unreadable = unreadable,
        };
    }

    private static async Task<bool> HasCarrier(IOdoo odoo, CancellationToken cancellation)
    {
        try
        {
            return (await odoo.FieldsGet("stock.picking", ["carrier_tracking_ref"], cancellation)).Count > 0;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.ModelMissing)
        {
            return false;
        }
    }

    private static async Task<OdooCompany> Home(IOdoo odoo, int id, OdooContext context, CancellationToken cancellation)
    {
        var specification = Specification.Of("name", "tax_calculation_rounding_method")
            .With("currency_id", Specification.Of("name"))
            .With("country_id", Specification.Of("code"));
        var found = await odoo.WebRead("res.company", [id], specification, context, cancellation);
        if (found.Count == 0) throw new OdooException(new OdooFailure.RecordMissing("res.company.web_read", $"res.company({id})"));
        return new OdooCompany(
            new OdooId<Company>(id),
            found[0].Text("name") ?? "",
            new Currency(found[0].Nested("currency_id")!.Value.Text("name")!),
            found[0].Text("tax_calculation_rounding_method") == "round_globally" ? TaxRounding.Globally : TaxRounding.PerLine,
            found[0].Nested("country_id")?.Text("code"));
    }

    private static int Digits(IReadOnlyDictionary<string, OdooRecord> fields, string field) =>
        fields.TryGetValue(field, out var about) && about.Ids("digits") is [_, var digits] ? digits : UnlimitedDigits;
}
