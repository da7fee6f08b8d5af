using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.App.Setup;
using Tandem.Sync.Decisions;
using Tandem.Sync.Sales;

namespace Tandem.App.Admin;

/// <summary>The tax map: every entry that is decided, and every tax seen in the shop's orders that none of them decides, with what Odoo has of its rate.</summary>
internal sealed class TaxRows : IRows
{
    private const string NoTax = "none";
    private const string Everywhere = "everywhere";
    private const string Country = "country";
    private const string Region = "region";

    /// <summary>Where taxes are a region's own, an entry for the whole country would be guessed.</summary>
    private static readonly string[] Federal = ["US", "CA"];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Path => "taxes";

    public async Task<IReadOnlyList<FormPart>> Show(StepView view, CancellationToken stop)
    {
        var taxes = await view.Taxes(stop);
        var decided = view.Setup.Decisions?.Taxes ?? [];
        var open = view.Setup.Decisions is { } decisions ? Undecided.Taxes(decisions, view.Seen).ToList() : [.. view.Seen.Taxes];
        if (Wanted(view.Wanted) is { } wanted && TaxFit.Deciding(decided, wanted.Title, wanted.Rate, wanted.Country, wanted.Region, wanted.Included, wanted.ByChannel) is null && !open.Exists(one => one with { Orders = 0 } == wanted))
            open.Insert(0, wanted);
        var indexes = view.Typed is null ? [] : Chosen(view.Typed).Select((entry, index) => (entry.Row, index)).ToDictionary(one => one.Row, one => one.index);
        string? Error(int row) => indexes.TryGetValue(row, out var index) ? view.Error($"taxes[{index}]") ?? view.Error($"taxes[{index}].odooTax") ?? view.Error($"taxes[{index}].title") : null;

        var parts = new List<FormPart>();
        foreach (var (row, tax) in open.Index()) parts.Add(Open(view, row, tax, taxes, Error(row)));
        if (open.Count == 0) parts.Add(new FormPart(Say("Nothing is open"), view.Seen.Orders == 0 ? Say("No order of the last 60 days was seen.") : Say("Every tax of the orders seen has its Odoo tax."), []));
        if (decided.Count > 0)
            parts.Add(new FormPart(Say("Decided"), Say("For a tax, the entry that says most about it counts. Choosing nothing takes the entry out."), [.. decided.SelectMany((entry, index) => Decided(view, open.Count + index, entry, taxes, Error(open.Count + index)))]));
        return parts;
    }

    public DraftDocument Change(DraftDocument document, IFormCollection form)
    {
        var entries = new JsonArray();
        foreach (var (_, entry) in Chosen(form)) entries.Add(entry);
        return document.With("taxes", entries);
    }

    /// <summary>The entries that a form states, each with the row that it came from; two rows that say the same are one.</summary>
    private static IEnumerable<(int Row, JsonObject Entry)> Chosen(IFormCollection form)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; form[$"tax.{row}.key"].ToString() is { Length: > 0 } key; row++)
        {
            var odoo = form[$"tax.{row}.odoo"].ToString();
            if (odoo.Length == 0 || Parsed(key) is not { } entry) continue;
            var scope = form[$"tax.{row}.scope"].ToString();
            if (scope is Everywhere or Country) entry.Remove("region");
            if (scope == Everywhere) entry.Remove("country");
            entry["odooTax"] = odoo == NoTax ? null : ReferenceText.Read(odoo);
            if (said.Add(entry.ToJsonString())) yield return (row, entry);
        }
    }

    private static FormPart Open(StepView view, int row, SeenTax tax, IReadOnlyList<OdooTax> taxes, string? error)
    {
        var fitting = Fitting(taxes, tax.Rate, tax.Included);
        var (alike, other) = (fitting.Where(one => one.Parts[0].PriceIncluded == tax.Included).ToList(), taxes.Except(fitting));
        // One that is the only one of its kind is proposed; it counts once the person has saved it.
        var proposal = alike is [var only] ? Value(only, taxes) : "";
        var fields = new List<FormField>
        {
            new($"tax.{row}.key", "", FieldKind.Hidden) { Value = Key(tax.Title, tax.Rate, tax.Country, tax.Region, tax.Included, tax.ByChannel) },
            new($"tax.{row}.odoo", Say("Odoo tax"), FieldKind.Choice)
            {
                Value = view.Value($"tax.{row}.odoo", proposal),
                Options = [new("", Say("Not decided: orders with it wait")), .. fitting.Select(one => Option(one, taxes, Say("fits: "))), .. other.Select(one => Option(one, taxes, "")), new(NoTax, Say("No tax, on purpose"))],
                Details = proposal.Length > 0 ? tax.Included
                    ? Say($"“{alike[0].Name}” is proposed: the only tax of this rate in Odoo that is included in prices.")
                    : Say($"“{alike[0].Name}” is proposed: the only tax of this rate in Odoo that is on top of prices.") : fitting.Count == 0 ? Say("Odoo has no sales tax of this rate: ask finance which to use.") : Say("Several taxes of Odoo have this rate."),
                Error = error,
            },
        };
        if (tax.Country is { } country)
            fields.Add(new FormField($"tax.{row}.scope", Say("Counts for"), FieldKind.Choice)
            {
                Value = view.Value($"tax.{row}.scope", tax.Region is not null && Federal.Contains(country) ? Region : Country),
                Options = [.. tax.Region is null ? [] : new[] { new FieldOption(Region, Say($"{country}-{tax.Region} only")) }, new(Country, Say($"all of {country}")), new(Everywhere, Say("everywhere"))],
            });
        return new FormPart(Told(Undecided.Describe(tax)), tax.Orders == 0 ? Say("An order waits for it.") : Say($"Seen on {"order".Of(tax.Orders)}."), fields);
    }

    private static IEnumerable<FormField> Decided(StepView view, int row, TaxDecision entry, IReadOnlyList<OdooTax> taxes, string? error)
    {
        var current = view.Value($"tax.{row}.odoo", entry.OdooTax is null ? NoTax : ReferenceText.Of(entry.OdooTax));
        List<FieldOption> options = [new("", Say("Take this entry out")), .. taxes.Select(one => Option(one, taxes, "")), new(NoTax, Say("No tax, on purpose"))];
        if (!options.Exists(option => option.Value == current)) options.Add(new FieldOption(current, current.Length > 2 ? current[2..] : current));
        yield return new FormField($"tax.{row}.key", "", FieldKind.Hidden) { Value = Key(entry.Title, entry.Rate, entry.Country, entry.Region, entry.Included, entry.ByChannel) };
        yield return new FormField($"tax.{row}.odoo", Label(entry), FieldKind.Choice) { Value = current, Options = options, Error = error };
    }

    private static List<OdooTax> Fitting(IReadOnlyList<OdooTax> taxes, decimal rate, bool included) =>
        [.. taxes.Where(tax => Math.Abs(tax.TotalPercent - rate * 100m) < 0.00005m).OrderByDescending(tax => tax.Parts[0].PriceIncluded == included)];

    private static FieldOption Option(OdooTax tax, IReadOnlyList<OdooTax> taxes, string before) =>
        new(Value(tax, taxes), $"{before}{tax.Name}, {Percent(tax.TotalPercent)} {(tax.Parts[0].PriceIncluded ? Say("included") : Say("on top"))}");

    private static string Value(OdooTax tax, IReadOnlyList<OdooTax> taxes) => taxes.Count(other => other.Name == tax.Name) == 1 ? $"n:{tax.Name}" : $"i:{tax.Id}";

    private static string Label(TaxDecision entry) =>
        $"{Rate(entry)}{entry.Included switch { true => $", {Say("included")}", false => $", {Say("on top")}", null => "" }}{(entry.ByChannel ? $", {Say("by the channel")}" : "")}";

    private static string Rate(TaxDecision entry) => entry.Country is null
        ? Say($"“{entry.Title}” of {Percent(entry.Rate * 100m)}")
        : Say($"“{entry.Title}” of {Percent(entry.Rate * 100m)} in {(entry.Region is null ? entry.Country : $"{entry.Country}-{entry.Region}")}");

    private static string Percent(decimal percent) => percent.ToString("0.####", Language.Current.Culture) + " %";

    private static string Key(string title, decimal rate, string? country, string? region, bool? included, bool byChannel)
    {
        var entry = new JsonObject { ["title"] = title, ["rate"] = rate };
        if (country is not null) entry["country"] = country;
        if (country is not null && region is not null) entry["region"] = region;
        if (included is { } contained) entry["included"] = contained;
        if (byChannel) entry["byChannel"] = true;
        return entry.ToJsonString(Relaxed);
    }

    private static JsonObject? Parsed(string key)
    {
        try
        {
            return JsonNode.Parse(key) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>From a cause such as <c>VAT|0.2|GB|ENG|included</c>; a title may hold anything.</summary>
    private static SeenTax? Wanted(string? subject)
    {
        if (subject?.Split('|') is not { Length: >= 5 } all) return null;
        var channel = all[^1] == "channel";
        var parts = channel ? all[..^1] : all;
        if (parts.Length < 5 || parts[^1] is not ("included" or "excluded") || !decimal.TryParse(parts[^4], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)) return null;
        return new SeenTax(string.Join('|', parts[..^4]), rate, Some(parts[^3]), Some(parts[^2]), parts[^1] == "included", channel, 0);
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
