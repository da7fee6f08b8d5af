using System.Globalization;
using Humanizer;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>Times, spans, numbers and amounts in a reader's words.</summary>
internal static class Spans
{
    private static CultureInfo Reader => Language.Current.Culture;

    /// <summary>Such as <c>2 minutes ago</c>; a moment that two clocks see in the future is now.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) =>
        now - then < TimeSpan.FromSeconds(2) ? Say("just now") : Say($"{Since(now - then)} ago");

    /// <summary>Such as <c>for 2 minutes</c>.</summary>
    public static string Lasting(DateTimeOffset since, DateTimeOffset now) =>
        now - since < TimeSpan.FromSeconds(2) ? Say("just now") : Say($"for {Since(now - since)}");

    /// <summary>Such as <c>in 3 minutes</c>.</summary>
    public static string Until(DateTimeOffset then, DateTimeOffset now) =>
        then - now < TimeSpan.FromSeconds(2) ? Say("now") : Say($"in {Since(then - now)}");

    public static string For(TimeSpan span) => span.Humanize(culture: Reader, maxUnit: TimeUnit.Day);

    /// <summary>How long something took: fine where people feel it.</summary>
    public static string Took(TimeSpan span) => span.TotalSeconds switch
    {
        < 1 => string.Create(Reader, $"{span.TotalMilliseconds:0} ms"),
        < 60 => string.Create(Reader, $"{span.TotalSeconds:0.0} s"),
        _ => span.Humanize(precision: 2, culture: Reader),
    };

    /// <summary>Such as <c>3 orders</c>.</summary>
    public static string Of(this string noun, int count) => Language.Current.IsEnglish
        ? noun.ToQuantity(count, "N0", Reader)
        : Counted(count, $"1 {noun}", $"{{0:N0}} {noun.ToQuantity(2, ShowQuantityAs.None)}");

    /// <summary>Such as <c>3 Nov</c>; how a language writes a day is one of its texts.</summary>
    public static string DayOfMonth(DateOnly day) => day.ToString(Say("d MMM"), Reader);

    public static string Day(DateOnly day) => day.ToString(Say("d MMM yyyy"), Reader);

    public static string LongDay(DateTimeOffset day) => day.ToString(Say("d MMMM yyyy"), Reader);

    /// <summary>In UTC, which the script rewrites in the reader's own time zone.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(Say("d MMM yyyy, HH:mm:ss 'UTC'"), Reader);

    /// <summary>Such as <c>1234.50 EUR</c>.</summary>
    public static string Amount(Money money) => Language.Current.IsEnglish
        ? money.ToString()
        : $"{money.Amount.ToString($"N{money.Currency.Digits.ToString(CultureInfo.InvariantCulture)}", Reader)} {money.Currency.Code}";

    /// <summary>After “vor”, “seit” and “in” German days stand in the dative, the other units as they are.</summary>
    private static string Since(TimeSpan span) =>
        Language.Current == Language.German ? For(span).Replace("Tage", "Tagen", StringComparison.Ordinal) : For(span);
}
