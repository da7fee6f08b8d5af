using Tandem.Sync.Failures;

namespace Tandem.Sync.Decisions;

/// <summary>Reads how the nightly comparison looks back, mends and tells.</summary>
internal static class ReconciliationSection
{
    public static ReconciliationDecision Read(Section? section) => section is null ? new ReconciliationDecision() : new ReconciliationDecision
    {
        Days = Days(section),
        Heal = Heal(section),
        Readers = Readers(section),
        OnlyWhenWrong = section.Flag("onlyWhenWrong"),
    };

    private static int? Days(Section section)
    {
        if (section.Number("days") is not { } days) return null;
        if (days is >= 1m and <= ReconciliationDecision.MostDays && decimal.Truncate(days) == days) return (int)days;
        section.Wrong("days", "This is no number of days to look back.", $"Write a whole number from 1 to {ReconciliationDecision.MostDays}, such as 35.");
        return null;
    }

    private static List<HealedField> Heal(Section section)
    {
        var heal = new List<HealedField>();
        var known = Enum.GetValues<HealedField>().ToDictionary(field => DecisionWords.Of(field));
        foreach (var word in section.Texts("heal"))
        {
            if (!known.TryGetValue(word, out var field)) section.Wrong("heal", $"“{Hints.Short(word)}” is nothing that can be mended by itself.", $"Write some of {string.Join(", ", known.Keys)}{(Nearest.To(word, [.. known.Keys]) is { } near ? $"; {near} is nearest" : "")}.");
            else if (heal.Contains(field)) section.Wrong("heal", $"“{word}” is named twice.", "Keep one of them.");
            else heal.Add(field);
        }

        return heal;
    }

    private static List<ReportReader> Readers(Section section)
    {
        var readers = new List<ReportReader>();
        foreach (var text in section.Texts("readers"))
        {
            if (ReportReader.TryParse(text) is not { } reader) section.Wrong("readers", $"“{Hints.Short(text)}” is no reader of a report.", $"Write a mail address, or a role before it, such as \"{DecisionWords.Of(Role.Finance)}=books@example.com\"; the roles are {string.Join(", ", Enum.GetValues<Role>().Select(role => DecisionWords.Of(role)))}.");
            else if (readers.Contains(reader)) section.Wrong("readers", $"“{Hints.Short(text)}” is named twice.", "Keep one of them.");
            else readers.Add(reader);
        }

        return readers;
    }
}
