using System.Text.Json.Nodes;
using Tandem.App.Setup;
using Tandem.Sync.Decisions;

namespace Tandem.App.Admin;

/// <summary>Which journal takes the payments of which gateway: every gateway that is decided or was seen.</summary>
internal sealed class GatewayRows : IRows
{
    public string Path => "payments.gateways";

    public async Task<IReadOnlyList<FormPart>> Show(StepView view, CancellationToken stop)
    {
        var journals = await view.Records(ReferenceKind.Journal, stop);
        var decided = view.Setup.Decisions?.Payments.Gateways ?? [];
        var open = view.Seen.Gateways.Where(gateway => !decided.Any(known => string.Equals(known.Gateway, gateway.Gateway, StringComparison.OrdinalIgnoreCase))).ToList();
        var rows = decided.Select(gateway => (gateway.Gateway, gateway.Source, Journal: ReferenceText.Of(gateway.Journal), Details: (string?)null))
            .Concat(open.Select(gateway => (gateway.Gateway, Source: (string?)null, Journal: "", Details: (string?)Say($"Seen on {"order".Of(gateway.Orders)}."))));
        var fields = new List<FormField>();
        foreach (var (row, gateway) in rows.Index())
        {
            var current = view.Value($"gateway.{row}.journal", gateway.Journal);
            fields.Add(new FormField($"gateway.{row}.name", "", FieldKind.Hidden) { Value = gateway.Gateway });
            fields.Add(new FormField($"gateway.{row}.source", "", FieldKind.Hidden) { Value = gateway.Source ?? "" });
            fields.Add(new FormField($"gateway.{row}.journal", gateway.Source is null ? gateway.Gateway : Say($"{gateway.Gateway}, from {gateway.Source}"), FieldKind.Choice)
            {
                Value = current, Options = ReferenceText.Options(journals, ReferenceKind.Journal, current, Say("No journal: its payments wait")), Details = gateway.Details,
                Error = view.Error($"{Path}[{row}].journal") ?? view.Error($"{Path}[{row}].gateway"),
            });
        }

        var intro = fields.Count == 0 ? Say("No order of the last 60 days was seen, so no gateway is known yet.") : Say("The journal in Odoo that each gateway's payments go into; bank, cash and credit card journals serve.");
        return [new FormPart(Say("Gateways and journals"), intro, fields)];
    }

    public DraftDocument Change(DraftDocument document, IFormCollection form)
    {
        var entries = new JsonArray();
        for (var row = 0; form[$"gateway.{row}.name"].ToString() is { Length: > 0 } name; row++)
        {
            if (ReferenceText.Read(form[$"gateway.{row}.journal"]) is not { } journal) continue;
            var entry = new JsonObject { ["gateway"] = name };
            if (form[$"gateway.{row}.source"].ToString() is { Length: > 0 } source) entry["source"] = source;
            entry["journal"] = journal;
            entries.Add(entry);
        }

        return document.With(Path, entries);
    }
}
