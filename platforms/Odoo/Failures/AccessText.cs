using System.Text.RegularExpressions;

namespace Tandem.Odoo.Failures;

/// <summary>Reads model, operation and groups out of an AccessError's message, as far as it states them.</summary>
internal static partial class AccessText
{
    public static OdooFailure.AccessDenied Read(string call, string message)
    {
        var model = ModelName().Match(message);
        var groups = GroupLine().Matches(message).Select(group => group.Groups[1].Value.Trim()).ToList();
        return new OdooFailure.AccessDenied(call, model.Success ? model.Groups[1].Value : null, Operation(message), groups, message);
    }

    private static string? Operation(string message)
    {
        if (RuleOperation().Match(message) is { Success: true } rule) return rule.Groups[1].Value;
        return RightOperation().Match(message) is not { Success: true } right ? null : right.Groups[1].Value switch
        {
            "access" => "read",
            "modify" => "write",
            "delete" => "unlink",
            var same => same,
        };
    }

    [GeneratedRegex(@"\(([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ModelName();

    [GeneratedRegex("^\\t- (.+)$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex GroupLine();

    [GeneratedRegex("^You are not allowed to (access|modify|create|delete) ", RegexOptions.CultureInvariant)]
    private static partial Regex RightOperation();

    [GeneratedRegex("doesn't have '(read|write|create|unlink)' access", RegexOptions.CultureInvariant)]
    private static partial Regex RuleOperation();
}
