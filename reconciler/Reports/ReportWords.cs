using System.Globalization;
using Humanizer;
using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;

namespace Tandem.Reconciler;

/// <summary>The words of a report: the verdict first, then who has what to do.</summary>
internal static class ReportWords
{
    private static CultureInfo English => CultureInfo.InvariantCulture;

    /// <summary>The mail's subject.</summary>
    public static string Subject(NightReport report) => $"{report.Shop}: {Verdict(report)}";

    public static string Verdict(NightReport report) => report.Verdict switch
    {
        NightVerdict.Agrees => $"Shopify and Odoo agree on all {"order".ToQuantity(report.Completeness!.Shopify)}",
        NightVerdict.Differs => $"{"difference".ToQuantity(report.Findings.Count)} between Shopify and Odoo",
        NightVerdict.Incomplete => "Not everything could be compared",
        NightVerdict.Failed => "Nothing was compared",
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };

    /// <summary>What was compared, and what not.</summary>
    public static IReadOnlyList<string> Scope(NightReport report)
    {
        var said = new List<string>();
        said.AddRange(report.Alerts);
        if (report.Completeness is { } complete)
        {
            said.Add(string.Create(English, $"Compared: {"order".ToQuantity(complete.Shopify)} placed since {report.From:d MMMM yyyy} or still open, {"variant".ToQuantity(report.Products)} with {"owned field".ToQuantity(report.Fields)}, {"stock level".ToQuantity(report.Levels)}."));
            if (report.ReadInDepth < complete.Shopify) said.Add($"{"order".ToQuantity(report.ReadInDepth)} read in depth; the other {complete.Shopify - report.ReadInDepth} stand on both sides as they did when they last agreed.");
            if (report.Noted is { } noted) said.Add($"{"finding".ToQuantity(noted.New)} new, {noted.StillOpen} still open, {noted.Healed} healed since the last night, {noted.Accepted} accepted.");
        }

        if (report.Mending > 0) said.Add($"{"record".ToQuantity(report.Mending)} handed on to be mended at once, as decided; the next night says whether they were.");
        said.AddRange(report.Slowly);
        said.AddRange(report.Unseen.Select(why => $"Not compared: {why}"));
        return said;
    }

    public static string Day(DayCount day)
    {
        var odd = new List<string>();
        if (day.Missing > 0) odd.Add($"{day.Missing} missing");
        if (day.Twice > 0) odd.Add($"{day.Twice} double");
        if (day.Excluded > 0) odd.Add($"{day.Excluded} left out by a rule");
        if (day.Waiting > 0) odd.Add($"{day.Waiting} waiting");
        if (day.Unread > 0) odd.Add($"{day.Unread} not read");
        return string.Create(English, $"{day.Day:d MMMM}: Shopify {day.Shopify}, Odoo {day.Odoo}{(odd.Count == 0 ? "" : $" ({string.Join(", ", odd)})")}");
    }

    /// <summary>A day with what its sums come to: told in figures only where the two sides differ.</summary>
    public static string Day(DayCount day, Completeness complete) => complete.ByDay.FirstOrDefault(one => one.Day == day.Day) is not { } sums ? Day(day)
        : sums.Equal ? $"{Day(day)}; sums by currency, tax{(sums.Payments.Count > 0 ? " and gateway" : "")} equal"
        : $"{Day(day)}; {string.Join("; ", sums.Sums.Where(sum => !sum.Equal).Select(Sum).Concat(sums.Payments.Where(sum => !sum.Equal).Select(Paid)))}";

    /// <summary>Whether nothing of a day's count and sums is wrong.</summary>
    public static bool Whole(DayCount day, Completeness complete) => day.Complete && complete.ByDay.FirstOrDefault(one => one.Day == day.Day) is null or { Equal: true };

    public static string Paid(JournalSum sum) => sum.Equal
        ? string.Create(English, $"{sum.Journal}: {sum.Currency.Code} {sum.Shopify:0.00} paid on both sides")
        : string.Create(English, $"{sum.Journal}: Shopify took {sum.Currency.Code} {sum.Shopify:0.00}, the journal in Odoo holds {sum.Odoo:0.00}");

    public static string Sum(CurrencySum sum) => sum.Equal
        ? string.Create(English, $"{sum.Currency.Code}: {sum.Shopify:0.00} on both sides, of it {sum.ShopifyTax:0.00} taxes")
        : string.Create(English, $"{sum.Currency.Code}: Shopify {sum.Shopify:0.00}, of it {sum.ShopifyTax:0.00} taxes; Odoo {sum.Odoo:0.00}, of it {sum.OdooTax:0.00} taxes");

    public static string Owner(Role role) => role switch
    {
        Role.Ecommerce => "For ecommerce",
        Role.Operations => "For operations",
        Role.Finance => "For finance",
        Role.Technical => "For the technical owner",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>One finding's first line.</summary>
    public static string Heading(ReportedFinding finding) => FindingWords.Heading(finding.Kind, finding.Name, finding.Field, finding.Shopify);

    public static string Values(ReportedFinding finding) => FindingWords.ShowsValues(finding.Kind) ? $"Shopify: {finding.Shopify}. Odoo: {finding.Odoo}." : "";

    public static string Since(ReportedFinding finding) => finding.Since is { } since ? string.Create(English, $"Since {since:d MMMM}.") : "New.";
}
