using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.App.Setup;

/// <summary>A report for people, and as one JSON document.</summary>
public static class ReportText
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Errors first, each with its line and remedy; the last line says how it ended.</summary>
    public static string Plain(SetupReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var lines = report.Findings.OrderBy(finding => finding.Kind).Select(Line).Append(Verdict(report));
        return string.Join('\n', lines);
    }

    /// <summary><c>{ shop, ok, findings }</c>.</summary>
    public static string Json(SetupReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(new { report.Shop, Ok = report.NothingWrong, Findings = report.Findings.OrderBy(finding => finding.Kind) }, Layout);
    }

    public static string Verdict(SetupReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Errors switch
        {
            0 => $"{report.Shop}: nothing is wrong.",
            1 => $"{report.Shop}: one thing is wrong.",
            var many => $"{report.Shop}: {many} things are wrong.",
        };
    }

    private static string Line(SetupFinding finding)
    {
        var kind = finding.Kind switch
        {
            FindingKind.Error => "wrong",
            FindingKind.Warning => "warning",
            _ => "fact",
        };
        var place = (finding.Line, finding.Setting) switch
        {
            ({ } line, { } setting) => $"line {line}, {setting}: ",
            ({ } line, null) => $"line {line}: ",
            (null, { } setting) => $"{setting}: ",
            _ => "",
        };
        return $"{kind,-8} {place}{finding.What}{(finding.Remedy is null ? "" : " " + finding.Remedy)}";
    }
}
