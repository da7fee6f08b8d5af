using System.Reflection;

namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>A model of one Odoo version: its label, order and fields.</summary>
internal sealed class ModelDefinition
{
    private const string Manufacturing = "mrp";

    private readonly Dictionary<string, FieldDefinition> fields = [];

    private ModelDefinition(string name) => Name = name;

    public string Name { get; }

    public string Label { get; private set; } = "";

    public string Order { get; private set; } = "id";

    public IReadOnlyDictionary<string, FieldDefinition> Fields => fields;

    public bool HasActive => fields.ContainsKey("active");

    public FieldDefinition? Field(string name) => fields.GetValueOrDefault(name);

    /// <summary>Every model of the given version, from the embedded definitions.</summary>
    /// <param name="manufacturing">With what the app for manufacturing adds.</param>
    public static IReadOnlyDictionary<string, ModelDefinition> All(int version, bool manufacturing)
    {
        const string start = "Tandem.Sandbox.Odoo.Definitions.";
        var assembly = Assembly.GetExecutingAssembly();
        var models = assembly.GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal))
            .Where(name => manufacturing || !name.StartsWith($"{start}{Manufacturing}.", StringComparison.Ordinal))
            .Select(name => Read(name[start.Length..^".model".Length], Embedded.Lines(name), [$"{version} ", "* ", .. manufacturing ? [$"{Manufacturing} "] : Array.Empty<string>()]))
            .ToDictionary(model => model.Name);
        models["product.product"].Inherit(models["product.template"], "product_tmpl_id");
        models["res.users"].Inherit(models["res.partner"], "partner_id");
        return models;
    }

    private static ModelDefinition Read(string name, IEnumerable<string> lines, string[] tags)
    {
        var model = new ModelDefinition(name);
        foreach (var line in lines)
        {
            if (line.StartsWith(tags[0] + "= ", StringComparison.Ordinal))
            {
                var head = line[5..].Split(" ; ");
                (model.Label, model.Order) = (head[0], head[1]);
            }
            else if (tags.Any(tag => line.StartsWith(tag, StringComparison.Ordinal)))
            {
                model.Add(FieldDefinition.Parse(line[line.IndexOf(' ', StringComparison.Ordinal)..].TrimStart()));
            }
        }

        foreach (var line in Common) model.Add(FieldDefinition.Parse(line));
        return model;
    }

    private static readonly string[] Common =
    [
        "id integer - os ID",
        "display_name char - o Display Name",
        "create_date datetime - os Created on",
        "write_date datetime - os Last Updated on",
        "create_uid many2one res.users os Created by",
        "write_uid many2one res.users os Last Updated by",
    ];

    private static readonly string[] Own =
    [
        "id", "display_name", "create_date", "write_date", "create_uid", "write_uid", "active", "default_code", "barcode", "standard_price",
        "weight", "volume", "company_id", "user_ids", "partner_id", "login", "share",
    ];

    private void Add(FieldDefinition field) => fields[field.Name] = field;

    private void Inherit(ModelDefinition parent, string via)
    {
        foreach (var field in parent.Fields.Values)
        {
            var own = fields.ContainsKey(field.Name) && Own.Contains(field.Name) && !(Name == "product.product" && field.Name == "company_id");
            if (!own) fields[field.Name] = field with { Via = via };
        }
    }
}
