namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Rights by model and group, and the few record rules that a connector meets.</summary>
internal static class Access
{
    private static readonly HashSet<string> OfCompany =
    [
        "sale.order", "sale.order.line", "account.tax", "account.journal", "stock.warehouse", "stock.picking", "stock.move", "stock.location",
        "product.template", "product.product", "product.pricelist", "crm.team", "account.move", "account.payment", "res.partner", "delivery.carrier",
    ];

    public static bool Has(Env env, string model, char operation) =>
        env.Root || Rights.Allows(env.Options.Version, Rights.GroupsOf(env), model, operation);

    public static void Check(Env env, string model, char operation)
    {
        if (!Has(env, model, operation)) throw OdooException.Access(Refusal(env, model, operation));
    }

    public static bool Sees(Env env, string model, Row row) => env.Root || (InCompanies(env, model, row) && InOwn(env, model, row));

    public static void CheckRows(Env env, string model, IEnumerable<Row> rows, string operation)
    {
        if (env.Root) return;
        var hidden = rows.Where(row => !Sees(env, model, row)).ToList();
        if (hidden.Count > 0) throw OdooException.Access(Secret(env, model, operation, hidden[0]));
    }

    /// <summary>The text about top-secret records; 19 adds the company that would help.</summary>
    public static string Secret(Env env, string model, string operation, Row row)
    {
        var user = env.UserRow;
        var text = $"""
            Uh-oh! Looks like you have stumbled upon some top-secret records.

            Sorry, {env.DisplayName("res.users", user)} (id={user.Id}) doesn't have '{operation}' access to:
            - {env.Model(model).Label} ({model})

            If you really, really need access, perhaps you can win over your friendly administrator with a batch of freshly baked cookies.
            """;
        if (InCompanies(env, model, row) || row.Link("company_id") is not { } company) return text;
        return $"{text}\n\nThis seems to be a multi-company issue, you might be able to access the record by switching to the company: {env.Row("res.company", company).Text("name")}.";
    }

    private static bool InCompanies(Env env, string model, Row row) =>
        !OfCompany.Contains(model) || Company(env, model, row) is not { } company || env.Companies.Contains(company);

    private static int? Company(Env env, string model, Row row) => model == "product.product"
        ? env.Linked(row, "product_tmpl_id", "product.template")?.Link("company_id")
        : row.Link("company_id");

    /// <summary>A salesman of own documents sees his orders and those of nobody.</summary>
    private static bool InOwn(Env env, string model, Row row)
    {
        if (model is not ("sale.order" or "sale.order.line")) return true;
        var groups = Rights.GroupsOf(env);
        if (!groups.Contains("sales_team.group_sale_salesman") || groups.Contains("sales_team.group_sale_salesman_all_leads")) return true;
        var order = model == "sale.order" ? row : env.Linked(row, "order_id", "sale.order");
        return order?.Link("user_id") is not { } user || user == env.User;
    }

    private static string Refusal(Env env, string model, char operation)
    {
        var verb = operation switch { 'r' => "access", 'w' => "modify", 'c' => "create", _ => "delete" };
        var who = Rights.WhoMay(env.Options.Version, model, operation);
        var groups = who.Count == 0
            ? "No group currently allows this operation."
            : "This operation is allowed for the following groups:\n" + string.Join("\n", who.Select(label => $"\t- {label}"));
        return $"You are not allowed to {verb} '{env.Model(model).Label}' ({model}) records.\n\n{groups}\n\nContact your administrator to request access if necessary.";
    }
}
