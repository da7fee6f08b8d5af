using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Seed;

/// <summary>Companies and users with their partners.</summary>
internal static class SeedPeople
{
    private const int UnitedStates = 233;
    private const int Belgium = 20;

    public static void Fill(SeedTable table, PracticeOdooOptions options)
    {
        var currency = table.Env.Database["res.currency"].Rows.First(row => row.Text("name") == options.Currency).Id;
        Partner(table, 1, "Practice Ltd", "hello@practice.example", company: true);
        Partner(table, 2, "OdooBot", "odoobot@practice.example", company: false);
        Partner(table, 3, "Administrator", "admin@practice.example", company: false);
        Partner(table, 4, "Practice Europe", "europe@practice.example", company: true);
        Partner(table, 7, "Tandem connector", options.UserHasEmail ? "tandem@practice.example" : null, company: false);
        Company(table, 1, "Practice Ltd", currency, UnitedStates, options, "base.main_company");
        Company(table, 2, "Practice Europe", 125, Belgium, options, null);
        User(table, PracticeOdooSeed.Robot, "__system__", 2, [1, 2], []);
        User(table, PracticeOdooSeed.Administrator, "admin", 3, [1, 2], [.. Administrators, .. options.Manufacturing ? ["mrp.group_mrp_manager"] : Array.Empty<string>()]);
        User(table, PracticeOdooSeed.Connector, PracticeOdooSeed.Login, 7, [1], options.UserGroups);
        table.Put("res.users.apikeys", null, null, ("name", "Tandem"), ("user_id", PracticeOdooSeed.Connector));
    }

    private static readonly string[] Administrators =
    [
        "base.group_user", "base.group_system", "base.group_partner_manager", "sales_team.group_sale_manager", "account.group_account_manager",
        "stock.group_stock_manager", "product.group_product_manager",
    ];

    private static void Partner(SeedTable table, int id, string name, string? email, bool company) => table.Put(
        "res.partner", id, id == 1 ? "base.main_partner" : null, ("name", name), ("email", email), ("type", "contact"), ("lang", "en_US"), ("tz", "UTC"),
        ("is_company", company), ("country_id", company ? UnitedStates : null));

    private static void Company(SeedTable table, int id, string name, int currency, int country, PracticeOdooOptions options, string? externalId) => table.Put(
        "res.company", id, externalId, ("name", name), ("currency_id", currency), ("partner_id", id == 1 ? 1 : 4), ("country_id", country),
        ("account_fiscal_country_id", country), ("account_price_include", "tax_excluded"), ("sequence", id),
        ("tax_calculation_rounding_method", options.Globally ? "round_globally" : "round_per_line"));

    private static void User(SeedTable table, int id, string login, int partner, int[] companies, IReadOnlyList<string> groups) => table.Put(
        "res.users", id, id == 2 ? "base.user_admin" : null, ("login", login), ("partner_id", partner), ("company_id", 1), ("company_ids", companies.ToList()),
        ("share", false), (table.Env.Is19 ? "group_ids" : "groups_id", groups.Select(name => GroupId(table.Env, name)).ToList()), ("active", id != 1));

    private static int GroupId(Env env, string name) => ExternalIds.Live(env, "res.groups", name) ?? throw new InvalidOperationException($"No group {name}.");
}
