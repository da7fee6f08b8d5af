namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>The public methods that every model has.</summary>
internal static class BaseMethods
{
    public static IEnumerable<Method> All(PracticeOdooOptions options) =>
    [
        Method.Of("search(domain, offset=0, limit=None, order=None)", (env, call) => Found(env, call).Select(row => row.Id).ToList()),
        Method.Of("search_count(domain, limit=None)", (env, call) => Searching.Count(env, call.Model, call.List("domain"), call.Number("limit"))),
        Method.Of("search_read(domain=None, fields=None, offset=0, limit=None, order=None, **read_kwargs)", SearchRead),
        Method.OnRecords("read(fields=None, load='_classic_read')", Read),
        Method.Of("create(vals_list)", Create),
        Method.OnRecords("write(vals)", Write),
        Method.OnRecords("unlink()", Unlink),
        Method.OnRecords("exists()", (env, call) => call.Ids.Where(id => env.Database[call.Model].Find(id) is not null).ToList()),
        Method.Of("fields_get(allfields=None, attributes=None)", FieldDescriptions.Of),
        Method.Of($"name_search(name='', {(options.Version >= 19 ? "domain" : "args")}=None, operator='ilike', limit=100)", NameSearch),
        Method.Of("name_create(name)", NameCreate),
        Method.Of("read_group(domain, fields, groupby, offset=0, limit=None, orderby=False, lazy=True)", Grouping.Old),
        .. options.Version >= 19 ? [Method.Of("formatted_read_group(domain, groupby=(), aggregates=(), having=(), offset=0, limit=None, order=None)", Grouping.Formatted)] : Array.Empty<Method>(),
        Method.OnRecords("has_access(operation)", (env, call) => Access.Has(env, call.Model, Letter(call.Text("operation")))),
        Method.Of("check_access_rights(operation, raise_exception=True)", CheckRights),
        .. options.Version < 19 ? [Method.OnRecords("check_access(operation)", CheckAccess)] : Array.Empty<Method>(),
        Method.OnRecords("get_metadata()", Metadata.Of),
        Method.OnRecords("get_external_id()", Metadata.ExternalIds),
        Method.OnRecords("web_read(specification)", (env, call) => Specification.Read(env, call.Model, call.Ids, call.Map("specification"))),
        Method.Of("web_search_read(domain, specification, offset=0, limit=None, order=None, count_limit=None)", WebSearchRead),
        Method.OnRecords("web_save(vals, specification, next_id=None)", WebSave),
        Method.Of("load(fields, data)", Import.Loading.Run),
    ];

    private static List<Row> Found(Env env, Call call) => Searching.Find(
        env, call.Model, call.List("domain"), call.Number("offset") ?? 0, call.Number("limit"), call.Text("order"));

    private static List<string>? Names(Call call) => (call["fields"] as List<object?>)?.OfType<string>().ToList();

    private static object? SearchRead(Env env, Call call)
    {
        if (call.Arguments.Keys.FirstOrDefault(name => name is not ("domain" or "fields" or "offset" or "limit" or "order" or "load")) is { } unknown)
            throw OdooException.Type($"BaseModel._read_format() got an unexpected keyword argument '{unknown}'");
        Reading.Fields(env, call.Model, Names(call));
        return Reading.Rows(env, call.Model, Found(env, call).Select(row => row.Id), Names(call), Classic(call));
    }

    private static object? Read(Env env, Call call) => Reading.Rows(env, call.Model, call.Ids, Names(call), Classic(call));

    private static bool Classic(Call call) => !call.Arguments.ContainsKey("load") || call.Text("load") == "_classic_read";

    private static object? Create(Env env, Call call)
    {
        if (call["vals_list"] is List<object?> many)
            return many.Select(values => Writing.Create(env, call.Model, values as Dictionary<string, object?> ?? []).Id).ToList();
        return Writing.Create(env, call.Model, call.Map("vals_list")).Id;
    }

    private static object? Write(Env env, Call call)
    {
        Writing.Write(env, call.Model, call.Ids, call.Map("vals"));
        return true;
    }

    private static object? Unlink(Env env, Call call)
    {
        Writing.Unlink(env, call.Model, call.Ids);
        return true;
    }

    private static object? NameSearch(Env env, Call call) => Searching.ByName(
        env, call.Model, call.Text("name") ?? "", call.List(env.Is19 ? "domain" : "args"), call.Text("operator") ?? "ilike", call.Number("limit") ?? 100);

    private static object? NameCreate(Env env, Call call)
    {
        var row = Writing.Create(env, call.Model, new Dictionary<string, object?> { ["name"] = call["name"] });
        return new List<object?> { row.Id, env.DisplayName(call.Model, row) };
    }

    private static object? CheckRights(Env env, Call call)
    {
        var operation = Letter(call.Text("operation"));
        if (call.Arguments.TryGetValue("raise_exception", out var raise) && !Conversion.Truth(raise)) return Access.Has(env, call.Model, operation);
        Access.Check(env, call.Model, operation);
        return null;
    }

    private static object? CheckAccess(Env env, Call call)
    {
        Access.Check(env, call.Model, Letter(call.Text("operation")));
        return null;
    }

    private static char Letter(string? operation) => operation switch
    {
        "read" => 'r',
        "write" => 'w',
        "create" => 'c',
        "unlink" => 'u',
        _ => throw OdooException.Assertion("Invalid access mode"),
    };

    private static object? WebSearchRead(Env env, Call call)
    {
        var ids = Found(env, call).Select(row => row.Id);
        return new Dictionary<string, object?>
        {
            ["length"] = Searching.Count(env, call.Model, call.List("domain")),
            ["records"] = Specification.Read(env, call.Model, ids, call.Map("specification")),
        };
    }

    private static object? WebSave(Env env, Call call)
    {
        if (call.Ids.Count == 0) return Specification.Read(env, call.Model, [Writing.Create(env, call.Model, call.Map("vals")).Id], call.Map("specification"));
        Writing.Write(env, call.Model, call.Ids, call.Map("vals"));
        return Specification.Read(env, call.Model, call.Ids, call.Map("specification"));
    }
}
