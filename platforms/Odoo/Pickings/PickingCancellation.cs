using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>Cancels a transfer by Odoo's own method; what is done stays done.</summary>
public sealed class PickingCancellation(IOdoo odoo, OdooProfile profile, Fence fence)
{
    private readonly Pickings pickings = new(odoo, profile);

    /// <returns>False where nothing was to be cancelled: the transfer is done, cancelled or gone.</returns>
    /// <exception cref="OdooException">Odoo rejected it, or the outcome stays unknown (see <see cref="Fence"/>).</exception>
    public async Task<bool> Cancel(OdooId<Picking> picking, CancellationToken cancellation)
    {
        if (await pickings.State(picking, cancellation) is null or PickingState.Done or PickingState.Cancelled) return false;
        await fence.Run(
            () => odoo.Invoke(Picking.Model, "action_cancel", [picking.Value], profile.Context, cancellation),
            async () => await pickings.State(picking, cancellation) == PickingState.Cancelled,
            cancellation);
        return true;
    }
}
