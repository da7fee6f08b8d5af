namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>What the practice API can answer a selection from: a type name and values by field name.</summary>
public interface IGraphObject
{
    string Type { get; }

    object? this[string field] { get; }
}

/// <summary>A field whose value depends on the arguments of the query.</summary>
/// <param name="arguments">The argument's value by its name; null where the query gave none.</param>
public delegate object? ArgumentedValue(Func<string, object?> arguments);

/// <summary>One Shopify object by field name; a field that it doesn't hold is null.</summary>
public sealed class ShopifyObject(string type) : IGraphObject
{
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);

    public string Type { get; } = type;

    public object? this[string field]
    {
        get => values.GetValueOrDefault(field);
        set => values[field] = value;
    }

    /// <summary>The global id, such as <c>gid://shopify/Order/1</c>.</summary>
    public string Id => Text("id") ?? "";

    public IEnumerable<KeyValuePair<string, object?>> Values => values;

    public bool Has(string field) => values.ContainsKey(field);

    public string? Text(string field) => values.GetValueOrDefault(field) as string;

    public ShopifyObject? Child(string field) => values.GetValueOrDefault(field) as ShopifyObject;

    public IReadOnlyList<ShopifyObject> Children(string field) =>
        values.GetValueOrDefault(field) as IReadOnlyList<ShopifyObject> ?? [];

    public MoneySet Money(string field) =>
        values.GetValueOrDefault(field) as MoneySet ?? throw new KeyNotFoundException($"{Type} holds no amount '{field}'.");
}

/// <summary>An object that is made when more than its id is asked for.</summary>
internal sealed class LateObject(string id, Func<ShopifyObject> make) : IGraphObject
{
    private readonly Lazy<ShopifyObject> made = new(make);

    public string Type => made.Value.Type;

    public object? this[string field] => field == "id" ? id : made.Value[field];
}
