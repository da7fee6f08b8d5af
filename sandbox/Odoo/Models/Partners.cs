using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Customers, companies and their addresses: <c>res.partner</c>.</summary>
internal sealed class Partners : Behaviour
{
    private static readonly string[] Address = ["street", "street2", "zip", "city", "state_id", "country_id"];

    public override string Model => "res.partner";

    public override IReadOnlyList<string> SearchedByName => ["email", "ref", "vat"];

    public override IReadOnlyList<Method> Methods =>
    [
        Method.OnRecords("address_get(adr_pref=None)", AddressGet, "ResPartner"),
        Method.Of("find_or_create(email, assert_valid_email=False)", FindOrCreate, "ResPartner"),
    ];

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("type", "contact");
        values.TryAdd("lang", "en_US");
        values.TryAdd("company_id", false);
        if (values.GetValueOrDefault("company_type") is string kind) values.TryAdd("is_company", kind == "company");
    }

    public override void Created(Env env, Row row)
    {
        Check(env, row);
        if (row.Text("type") != "contact" || env.Linked(row, "parent_id", Model) is not { } parent) return;
        if (Address.Any(field => row[field] is not null) || Address.All(field => parent[field] is null)) return;
        foreach (var field in Address) env.Set(Model, row, field, parent[field]);
    }

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (values.GetValueOrDefault("company_type") is string kind) env.Set(Model, row, "is_company", kind == "company");
        Check(env, row);
    }

    public override string? DisplayName(Env env, Row row)
    {
        var name = row.Text("name");
        if (row.Link("parent_id") is null || row.Flag("is_company")) return Shown(env, name, row);
        var company = env.Linked(row, "parent_id", Model)!;
        return $"{Commercial(env, company).Text("name") ?? company.Text("name")}, {name ?? TypeLabel(env, row)}";
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "complete_name" => DisplayName(env, row),
        "email_normalized" => Normalized(row.Text("email")),
        "company_type" => row.Flag("is_company") ? "company" : "person",
        "commercial_partner_id" => Commercial(env, row).Id,
        "commercial_company_name" => Commercial(env, row) is var top && top.Flag("is_company") ? top.Text("name") : row.Text("company_name"),
        "contact_address" => ContactAddress(env, row),
        _ => row[field.Name],
    };

    /// <summary>The company at the top, or the person without one.</summary>
    public static Row Commercial(Env env, Row row)
    {
        while (!row.Flag("is_company") && env.Linked(row, "parent_id", "res.partner") is { } parent) row = parent;
        return row;
    }

    /// <summary>The address of a kind among a partner's children, then further up; else the partner itself.</summary>
    public static int AddressOf(Env env, Row partner, string kind)
    {
        var visited = new HashSet<int>();
        for (var at = partner; at is not null; at = at.Flag("is_company") ? null : env.Linked(at, "parent_id", "res.partner"))
        {
            var queue = new Queue<Row>([at]);
            while (queue.TryDequeue(out var next))
            {
                if (!visited.Add(next.Id)) continue;
                if (next.Text("type") == kind) return next.Id;
                foreach (var child in env.Database["res.partner"].Pointing("parent_id", next.Id).Select(id => env.Row("res.partner", id)))
                    if (!child.Flag("is_company") && child.Flag("active")) queue.Enqueue(child);
            }
        }

        return partner.Id;
    }

    private static void Check(Env env, Row row)
    {
        if (row.Text("type") == "contact" && row.Text("name") is null) throw OdooException.Constraint("Contacts require a name");
        var above = env.Linked(row, "parent_id", "res.partner");
        while (above is not null)
        {
            if (above.Id == row.Id) throw OdooException.Validation("You cannot create recursive Partner hierarchies.");
            above = env.Linked(above, "parent_id", "res.partner");
        }
    }

    private static string? Shown(Env env, string? name, Row row) =>
        row.Text("company_name") is { } company && row.Link("parent_id") is null && !row.Flag("is_company") ? $"{company}, {name ?? TypeLabel(env, row)}" : name;

    private static string TypeLabel(Env env, Row row) =>
        env.Model("res.partner").Field("type")!.Selection.FirstOrDefault(choice => choice.Key == row.Text("type")).Value ?? "";

    private static string? Normalized(string? email)
    {
        if (email is null) return null;
        var (open, close) = (email.IndexOf('<', StringComparison.Ordinal), email.IndexOf('>', StringComparison.Ordinal));
        var bare = (open >= 0 && close > open ? email[(open + 1)..close] : email).Trim();
        return bare.Count(c => c == '@') == 1 && !bare.Contains(' ', StringComparison.Ordinal) && !bare.Contains(',', StringComparison.Ordinal) ? bare.ToLowerInvariant() : null;
    }

    private static string ContactAddress(Env env, Row row)
    {
        var state = env.Linked(row, "state_id", "res.country.state")?.Text("code");
        var country = env.Linked(row, "country_id", "res.country")?.Text("name");
        return $"{row.Text("street")}\n{row.Text("street2")}\n{row.Text("city")} {state} {row.Text("zip")}\n{country}";
    }

    private static object? AddressGet(Env env, Call call)
    {
        var kinds = call.List("adr_pref").OfType<string>().Append("contact").Distinct();
        var partner = env.Row("res.partner", call.Ids[0]);
        return kinds.ToDictionary(kind => kind, kind => (object?)(kind == "contact" ? partner.Id : AddressOf(env, partner, kind)));
    }

    private static object? FindOrCreate(Env env, Call call)
    {
        var email = Normalized(call.Text("email"));
        var found = Searching.Find(env, "res.partner", [new List<object?> { "email_normalized", "=", email }], limit: 1);
        var name = call.Text("email")!.Split('<')[0].Trim(' ', '"');
        var id = found.Count > 0 ? found[0].Id : Writing.Create(env, "res.partner", new Dictionary<string, object?> { ["name"] = name.Length > 0 ? name : email, ["email"] = email }).Id;
        return env.Is19 ? new List<int> { id } : id;
    }
}
