using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tandem.Sync.Privacy;

/// <summary>The words that tell who a person is, and texts without them.</summary>
public static partial class PersonalWords
{
    /// <summary>What stands where a person's words stood.</summary>
    public const string Erased = "(erased)";

    // Shorter ones would be found inside of other words.
    private const int Shortest = 5;

    private static readonly HashSet<string> Plain = new(StringComparer.OrdinalIgnoreCase) { "email", "contact_email", "phone", "name", "address1", "address2" };
    private static readonly HashSet<string> People = new(StringComparer.OrdinalIgnoreCase) { "customer", "billing_address", "shipping_address", "default_address", "destination", "addresses" };

    /// <summary>What a message of Shopify says of the person whose order it is: addresses for mail, numbers, names, streets.</summary>
    public static IReadOnlySet<string> In(JsonElement message)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (message.ValueKind != JsonValueKind.Object) return words;
        foreach (var property in message.EnumerateObject())
        {
            if (People.Contains(property.Name)) AddPerson(property.Value, words);
            else if (property.Name is "email" or "contact_email" or "phone") Add(property.Value, words);
        }

        return words;
    }

    /// <summary>What the request itself says of the person.</summary>
    public static IReadOnlySet<string> Of(CustomerTraces traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        return new[] { traces.Email, traces.Phone }.OfType<string>().Select(word => word.Trim()).Where(word => word.Length >= Shortest).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The text without these words, however they are written.</summary>
    public static string Without(string text, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        // The longest first: an address for mail may hold a name.
        foreach (var word in words.OrderByDescending(word => word.Length)) text = text.Replace(word, Erased, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>The text without what Odoo or Shopify said in it: their words may name anybody.</summary>
    public static string WithoutQuotes(string text) => Said().Replace(text, $"said “{Erased}”");

    private static void AddPerson(JsonElement person, HashSet<string> words)
    {
        if (person.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in person.EnumerateArray()) AddPerson(one, words);
            return;
        }

        if (person.ValueKind != JsonValueKind.Object) return;
        foreach (var property in person.EnumerateObject())
        {
            if (Plain.Contains(property.Name)) Add(property.Value, words);
            else if (People.Contains(property.Name)) AddPerson(property.Value, words);
        }

        if (Text(person, "first_name") is { } first && Text(person, "last_name") is { } last) Add($"{first} {last}", words);
    }

    private static string? Text(JsonElement person, string name) => person.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Add(JsonElement value, HashSet<string> words)
    {
        if (value.ValueKind == JsonValueKind.String) Add(value.GetString()!, words);
    }

    private static void Add(string word, HashSet<string> words)
    {
        if (word.Trim() is { Length: >= Shortest } whole) words.Add(whole);
    }

    [GeneratedRegex("said “[^”]*”")]
    private static partial Regex Said();
}
