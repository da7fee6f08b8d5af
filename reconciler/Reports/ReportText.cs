using System.Globalization;
using System.Text;

namespace Tandem.Reconciler;

/// <summary>A report as plain text: on the console, and in mails for readers without pictures.</summary>
internal static class ReportText
{
    public static string Of(NightReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.AppendLine(ReportWords.Subject(report)).AppendLine();
        foreach (var sentence in ReportWords.Scope(report)) text.AppendLine(sentence);
        foreach (var owner in report.Findings.GroupBy(finding => finding.Owner).OrderBy(group => group.Key))
        {
            text.AppendLine().AppendLine(ReportWords.Owner(owner.Key));
            foreach (var finding in owner)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {ReportWords.Heading(finding)}");
                foreach (var line in new[] { ReportWords.Values(finding), finding.Cause, finding.Action, ReportWords.Since(finding) }.Where(line => line.Length > 0)) text.AppendLine(CultureInfo.InvariantCulture, $"    {line}");
            }
        }

        if (report.Completeness is { } complete)
        {
            text.AppendLine().AppendLine("Day by day");
            foreach (var day in complete.Days) text.AppendLine(CultureInfo.InvariantCulture, $"  {ReportWords.Day(day, complete)}");
            foreach (var sum in complete.Sums) text.AppendLine(CultureInfo.InvariantCulture, $"  {ReportWords.Sum(sum)}");
            foreach (var paid in complete.Payments) text.AppendLine(CultureInfo.InvariantCulture, $"  {ReportWords.Paid(paid)}");
            foreach (var (rule, count) in complete.Excluded) text.AppendLine(CultureInfo.InvariantCulture, $"  {count} left out: {rule}");
        }

        return text.ToString();
    }
}
