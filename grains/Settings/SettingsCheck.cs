using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Settings;

/// <summary>Says what is wrong with the settings, all of it at once: the key, why, and an example.</summary>
public static class SettingsCheck
{
    /// <param name="sections">What the program reads.</param>
    /// <param name="required">Keys without which it has nothing to do, such as <c>Shopify:ClientId</c>.</param>
    /// <exception cref="SettingsException">Anything is wrong.</exception>
    public static void Require(IConfiguration configuration, IReadOnlyList<SettingsSection> sections, params IReadOnlyList<string> required)
    {
        if (Problems(configuration, sections, required) is { Count: > 0 } problems) throw new SettingsException(problems);
    }

    /// <summary>A sentence for each; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(IConfiguration configuration, IReadOnlyList<SettingsSection> sections, params IReadOnlyList<string> required)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(sections);
        var problems = required.Where(key => string.IsNullOrWhiteSpace(configuration[key])).Select(key => SettingRules.Missing(key)).ToList();
        foreach (var section in sections)
        {
            var keys = Keys(section);
            foreach (var (key, value) in Written(configuration.GetSection(section.Name)))
            {
                if (!keys.TryGetValue(key, out var type)) problems.Add(Unknown(section, key, keys.Keys));
                else if (Wrong($"{section.Name}:{key}", type, value) is { } problem) problems.Add(problem);
            }
        }

        if (Connection(configuration) is { } connection) problems.Add(connection);
        return problems;
    }

    /// <summary>The keys of a section with their types; text where a key is read by itself.</summary>
    public static IReadOnlyDictionary<string, Type> Keys(SettingsSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var properties = section.Options.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Where(property => property.CanWrite && !section.Without.Contains(property.Name));
        return properties.Select(property => (property.Name, Type: property.PropertyType)).Concat(section.Also.Select(key => (Name: key, Type: typeof(string))))
            .DistinctBy(key => key.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(key => key.Name, key => key.Type, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<(string Key, string Value)> Written(IConfigurationSection section) =>
        from pair in section.AsEnumerable(makePathsRelative: true)
        where pair.Key.Length > 0 && !string.IsNullOrWhiteSpace(pair.Value)
        orderby pair.Key
        select (pair.Key, pair.Value);

    private static string Unknown(SettingsSection section, string key, IEnumerable<string> known)
    {
        var meant = known.MinBy(one => Distance(one, key));
        return meant is not null && Distance(meant, key) <= 3
            ? $"{section.Name}:{key} is no setting. Was {section.Name}:{meant} meant?"
            : $"{section.Name}:{key} is no setting. The section {section.Name} has: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    private static string? Wrong(string key, Type type, string value)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var form = plain == typeof(bool) ? bool.TryParse(value, out _) ? null : "true or false"
            : plain == typeof(int) ? int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= 0 ? null : "a whole number"
            : plain == typeof(long) ? long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var large) && large >= 0 ? null : "a whole number"
            : plain == typeof(TimeSpan) ? IsTime(value) ? null : "a time as hours, minutes and seconds"
            : plain == typeof(Uri) ? Uri.TryCreate(value, UriKind.Absolute, out _) ? null : "a whole address"
            : null;
        return form is not null ? SettingRules.Wrong(key, value, form, plain) : SettingRules.Broken(key, value);
    }

    // A bare number would be days: nobody who writes 300 means that.
    private static bool IsTime(string value) => value.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero;

    private static string? Connection(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Tandem") is not { Length: > 0 } text) return null;
        try
        {
            Dialect.Of(text);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            // The driver names the word that it does not know, never the password.
            return $"ConnectionStrings:Tandem cannot be read: {wrong.Message} Write such as Host=db;Database=tandem;Username=tandem;Password=….";
        }
    }

    /// <summary>How many letters have to change.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (corner, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1;
                left = Math.Min(Math.Min(row[j] + 1, left + 1), corner + same);
                (corner, row[j]) = (row[j], left);
            }
        }

        return row[other.Length];
    }
}
