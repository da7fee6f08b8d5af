using System.Globalization;
using Humanizer;

namespace Tandem.App.Admin;

/// <summary>Times and spans in a person's words.</summary>
internal static class Spans
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Such as <c>2 minutes ago</c>; a moment that two clocks see in the future is now.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) =>
        now - then < TimeSpan.FromSeconds(2) ? "just now" : $"{For(now - then)} ago";

    /// <summary>Such as <c>for 2 minutes</c>.</summary>
    public static string Lasting(DateTimeOffset since, DateTimeOffset now) =>
        now - since < TimeSpan.FromSeconds(2) ? "just now" : $"for {For(now - since)}";

    /// <summary>Such as <c>in 3 minutes</c>.</summary>
    public static string Until(DateTimeOffset then, DateTimeOffset now) =>
        then - now < TimeSpan.FromSeconds(2) ? "now" : $"in {For(then - now)}";

    public static string For(TimeSpan span) => span.Humanize(culture: English, maxUnit: TimeUnit.Day);

    /// <summary>How long something took: fine where people feel it.</summary>
    public static string Took(TimeSpan span) => span.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
        _ => span.Humanize(precision: 2, culture: English),
    };

    /// <summary>Such as <c>3 orders</c>.</summary>
    public static string Of(this string noun, int count) => noun.ToQuantity(count, "N0", English);
}
