namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>One parameter of a public method, as its Python signature states it.</summary>
internal sealed record Parameter(string Name, bool Required);

/// <summary>A method that may be called from outside, with its Python signature.</summary>
/// <param name="OnModel">Takes no record ids (<c>@api.model</c>).</param>
internal sealed record Method(
    string Name, string Class, bool OnModel, IReadOnlyList<Parameter> Parameters, bool TakesMore, Func<Env, Call, object?> Run)
{
    /// <summary>Reads a signature such as <c>search(domain, offset=0, **more)</c>.</summary>
    public static Method OnRecords(string signature, Func<Env, Call, object?> run, string of = "BaseModel") => Parse(signature, of, false, run);

    /// <inheritdoc cref="OnRecords"/>
    public static Method Of(string signature, Func<Env, Call, object?> run, string of = "BaseModel") => Parse(signature, of, true, run);

    private static Method Parse(string signature, string of, bool onModel, Func<Env, Call, object?> run)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var inside = signature[(open + 1)..^1];
        var words = inside.Length == 0 ? [] : inside.Split(", ");
        var parameters = words.Where(word => !word.StartsWith('*'))
            .Select(word => new Parameter(word.Split('=')[0], !word.Contains('=', StringComparison.Ordinal))).ToList();
        return new Method(signature[..open], of, onModel, parameters, words.Any(word => word.StartsWith('*')), run);
    }
}

/// <summary>One call with its arguments bound to names.</summary>
internal sealed class Call(string model, IReadOnlyList<int> ids, IReadOnlyDictionary<string, object?> arguments)
{
    public string Model { get; } = model;

    public IReadOnlyList<int> Ids { get; } = ids;

    public IReadOnlyDictionary<string, object?> Arguments { get; } = arguments;

    public object? this[string name] => Arguments.GetValueOrDefault(name);

    public string? Text(string name) => this[name] as string;

    public int? Number(string name) => this[name] switch { long value => (int)value, int value => value, _ => null };

    public List<object?> List(string name) => this[name] as List<object?> ?? [];

    public Dictionary<string, object?> Map(string name) => this[name] as Dictionary<string, object?> ?? [];
}
