using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.App.Setup;
using Tandem.Sync.Decisions;
using Tandem.Sync.Stock;

namespace Tandem.App.Admin;

/// <summary>Which locations are told their stock from Odoo; from its whole warehouse or from some places there.</summary>
internal sealed class StockRows : IRows
{
    public string Path => "inventory.locations";

    public async Task<IReadOnlyList<FormPart>> Show(StepView view, CancellationToken stop)
    {
        var told = view.Document.Entries(Path).Select(entry => entry["location"]?.ToJsonString()).ToHashSet();
        var mapped = view.Document.Entries("fulfillments.locations").Select(entry => entry["location"]?.ToJsonString()).ToHashSet();
        var offered = await view.Records(ReferenceKind.StockPlace, stop);
        IReadOnlyList<FormField> fields =
        [
            .. view.Locations.Where(location => mapped.Contains(location.Id.ToString()) || told.Contains(location.Id.ToString())).SelectMany(location => new[]
            {
                new FormField($"stock.{location.Id}", "", FieldKind.Hidden) { Value = location.Id.ToString() },
                new FormField($"stock.{location.Id}.tell", Say($"Tell the stock of {location.Name}"), FieldKind.Flag) { Value = (view.Typed is null ? told.Contains(location.Id.ToString()) : view.Typed.ContainsKey($"stock.{location.Id}.tell")) ? "true" : "false" },
                Places(view, location, offered),
            }),
        ];
        var intro = fields.Count == 0 ? Say("No location is mapped yet, so no stock can be told; map locations under “Company and locations”.") : Say("Shopify's stock there is set from what lies in Odoo. What stood in Shopify before is overwritten.");
        return [new FormPart(Say("Stock, from Odoo to Shopify"), intro, fields)];
    }

    public DraftDocument Change(DraftDocument document, IFormCollection form)
    {
        var shown = form.Keys.Where(key => key.StartsWith("stock.", StringComparison.Ordinal) && key.Count(letter => letter == '.') == 1)
            .Select(key => form[key].ToString()).Where(number => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToList();
        var before = document.Entries(Path);
        var entries = new JsonArray([.. before.Where(entry => !shown.Contains(entry["location"]?.ToJsonString() ?? "")).Select(entry => entry.DeepClone())]);
        foreach (var number in shown.Where(number => form.ContainsKey($"stock.{number}.tell")))
            entries.Add(new JsonObject
            {
                ["location"] = long.Parse(number, CultureInfo.InvariantCulture),
                ["places"] = new JsonArray([.. form[$"stock.{number}.places"].OfType<string>().Distinct().Select(ReferenceText.Read).OfType<JsonNode>()]),
            });
        return document.With(Path, entries);
    }

    private FormField Places(StepView view, ShopLocation location, IReadOnlyList<OdooCandidate> offered)
    {
        var name = $"stock.{location.Id}.places";
        var (entry, index) = view.Document.Entries(Path).Select((entry, index) => (entry, index)).FirstOrDefault(one => one.entry["location"]?.ToJsonString() == location.Id.ToString());
        string[] chosen = view.Typed is { } typed ? [.. typed[name].OfType<string>()] : [.. (entry?["places"] as JsonArray ?? []).Select(ReferenceText.Of)];
        return new FormField(name, Say($"Places in Odoo that are {location.Name}"), FieldKind.Several)
        {
            Values = chosen, Options = ReferenceText.Options(offered, ReferenceKind.StockPlace, chosen), Details = Say("None chosen: the whole warehouse."),
            Error = entry is null ? null : view.ErrorWithin($"{Path}[{index.ToString(CultureInfo.InvariantCulture)}].places"),
        };
    }
}
