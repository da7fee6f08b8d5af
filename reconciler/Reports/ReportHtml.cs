using System.Globalization;
using System.Net;
using System.Text;
using Tandem.Grains.Ledger;
using Tandem.Sync.Reconciliation;

namespace Tandem.Reconciler;

/// <summary>A report as the HTML of a mail: one column, readable on a phone, no scripts and nothing fetched.</summary>
internal static class ReportHtml
{
    private const int MostShown = 100;

    /// <param name="trend">Findings of the last nights, oldest first, for the picture.</param>
    /// <param name="app">Where the app's page of findings is; null where nobody knows.</param>
    public static string Of(NightReport report, IReadOnlyList<(DateOnly Day, int Findings)> trend, Uri? app)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(trend);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Text(ReportWords.Subject(report))}</title></head>");
        html.Append("<body style=\"margin:0;background:#f4f4f5;font:16px/1.5 system-ui,sans-serif;color:#1f2328\"><div style=\"max-width:640px;margin:0 auto;padding:16px\">");
        html.Append(CultureInfo.InvariantCulture, $"<div style=\"background:{Colour(report.Verdict)};color:#fff;border-radius:8px;padding:16px\"><h1 style=\"margin:0;font-size:20px\">{Text(ReportWords.Verdict(report))}</h1><p style=\"margin:4px 0 0\">{Text(report.Shop)}</p></div>");
        foreach (var sentence in ReportWords.Scope(report)) html.Append(CultureInfo.InvariantCulture, $"<p>{Text(sentence)}</p>");
        foreach (var owner in report.Findings.Take(MostShown).GroupBy(finding => finding.Owner).OrderBy(group => group.Key))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:17px;margin:24px 0 8px\">{Text(ReportWords.Owner(owner.Key))}</h2>");
            foreach (var finding in owner) Finding(html, finding);
        }

        if (report.Findings.Count > MostShown) html.Append(CultureInfo.InvariantCulture, $"<p>And {report.Findings.Count - MostShown} more, on the page Reconciliation.</p>");
        if (report.Completeness is { } complete) Days(html, complete);
        if (trend.Count > 1) Trend(html, trend);
        if (app is not null) html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Text(app.ToString())}\">Open all findings in Tandem</a></p>");
        return html.Append("</div></body></html>").ToString();
    }

    private static void Finding(StringBuilder html, ReportedFinding finding)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div style=\"background:#fff;border:1px solid #d8d8dc;border-radius:8px;padding:12px;margin:0 0 8px\"><strong>{Text(ReportWords.Heading(finding))}</strong>");
        foreach (var line in new[] { ReportWords.Values(finding), finding.Cause, finding.Action, ReportWords.Since(finding) }.Where(line => line.Length > 0))
            html.Append(CultureInfo.InvariantCulture, $"<div style=\"overflow-wrap:anywhere\">{Text(line)}</div>");
        html.Append("</div>");
    }

    private static void Days(StringBuilder html, Completeness complete)
    {
        html.Append("<h2 style=\"font-size:17px;margin:24px 0 8px\">Day by day</h2><ul style=\"padding-left:20px\">");
        foreach (var day in complete.Days) html.Append(CultureInfo.InvariantCulture, $"<li{Wrong(ReportWords.Whole(day, complete))}>{Text(ReportWords.Day(day, complete))}</li>");
        foreach (var sum in complete.Sums) html.Append(CultureInfo.InvariantCulture, $"<li{Wrong(sum.Equal)}>{Text(ReportWords.Sum(sum))}</li>");
        foreach (var paid in complete.Payments) html.Append(CultureInfo.InvariantCulture, $"<li{Wrong(paid.Equal)}>{Text(ReportWords.Paid(paid))}</li>");
        foreach (var (rule, count) in complete.Excluded) html.Append(CultureInfo.InvariantCulture, $"<li>{count} left out: {Text(rule)}</li>");
        html.Append("</ul>");
    }

    private static string Wrong(bool right) => right ? "" : " style=\"color:#b42318;font-weight:600\"";

    /// <summary>Bars of a table: mail readers show no pictures without asking, but they show tables.</summary>
    private static void Trend(StringBuilder html, IReadOnlyList<(DateOnly Day, int Findings)> trend)
    {
        var most = Math.Max(1, trend.Max(night => night.Findings));
        html.Append("<h2 style=\"font-size:17px;margin:24px 0 8px\">The last nights</h2><table role=\"presentation\" style=\"border-collapse:collapse;width:100%\">");
        foreach (var (day, findings) in trend)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"white-space:nowrap;padding:2px 8px 2px 0\">{day:d MMM}</td><td style=\"width:100%\"><div style=\"background:{(findings == 0 ? "#1a7f4b" : "#b42318")};height:12px;width:{Math.Max(1, findings * 100 / most)}%\"></div></td><td style=\"padding-left:8px;text-align:right\">{findings}</td></tr>");
        html.Append("</table>");
    }

    private static string Colour(NightVerdict verdict) => verdict switch
    {
        NightVerdict.Agrees => "#1a7f4b",
        NightVerdict.Differs => "#b42318",
        _ => "#8a6100",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
