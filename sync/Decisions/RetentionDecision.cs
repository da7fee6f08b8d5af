namespace Tandem.Sync.Decisions;

/// <summary>How long a shop has kept what need not be kept for ever; null leaves it to whoever runs Tandem, which is 30 days and 13 months if they set nothing.</summary>
/// <param name="PayloadDays">Bodies of webhooks, which hold personal data.</param>
/// <param name="ActivityMonths">What happened to each record.</param>
public sealed record RetentionDecision(int? PayloadDays = null, int? ActivityMonths = null)
{
    public const int MostDays = 365;
    public const int MostMonths = 120;
}

/// <summary>Reads how long things are kept.</summary>
internal static class RetentionSection
{
    public static RetentionDecision Read(Section? section) => section is null
        ? new RetentionDecision()
        : new RetentionDecision(Whole(section, "payloadDays", RetentionDecision.MostDays, "days", 30), Whole(section, "activityMonths", RetentionDecision.MostMonths, "months", 13));

    private static int? Whole(Section section, string key, int most, string unit, int usual)
    {
        if (section.Number(key) is not { } number) return null;
        if (number >= 1m && number <= most && decimal.Truncate(number) == number) return (int)number;
        section.Wrong(key, $"This is no number of {unit}.", $"Write a whole number from 1 to {most}, such as {usual}.");
        return null;
    }
}
