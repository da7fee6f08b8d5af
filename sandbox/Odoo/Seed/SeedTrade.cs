using Tandem.Sandbox.Odoo.Models;

namespace Tandem.Sandbox.Odoo.Seed;

/// <summary>Taxes, journals, pricelists, teams, warehouses of both companies.</summary>
internal static class SeedTrade
{
    private static readonly (string Name, decimal Amount, bool Included)[] SaleTaxes =
    [
        ("15%", 15m, false), ("TX State 6.25%", 6.25m, false), ("Austin City 2%", 2m, false), ("VAT 20%", 20m, true), ("VAT 21% incl", 21m, true),
        ("GST 5%", 5m, false), ("HST 13%", 13m, false), ("0%", 0m, false),
    ];

    public static void Fill(SeedTable table, PracticeOdooOptions options)
    {
        var group = table.Put("account.tax.group", null, null, ("name", "Tax 15%"), ("sequence", 10), ("company_id", 1));
        foreach (var (name, amount, included) in SaleTaxes) Tax(table, name, amount, included, "sale", 1, 233, group);
        Tax(table, "15%", 15m, false, "purchase", 1, 233, group);
        var european = table.Put("account.tax.group", null, null, ("name", "VAT 21%"), ("sequence", 10), ("company_id", 2));
        Tax(table, "21% BE", 21m, true, "sale", 2, 20, european);
        foreach (var (name, code, type) in ((string, string, string)[])[("Customer Invoices", "INV", "sale"), ("Vendor Bills", "BILL", "purchase"), ("Bank", "BNK1", "bank"), ("Cash", "CSH1", "cash")])
            Journals.AddMethods(table.Env, table.Env.Row("account.journal", table.Put("account.journal", null, null, ("name", name), ("code", code), ("type", type), ("company_id", 1), ("sequence", 10))));
        table.Put("account.journal", null, null, ("name", "Customer Invoices"), ("code", "INV"), ("type", "sale"), ("company_id", 2), ("sequence", 10));
        Accounts(table);
        foreach (var (name, days) in ((string, int)[])[("Immediate Payment", 0), ("15 Days", 15), ("30 Days", 30)])
        {
            var term = table.Put("account.payment.term", null, days == 0 ? "account.account_payment_term_immediate" : $"account.account_payment_term_{days}days", ("name", name), ("sequence", 10));
            table.Put("account.payment.term.line", null, null, ("payment_id", term), ("value", "percent"), ("value_amount", 100m), ("nb_days", days), ("delay_type", "days_after"));
        }

        if (options.Version >= 19)
            table.Put("account.fiscal.position", null, null, ("name", "Domestic"), ("company_id", 1), ("auto_apply", true), ("country_id", 233), ("sequence", 1));
        Pricelists(table, options);
        table.Put("crm.team", 1, "sales_team.team_sales_department", ("name", "Sales"), ("sequence", 0));
        Warehouse(table, 1, "Practice Ltd", "WH");
        Warehouse(table, 2, "Practice Europe", "EU");
        table.Put("stock.location", null, "stock.stock_location_customers", ("name", "Customers"), ("complete_name", "Partners/Customers"), ("usage", "customer"));
    }

    private static void Accounts(SeedTable table)
    {
        foreach (var (code, name, type) in ((string, string, string)[])[("121000", "Account Receivable", "asset_receivable"), ("101403", "Outstanding Receipts", "asset_current"), ("400000", "Product Sales", "income"),
            ("441000", "Foreign Exchange Gain", "income_other"), ("641000", "Foreign Exchange Loss", "expense"), ("642000", "Cash Difference Loss", "expense")])
            table.Put("account.account", null, null, ("code", code), ("name", name), ("account_type", type), ("reconcile", type.StartsWith("asset", StringComparison.Ordinal)), ("company_ids", new List<int> { 1, 2 }));
    }

    private static void Tax(SeedTable table, string name, decimal amount, bool included, string use, int company, int country, int group) => table.Put(
        "account.tax", null, null, ("name", name), ("amount", amount), ("amount_type", "percent"), ("type_tax_use", use), ("sequence", 1), ("company_id", company),
        ("country_id", country), ("tax_group_id", group), ("is_base_affected", true), ("tax_exigibility", "on_invoice"),
        ("price_include_override", included ? "tax_included" : name == "15%" ? null : "tax_excluded"));

    private static void Pricelists(SeedTable table, PracticeOdooOptions options)
    {
        foreach (var code in (string[])[options.Currency, "EUR", "GBP", "CAD", "USD"])
        {
            var name = code == options.Currency ? "Default" : code;
            var currency = table.Env.Database["res.currency"].Rows.First(row => row.Text("name") == code).Id;
            if (table.Env.Database["product.pricelist"].Rows.All(row => row.Link("currency_id") != currency))
                table.Put("product.pricelist", null, null, ("name", name), ("currency_id", currency), ("company_id", 1), ("sequence", 16));
        }
    }

    private static void Warehouse(SeedTable table, int company, string name, string code)
    {
        var stock = table.Put("stock.location", null, null, ("name", "Stock"), ("complete_name", $"{code}/Stock"), ("usage", "internal"), ("company_id", company));
        var warehouse = table.Put("stock.warehouse", company, null, ("name", name), ("code", code), ("company_id", company), ("lot_stock_id", stock), ("view_location_id", stock), ("delivery_steps", "ship_only"), ("sequence", 10));
        PickingTypes.Make(table.Env, table.Env.Row("stock.warehouse", warehouse));
    }
}
