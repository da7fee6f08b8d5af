using System.Text.Json;
using Humanizer;
using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Operate;

/// <summary>A flow as the command line shows it.</summary>
public static class FlowText
{
    public static FlowStatus StatusOf(FlowReading flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var records = flow.Records.Where(one => one.Value > 0).OrderBy(one => one.Key).ToDictionary(one => JsonNamingPolicy.CamelCase.ConvertName(one.Key.ToString()), one => one.Value);
        return new FlowStatus(
            Flows.Name(flow.Flow), flow.Paused is null ? "running" : "paused", flow.Paused?.By, flow.Paused?.Reason, flow.Paused?.Since, records, flow.Holds, flow.Signals);
    }

    /// <summary>In one line.</summary>
    public static string Of(FlowStatus flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var records = flow.Records.Count == 0 ? "nothing yet" : string.Join(", ", flow.Records.Select(count => $"{count.Value} {count.Key.Humanize(LetterCasing.LowerCase)}"));
        return flow.By is null
            ? $"flow {flow.Flow}: {records}"
            : $"flow {flow.Flow} is paused since {flow.Since:u} by {flow.By}: {flow.Reason} ({"record".ToQuantity(flow.Held)} and {"signal".ToQuantity(flow.HeldSignals)} wait for it; {records})";
    }
}
