using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.App.Setup;
using Tandem.Sync.Decisions;

namespace Tandem.App.Admin;

/// <summary>Which warehouse each of Shopify's locations is in Odoo, and who ships from there.</summary>
internal sealed class LocationRows : IRows
{
    public string Path => "fulfillments.locations";

    private static FieldOption[] Ships => [new("nobody", Say("Nobody tells the other side")), new("odoo", Say("Odoo: a done transfer is told to Shopify")), new("shopify", Say("Shopify: a fulfillment validates the transfer"))];

    public async Task<IReadOnlyList<FormPart>> Show(StepView view, CancellationToken stop)
    {
        var warehouses = await view.Records(ReferenceKind.Warehouse, stop);
        var parts = new List<FormPart>();
        foreach (var location in view.Locations)
        {
            var number = location.Id.ToString();
            var decided = view.Document.Entries(Path).Select((entry, index) => (entry, index)).FirstOrDefault(one => one.entry["location"]?.ToJsonString() == number);
            var current = view.Value($"location.{number}.warehouse", ReferenceText.Of(decided.entry?["warehouse"]));
            parts.Add(new FormPart(Say($"{location.Name} in Shopify"), null,
            [
                new($"location.{number}", "", FieldKind.Hidden) { Value = number },
                new($"location.{number}.warehouse", Say("Warehouse in Odoo"), FieldKind.Choice)
                {
                    Value = current, Options = ReferenceText.Options(warehouses, ReferenceKind.Warehouse, current, Say("None: not mapped")),
                    Error = decided.entry is null ? null : view.Error($"{Path}[{decided.index}].warehouse"),
                },
                new($"location.{number}.ships", Say("Who ships from it"), FieldKind.Choice) { Value = view.Value($"location.{number}.ships", decided.entry?["ships"]?.GetValue<string>() ?? "nobody"), Options = Ships },
            ]));
        }

        if (parts.Count == 0) parts.Add(new FormPart(Say("Locations"), Say("Shopify's locations could not be read, or it has none."), []));
        return parts;
    }

    public DraftDocument Change(DraftDocument document, IFormCollection form)
    {
        var shown = form.Keys.Where(key => key.StartsWith("location.", StringComparison.Ordinal) && key.Count(letter => letter == '.') == 1)
            .Select(key => form[key].ToString()).Where(number => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToList();
        // What the page did not show, such as a deactivated location, stays as it is.
        var entries = new JsonArray([.. document.Entries(Path).Where(entry => !shown.Contains(entry["location"]?.ToJsonString() ?? "")).Select(entry => entry.DeepClone())]);
        foreach (var number in shown)
            if (ReferenceText.Read(form[$"location.{number}.warehouse"]) is { } warehouse)
                entries.Add(new JsonObject { ["location"] = long.Parse(number, CultureInfo.InvariantCulture), ["warehouse"] = warehouse, ["ships"] = form[$"location.{number}.ships"].ToString() is { Length: > 0 } ships ? ships : "nobody" });
        return document.With(Path, entries);
    }
}
