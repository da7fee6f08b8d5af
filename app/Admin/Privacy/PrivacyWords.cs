using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Sync.Privacy;

namespace Tandem.App.Admin;

/// <summary>The words about customers' requests.</summary>
internal static class PrivacyWords
{
    public static string OwnersOnly => Say("Only an owner of the setup downloads what is held of a customer. The page Launch names the owners.");

    private static readonly TimeSpan Urgent = TimeSpan.FromDays(7);

    public static string Announced(int requests) => requests == 1 ? Say("1 customer asks what is held of them") : Say($"{"customer".Of(requests)} ask what is held of them");

    public static string Urgency(PrivacyRequest request, DateTimeOffset now) => request.DueAt < now
        ? Say($"The oldest request came {Spans.Ago(request.ReceivedAt, now)}; the law allows 30 days. An owner downloads the file and passes it on now.")
        : Say($"An owner downloads the file and passes it on to the customer, {Spans.Until(request.DueAt, now)} at the latest.");

    /// <summary>A tone of s-banner.</summary>
    public static string Tone(PrivacyRequest request, DateTimeOffset now) => request.DueAt - now < Urgent ? "critical" : "warning";

    public static string What(PrivacyRequest request) => request.Topic switch
    {
        PrivacyTopic.CustomerData => Say($"{Who(request)} asks what is held of them."),
        PrivacyTopic.CustomerErasure => Say($"What is held of {(Language.Current.IsEnglish ? Kept(request) : Who(request))} is to be erased."),
        _ => Say("What an earlier installation left is to be erased."),
    };

    public static string State(PrivacyRequest request) => request switch
    {
        { DoneAt: null, Topic: PrivacyTopic.CustomerData } => Say("To be answered"),
        { DoneAt: null } => Say("Under way"),
        { Topic: PrivacyTopic.CustomerData } => Say("Downloaded"),
        _ => Say("Done"),
    };

    /// <summary>What came of it; null while nothing did.</summary>
    public static string? Outcome(PrivacyRequest request, DateTimeOffset now) => request.DoneAt is { } at ? Say($"{Told(request.Outcome)} {Told(request.DoneBy)}, {Spans.Ago(at, now)}.") : null;

    public static string File(PrivacyRequest request) => $"/app/privacy/{request.Id.ToString(CultureInfo.InvariantCulture)}/customer.json";

    /// <summary>As the diary keeps it, whoever looks.</summary>
    public static string Kept(PrivacyRequest request) => request.Traces.Customer is { } customer ? $"customer {customer.ToString(CultureInfo.InvariantCulture)}" : "a guest";

    /// <summary>By its number: their address for mail stands in the file alone.</summary>
    public static string Who(PrivacyRequest request) => request.Traces.Customer is { } customer ? Say($"Customer {customer.ToString(CultureInfo.InvariantCulture)}") : Say("A guest");
}
