using System.Globalization;

namespace Tandem.App.Admin;

/// <summary>A language that the pages speak. English is what the code says; another one is a resource file beside this one.</summary>
public sealed class Language
{
    private Language(string code)
    {
        Code = code;
        Culture = CultureInfo.ReadOnly(new CultureInfo(code));
    }

    public static Language English { get; } = new("en");

    public static Language German { get; } = new("de");

    public static IReadOnlyList<Language> All { get; } = [English, German];

    /// <summary>The reader's. Only what a request was given counts: a server or a command line on a German machine speaks English.</summary>
    public static Language Current => All.FirstOrDefault(language => ReferenceEquals(language.Culture, CultureInfo.CurrentUICulture)) ?? English;

    /// <summary>As <c>lang</c> of a document names it.</summary>
    public string Code { get; }

    /// <summary>For numbers, dates and spans.</summary>
    public CultureInfo Culture { get; }

    public bool IsEnglish => this == English;

    /// <summary>Null for a tag of a language that nobody translated, such as <c>fr-CA</c>.</summary>
    public static Language? Named(string? tag)
    {
        var first = (tag ?? "").Trim().Split('-', '_')[0];
        return All.FirstOrDefault(language => language.Code.Equals(first, StringComparison.OrdinalIgnoreCase));
    }
}
