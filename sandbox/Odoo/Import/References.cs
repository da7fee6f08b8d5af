using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>Cells that name another record by database id, external id or name.</summary>
internal static class References
{
    public static object? Find(Env env, Cells cells, FieldDefinition field, Dictionary<string, object?> cell)
    {
        var kind = Kind(cell);
        return Id(env, cells, field, kind, $"{cell[kind]}") is { } id ? (long)id : false;
    }

    public static List<object?> FindAll(Env env, Cells cells, FieldDefinition field, Dictionary<string, object?> cell)
    {
        var kind = Kind(cell);
        return [.. $"{cell[kind]}".Split(',').Select(value => Id(env, cells, field, kind, value.Trim())).Where(id => id is not null).Select(id => (object?)(long)id!.Value)];
    }

    private static string Kind(Dictionary<string, object?> cell)
    {
        if (cell.Keys.Any(key => key is not ("" or "id" or ".id")))
            throw new Problem("Can not create Many-To-One records indirectly, import the field separately", named: false);
        if (cell.Count > 1)
            throw new Problem("Ambiguous specification for field '{0}', only provide one of name, external id or database id", named: false);
        return cell.Keys.Single();
    }

    private static int? Id(Env env, Cells cells, FieldDefinition field, string kind, string value)
    {
        if (kind is "id" or ".id" && value.ToLowerInvariant() is "" or "0" or "false" or "no") return null;
        var found = kind switch
        {
            ".id" => ByDatabaseId(env, field, value),
            "id" => ByExternalId(env, cells, field, cells.Full(value)),
            _ => ByName(env, cells, field, value),
        };
        var word = kind switch { ".id" => "database id", "id" => "external id", _ => "name" };
        return found ?? throw new Problem(
            $"No matching record found for {word} '{value}' in field '{{0}}'", Problem.PossibleValues(field.Relation!, byName: kind.Length == 0));
    }

    private static int? ByDatabaseId(Env env, FieldDefinition field, string value)
    {
        if (!int.TryParse(value, out var id))
            throw new Problem($"Invalid database id '{value}' for the field '{{0}}'", Problem.PossibleValues(field.Relation!, byName: false));
        return env.Database[field.Relation!].Find(id)?.Id;
    }

    private static int? ByExternalId(Env env, Cells cells, FieldDefinition field, string externalId)
    {
        cells.Earlier.FlushFor(externalId);
        if (ExternalIds.Find(env, externalId) is { } data && data.Text("model") is { } model && model != field.Relation)
            throw new Problem($"Invalid external ID {externalId}: expected model '{field.Relation}', found '{model}'", named: false);
        return ExternalIds.Live(env, field.Relation!, externalId);
    }

    private static int? ByName(Env env, Cells cells, FieldDefinition field, string value)
    {
        cells.Earlier.FlushModel(field.Relation!);
        return Searching.ByName(env, field.Relation!, value, [], "=", 2) is [List<object?> first, ..] ? (int)first[0]! : null;
    }
}
