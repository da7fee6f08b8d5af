using System.Globalization;

namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Who calls, with which context, on which database: Odoo's environment.</summary>
internal sealed class Env(Database database, Registry registry, PracticeOdooOptions options, int user, Dictionary<string, object?> context, bool root = false)
{
    public const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private List<int>? companies;

    public Database Database { get; } = database;

    public Registry Registry { get; } = registry;

    public PracticeOdooOptions Options { get; } = options;

    public int User { get; } = user;

    /// <summary>Rights and rules do not apply.</summary>
    public bool Root { get; } = root;

    public Dictionary<string, object?> Context { get; } = context;

    public bool Is19 => Options.Version >= 19;

    /// <summary>The time of the transaction's start, to the second, in UTC.</summary>
    public string Now { get; } = options.Clock.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public Row UserRow => Database["res.users"].Find(User) ?? throw OdooException.Missing("res.users", User, User);

    /// <summary>Companies whose records are visible: those of the context, else all of the user's.</summary>
    public IReadOnlyList<int> Companies => companies ??= [.. AllowedCompanies()];

    public int Company => Context.GetValueOrDefault("allowed_company_ids") is List<object?> { Count: > 0 }
        ? Companies[0]
        : UserRow.Link("company_id") ?? Companies[0];

    public Env Sudo() => Root ? this : new Env(Database, Registry, Options, User, Context, root: true);

    public Env With(params (string Key, object? Value)[] more)
    {
        var changed = new Dictionary<string, object?>(Context);
        foreach (var (key, value) in more) changed[key] = value;
        return new Env(Database, Registry, Options, User, changed, Root);
    }

    public ModelDefinition Model(string name) =>
        Database.Models.TryGetValue(name, out var model) ? model : throw OdooException.User($"Object {name} doesn't exist");

    public Row Row(string model, int id) => Database[model].Find(id) ?? throw OdooException.Missing(model, id, User);

    public Row? Linked(Row row, string field, string model) => row.Link(field) is { } id ? Database[model].Find(id) : null;

    public void Set(string model, Row row, string field, object? value) => Database[model].Set(row, field, value);

    public string DisplayName(string model, Row row) => Registry.For(model).DisplayName(this, row) ?? $"{model},{row.Id}";

    private IEnumerable<int> AllowedCompanies()
    {
        var own = UserRow.Links("company_ids");
        if (Context.GetValueOrDefault("allowed_company_ids") is not List<object?> { Count: > 0 } asked) return own;
        var wanted = asked.Select(id => id switch { long value => (int)value, int value => value, _ => 0 }).ToList();
        if (!Root && wanted.Any(id => !own.Contains(id))) throw OdooException.Access("Access to unauthorized or invalid companies.");
        return wanted;
    }
}
