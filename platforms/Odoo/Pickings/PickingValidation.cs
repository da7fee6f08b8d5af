using System.Text.Json;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>Sends out or takes in a transfer by Odoo's own validation, in four calls; the rest becomes a backorder as the warehouse is set up.</summary>
public sealed class PickingValidation(IOdoo odoo, OdooProfile profile, Fence fence)
{
    private readonly Pickings pickings = new(odoo, profile);
    private readonly Specification specification = PickingText.Specification(profile.Fields)
        .With("backorder_ids", Specification.Of("display_name"))
        .With("move_ids", PickingText.Moves.With("move_orig_ids", Specification.Of("state").With("picking_id", Specification.Of("display_name"))));

    /// <summary>Completes a transfer that was just read as reserved in full, in one call: Odoo takes for picked what is reserved where nobody picked anything.</summary>
    /// <returns>False where it is not that simple, or Odoo asks something: <see cref="Validate"/> looks at the transfer itself.</returns>
    /// <exception cref="OdooException">Odoo rejected it, or the outcome stays unknown (see <see cref="Fence"/>).</exception>
    public async Task<bool> Complete(PickingReading seen, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, CancellationToken cancellation) =>
        ValidationCheck.IsWhole(seen, quantities) && (await Press(seen.Id, cancellation)).ValueKind == JsonValueKind.True;

    /// <param name="quantities">What moves, in the product's own unit; a move left out stays reserved for later.</param>
    /// <exception cref="OdooException">Odoo rejected it, or the outcome stays unknown (see <see cref="Fence"/>).</exception>
    public async Task<ValidationOutcome> Validate(OdooId<Picking> picking, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(quantities);
        var wanted = quantities.Where(pair => pair.Value > 0m).ToDictionary();
        if (await Find(picking, cancellation) is not { } before) return new ValidationOutcome.Gone(picking);
        if (ValidationCheck.Refuse(before, wanted) is { } refused) return refused;
        await Write(picking, MoveCommands.Asking(before, wanted), cancellation);
        var answer = await PressOrUndo(before, cancellation);
        var after = (await Find(picking, cancellation))!.Value;
        var reading = PickingText.Read(after);
        if (reading.State == PickingState.Done) return new ValidationOutcome.Done(reading, Backorder(after));
        await Write(picking, MoveCommands.AsBefore(before), cancellation);
        return new ValidationOutcome.Asked(reading, Wizard(answer));
    }

    private async Task<JsonElement> PressOrUndo(OdooRecord before, CancellationToken cancellation)
    {
        try
        {
            return await Press(before.IdOf<Picking>(), cancellation);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected)
        {
            await Write(before.IdOf<Picking>(), MoveCommands.AsBefore(before), cancellation);
            throw;
        }
    }

    /// <summary>Odoo's answer; nothing where it was lost and the transfer is done all the same.</summary>
    private async Task<JsonElement> Press(OdooId<Picking> picking, CancellationToken cancellation)
    {
        var answer = default(JsonElement);
        // What the dialogue about backorders does on "create": the warehouse's own rule for the rest still holds.
        var context = profile.Context.With("skip_backorder", true);
        await fence.Run(
            async () => answer = await odoo.Invoke(Picking.Model, "button_validate", [picking.Value], context, cancellation),
            async () => await pickings.State(picking, cancellation) == PickingState.Done,
            cancellation);
        return answer;
    }

    private Task<JsonElement> Write(OdooId<Picking> picking, object[] moves, CancellationToken cancellation) => odoo.Write(
        Picking.Model, [picking.Value], new Dictionary<string, object?> { ["move_ids"] = moves }, profile.Context, cancellation);

    private async Task<OdooRecord?> Find(OdooId<Picking> picking, CancellationToken cancellation)
    {
        var found = await odoo.WebRead(Picking.Model, [picking.Value], specification, profile.Context, cancellation);
        return found.Count == 0 ? null : found[0];
    }

    private static OdooLink? Backorder(OdooRecord picking) =>
        picking.Records("backorder_ids") is [.., var last] ? new OdooLink(last.Id, last.Text("display_name")) : null;

    private static string Wizard(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object ? new OdooRecord(answer).Text("res_model") ?? new OdooRecord(answer).Text("type") ?? "" : "";
}
