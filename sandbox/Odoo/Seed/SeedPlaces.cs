using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Seed;

/// <summary>Currencies, countries, states, languages, groups, precisions, modules.</summary>
internal static class SeedPlaces
{
    private static readonly (int Id, string Code, string Symbol, decimal Step, string Name)[] Currencies =
    [
        (1, "USD", "$", 0.01m, "United States dollar"), (3, "CAD", "$", 0.01m, "Canadian dollar"), (5, "CHF", "CHF", 0.01m, "Swiss franc"),
        (21, "AUD", "$", 0.01m, "Australian dollar"), (25, "JPY", "¥", 1m, "Japanese yen"), (33, "MXN", "$", 0.01m, "Mexican peso"),
        (125, "EUR", "€", 0.01m, "Euro"), (143, "GBP", "£", 0.01m, "Pound sterling"),
    ];

    public static void Fill(SeedTable table, PracticeOdooOptions options)
    {
        foreach (var (id, code, symbol, step, name) in Currencies)
            table.Put("res.currency", id, $"base.{code}", ("name", code), ("full_name", name), ("symbol", symbol), ("rounding", step),
                ("decimal_places", step == 1m ? 0 : 2), ("rate", 1m), ("position", "before"), ("active", code is "USD" or "EUR" or "GBP" or "CAD" || code == options.Currency));
        Countries(table);
        table.Put("res.lang", null, "base.lang_en", ("name", "English (US)"), ("code", "en_US"), ("iso_code", "en"));
        foreach (var (name, label, _) in Rights.Groups(options.Version).Where(group => options.Manufacturing || !group.Name.StartsWith("mrp.", StringComparison.Ordinal)))
            table.Put("res.groups", null, name, ("name", label.Split('/')[^1]), ("full_name", label));
        Precisions(table, options);
        foreach (var module in (string[])["base", "web", "mail", "product", "account", "sale", "sale_management", "sale_stock", "stock", "stock_account", "delivery", "sales_team", "uom", .. options.Version >= 19 ? ["rpc"] : Array.Empty<string>(), .. options.Manufacturing ? ["mrp", "sale_mrp"] : Array.Empty<string>()])
            table.Put("ir.module.module", null, null, ("name", module), ("state", "installed"), ("shortdesc", module), ("latest_version", $"{options.Version}.0.1.0"));
        foreach (var module in (string[])[.. options.Manufacturing ? Array.Empty<string>() : ["mrp"], "sale_loyalty", "point_of_sale"])
            table.Put("ir.module.module", null, null, ("name", module), ("state", "uninstalled"), ("shortdesc", module));
    }

    private static void Precisions(SeedTable table, PracticeOdooOptions options)
    {
        var names = new Dictionary<string, int>
        {
            ["Product Price"] = options.PricePrecision, ["Discount"] = 2, ["Stock Weight"] = 2, ["Volume"] = 2, ["Payment Terms"] = 6,
            [options.Version >= 19 ? "Product Unit" : "Product Unit of Measure"] = 2,
        };
        foreach (var (name, digits) in names) table.Put("decimal.precision", null, null, ("name", name), ("digits", digits));
    }

    private static void Countries(SeedTable table)
    {
        var codes = new Dictionary<string, int>();
        foreach (var line in Embedded.Lines("Tandem.Sandbox.Odoo.Seed.countries.txt"))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                var state = line.Trim().Split(' ', 4);
                table.Put("res.country.state", int.Parse(state[0], CultureInfo.InvariantCulture), $"base.state_{state[1].ToLowerInvariant()}_{state[2].ToLowerInvariant()}",
                    ("country_id", codes[state[1]]), ("code", state[2]), ("name", state[3]));
                continue;
            }

            var country = line.Split(' ', 5);
            var id = codes[country[1]] = int.Parse(country[0], CultureInfo.InvariantCulture);
            var currency = Currencies.FirstOrDefault(known => known.Code == country[2]).Id;
            table.Put("res.country", id, $"base.{(country[1] == "GB" ? "uk" : country[1].ToLowerInvariant())}", ("code", country[1]), ("name", country[4]),
                ("phone_code", int.Parse(country[3], CultureInfo.InvariantCulture)), ("currency_id", currency == 0 ? null : currency), ("zip_required", true));
        }
    }
}
