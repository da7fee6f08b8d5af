using System.Globalization;
using System.Text.Json;
using Tandem.Sync;

namespace Tandem.Shopify.Reading;

/// <summary>One place in an answer, which knows its path so that what is missing can be named.</summary>
/// <remarks>Absent and null are told apart: a field of ours that Shopify left out is never taken for its null.</remarks>
public readonly struct ShopifyField(JsonElement element, string path)
{
    public JsonElement Element { get; } = element;

    public string Path { get; } = path;

    public bool IsNull => Element.ValueKind == JsonValueKind.Null;

    /// <summary>A field that must be there and hold something.</summary>
    public ShopifyField Get(string name)
    {
        var field = GetOrNull(name);
        return field ?? throw new UnreadableException(PathOf(name), "is null");
    }

    /// <summary>A field that must be there but may be null.</summary>
    public ShopifyField? GetOrNull(string name) => TryGet(name, out var field)
        ? field.IsNull ? null : field
        : throw new UnreadableException(PathOf(name), "is missing");

    /// <summary>A field that may be left out altogether: only for what no plan depends on.</summary>
    public ShopifyField? GetIfThere(string name) => TryGet(name, out var field) && !field.IsNull ? field : null;

    public IEnumerable<ShopifyField> Each()
    {
        if (Element.ValueKind != JsonValueKind.Array) throw new UnreadableException(Path, "is not a list");
        return Items();
    }

    public string Text => Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw NotA("a text");

    public bool Flag => Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw NotA("true or false");

    public int Whole => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var value) ? value : throw NotA("a whole number");

    /// <summary>A number that Shopify writes as a JSON number, or as text.</summary>
    public decimal Exact => Element.ValueKind switch
    {
        JsonValueKind.Number when Element.TryGetDecimal(out var value) => value,
        JsonValueKind.String when decimal.TryParse(Element.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw NotA("a decimal number"),
    };

    public DateTimeOffset Time => Element.ValueKind == JsonValueKind.String && Element.TryGetDateTimeOffset(out var value)
        ? value.ToUniversalTime()
        : throw NotA("a time");

    /// <summary>The number of a global id of that type.</summary>
    public long Number(string type) => As(text => Sync.Shopify.Number(text, type), $"the global id of a {type}");

    public Currency Currency => As(text => new Currency(text), "a currency code");

    /// <summary>A text in a form of its own.</summary>
    /// <param name="parse">Throws <see cref="FormatException"/> on another form.</param>
    public T As<T>(Func<string, T> parse, string what)
    {
        try
        {
            return parse(Text);
        }
        catch (FormatException)
        {
            throw NotA(what);
        }
    }

    private bool TryGet(string name, out ShopifyField field)
    {
        if (Element.ValueKind != JsonValueKind.Object) throw NotA("an object");
        var found = Element.TryGetProperty(name, out var child);
        field = new ShopifyField(child, PathOf(name));
        return found;
    }

    private IEnumerable<ShopifyField> Items()
    {
        var index = 0;
        foreach (var item in Element.EnumerateArray())
            yield return new ShopifyField(item, PathOf((index++).ToString(CultureInfo.InvariantCulture)));
    }

    private string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private UnreadableException NotA(string what) => new(Path, $"is not {what}");
}
