using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Operate;

/// <summary>Where a record is, in one sentence.</summary>
public static class StandingText
{
    public static string Of(RecordStanding record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var name = $"Order {record.ShopifyName ?? record.Record.Id}";
        return record.Standing switch
        {
            Standing.InStep step => $"{name} is {step.OdooName} in Odoo; both agree.{(step.Remark is null ? "" : " " + step.Remark)}",
            Standing.Working => $"{name} is being worked on.",
            Standing.RetryingAt retry => $"{name} is tried again at {retry.At:u}: {retry.Sentence}",
            Standing.BlockedBy blocked => string.Join(Environment.NewLine, blocked.Blockers.Select(blocker => $"[{blocker.Owner}] {blocker.Sentence}")),
            Standing.HeldByPausedFlow held => $"{name} waits: the flow {Flows.Name(held.Flow)} is paused.",
            Standing.ExcludedByRule excluded => $"{name} is left out of Odoo. {excluded.Rule}",
            _ => throw new InvalidOperationException($"No words for {record.Standing.GetType().Name}."),
        };
    }
}
