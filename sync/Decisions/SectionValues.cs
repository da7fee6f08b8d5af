using System.Globalization;
using System.Text.Json;

namespace Tandem.Sync.Decisions;

/// <summary>Typed values of a section.</summary>
internal sealed partial class Section
{
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public string? Text(string key, bool required = false)
    {
        if (Value(key, required) is not { } value) return null;
        if (value is not LocatedJson.Text text)
        {
            Wrong(key, $"This is {value.Kind}, but a text is expected.", $"Write {Hints.Example(PathOf(key))}.");
            return null;
        }

        return Clean(key, text.Value) ? text.Value : null;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (var item in Items(key))
        {
            if (item is not LocatedJson.Text text) Wrong(key, $"The list holds {item.Kind}, but texts are expected.", "Put each in quotation marks.");
            else if (Clean(key, text.Value)) texts.Add(text.Value);
        }

        return texts;
    }

    public bool? Flag(string key)
    {
        switch (Value(key, required: false))
        {
            case null: return null;
            case LocatedJson.Flag flag: return flag.Value;
            case var other:
                Wrong(key, $"This is {other.Kind}, but true or false is expected.", "Write true or false, without quotation marks.");
                return null;
        }
    }

    public decimal? Number(string key, bool required = false)
    {
        if (Value(key, required) is not { } value) return null;
        if (value is not LocatedJson.Number number)
        {
            Wrong(key, $"This is {value.Kind}, but a number is expected.", $"Write {Hints.Example(PathOf(key))}, without quotation marks.");
            return null;
        }

        if (decimal.TryParse(number.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)) return amount;
        Wrong(key, $"{Hints.Short(number.Raw)} is too large a number.", $"Write {Hints.Example(PathOf(key))}.");
        return null;
    }

    /// <summary>One of an enumeration's words, which are its names in camelCase.</summary>
    public T? Choice<T>(string key, bool required = false) where T : struct, Enum
    {
        if (Text(key, required) is not { } word) return null;
        foreach (var value in Enum.GetValues<T>())
            if (DecisionWords.Of(value) == word) return value;
        var allowed = Enum.GetValues<T>().Select(value => DecisionWords.Of(value)).ToList();
        var near = Nearest.To(word, allowed);
        Wrong(key, $"“{Hints.Short(word)}” is not one of its words.", $"Write {string.Join(" or ", allowed.Select(known => $"\"{known}\""))}{(near is null ? "" : $"; \"{near}\" is nearest")}.");
        return null;
    }

    /// <summary>A name or code, or a database id.</summary>
    public OdooReference? Reference(string key, bool required = false) => Value(key, required) is { } value ? Reference(key, value) : null;

    /// <summary>Several of them.</summary>
    public IReadOnlyList<OdooReference> References(string key) => [.. Items(key).Select(item => Reference(key, item)).OfType<OdooReference>()];

    private OdooReference? Reference(string key, LocatedJson value)
    {
        switch (value)
        {
            case LocatedJson.Text text: return Clean(key, text.Value) ? new OdooReference(text.Value, null) : null;
            case LocatedJson.Number number when int.TryParse(number.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0:
                return new OdooReference(null, id);
            case LocatedJson.Number number:
                Wrong(key, $"{Hints.Short(number.Raw)} is no database id.", "Write the record's id in Odoo, a whole number above 0, or its name in quotation marks.");
                return null;
            case var other:
                Wrong(key, $"This is {other.Kind}, but a record of Odoo is expected.", "Write its name or code in quotation marks, or its database id as a number.");
                return null;
        }
    }

    /// <summary>A time with its zone, or a day, which begins at midnight UTC.</summary>
    public DateTimeOffset? Moment(string key)
    {
        if (Text(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var zoned = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;
        if (zoned && DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return moment.ToUniversalTime();
        Wrong(key, $"“{Hints.Short(text)}” is no {(zoned ? "date or time" : "date, and no time with its zone")}.", "Write a day such as 2026-11-01 (it begins at midnight UTC), or a time with its zone such as 2026-11-01T08:00:00+01:00.");
        return null;
    }

    private bool Clean(string key, string text)
    {
        if (text.Trim().Length == 0) Wrong(key, "The text is empty.", $"Write {Hints.Example(PathOf(key))}, or leave the setting out where it is optional.");
        else if (text.Trim().Length != text.Length) Wrong(key, "The text begins or ends with a blank.", "Remove the blank.");
        else return true;
        return false;
    }
}

/// <summary>The words of enumerations in a decisions file.</summary>
internal static class DecisionWords
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
