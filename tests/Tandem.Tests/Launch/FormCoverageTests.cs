using System.Text.Json;
using Tandem.App.Admin;
using Tandem.App.Setup;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>Guided setup decides all that the decisions file can say.</summary>
public sealed class FormCoverageTests
{
    /// <summary>What no form asks for, and why.</summary>
    private static readonly Dictionary<string, string> OfTheFileAlone = new(StringComparer.Ordinal)
    {
        ["$schema"] = "names the schema for editors",
        ["shop"] = "is the shop of the session",
        ["odoo.secret"] = "names an environment variable; on the pages the key itself is typed and kept encrypted",
        ["approvals"] = "are given on the page Launch",
    };

    [Fact]
    public void Each_setting_belongs_to_one_step_and_stands_on_its_form()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Checkout.Path("docs/decisions.schema.json")));
        var settings = Settings(schema.RootElement, "").ToList();
        var shown = StepForms.All.SelectMany(form => form.Value.Parts.SelectMany(part => part.Fields).Select(field => (form.Key, field.Path)).Concat(form.Value.Tables.Append(form.Value.Rows).OfType<IRows>().Select(rows => (form.Key, rows.Path)))).ToList();

        Assert.True(settings.Count > 60, $"Only {settings.Count} settings.");
        Assert.DoesNotContain(settings, path => !OfTheFileAlone.ContainsKey(path) && shown.Count(one => one.Path == path) != 1);
        Assert.DoesNotContain(settings, path => !OfTheFileAlone.ContainsKey(path) && SetupStep.Deciding(path)?.Name != shown.First(one => one.Path == path).Key);
        Assert.All(OfTheFileAlone.Keys, path => Assert.Contains(path, settings));
        Assert.DoesNotContain(shown, one => one.Path != StepForms.Key && !settings.Contains(one.Path));
    }

    private static IEnumerable<string> Settings(JsonElement owner, string before)
    {
        foreach (var property in owner.GetProperty("properties").EnumerateObject())
        {
            var path = before + property.Name;
            if (property.Value.TryGetProperty("properties", out _)) foreach (var inner in Settings(property.Value, path + ".")) yield return inner;
            else yield return path;
        }
    }
}
