using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>Makes returns by Odoo's own dialogue, each once: its trace stands at the end of the return's source document.</summary>
public sealed class Returns(IOdoo odoo, OdooProfile profile, Fence fence)
{
    private readonly Specification specification = PickingText.Specification(profile.Fields);

    /// <param name="quantities">What comes back of each delivered move, in the product's own unit.</param>
    /// <param name="trace">Names the refund, such as <c>refund_123</c>; unique among the returns of one transfer.</param>
    /// <param name="destination">Where the goods go; null takes the warehouse's own place for returns.</param>
    /// <param name="besideOthers">Make it although a person made other returns of the same transfer.</param>
    /// <exception cref="OdooException">Odoo rejected it, or the outcome stays unknown (see <see cref="Fence"/>).</exception>
    public async Task<ReturnOutcome> Return(
        OdooId<Picking> picking, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, string trace, OdooId<StockLocation>? destination, bool besideOthers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(quantities);
        return await Find(picking, cancellation) is { } delivered
            ? await Return(PickingText.Read(delivered), ReturnMatching.Open(delivered), quantities, trace, destination, besideOthers, cancellation)
            : new ReturnOutcome.Gone(picking);
    }

    /// <summary>The same for a transfer that was just read, with the returns of it that are not cancelled.</summary>
    public async Task<ReturnOutcome> Return(
        PickingReading reading, IReadOnlyList<PickingReading> made, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, string trace, OdooId<StockLocation>? destination, bool besideOthers,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(made);
        ArgumentNullException.ThrowIfNull(quantities);
        if (reading.State != PickingState.Done) return new ReturnOutcome.NotDelivered(reading);
        if (made.FirstOrDefault(one => ReturnMatching.Carries(one, trace)) is { } traced) return new ReturnOutcome.Already(traced);
        if (made.FirstOrDefault(one => ReturnMatching.Untraced(one, reading) && ReturnMatching.Same(one, quantities)) is { } same)
            return new ReturnOutcome.Already(await Trace(same.Id, reading, trace, same.State == PickingState.Done ? null : destination, cancellation));
        if (!besideOthers && made.Where(one => ReturnMatching.Untraced(one, reading)).ToList() is { Count: > 0 } others) return new ReturnOutcome.ByHand(reading, others);
        if (ReturnMatching.TooMuch(reading, made, quantities) is { Count: > 0 } tooMuch) return new ReturnOutcome.TooMuch(reading, tooMuch);
        var created = await Make(reading, [.. made.Select(one => one.Id)], quantities, cancellation);
        return new ReturnOutcome.Made(await Trace(created, reading, trace, destination, cancellation));
    }

    /// <summary>Where a warehouse keeps its stock; null for no warehouse, or one that is not of this company.</summary>
    public OdooId<StockLocation>? PlaceOf(OdooId<Warehouse>? warehouse) =>
        profile.Warehouses.FirstOrDefault(one => one.Id == warehouse) is { } known ? new OdooId<StockLocation>(known.StockLocation) : null;

    private async Task<OdooId<Picking>> Make(PickingReading delivered, HashSet<OdooId<Picking>> before, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, CancellationToken cancellation)
    {
        var context = profile.Context.With("active_model", Picking.Model).With("active_id", delivered.Id).With("active_ids", new[] { delivered.Id.Value });
        var wizard = new OdooCall(ReturnWizard.Model, "create")
        {
            Arguments = [new("vals_list", new[] { ReturnWizard.Values(delivered, quantities, profile.Version) })],
            Positional = 1,
            Context = context,
            // A second dialogue that nobody answers does nothing.
            Repeatable = true,
        };
        var id = (await odoo.Call(wizard, cancellation))[0].GetInt32();
        OdooId<Picking>? made = null;
        await fence.Run(
            async () => made = ReturnWizard.Made(await odoo.Invoke(ReturnWizard.Model, "action_create_returns", [id], context, cancellation)),
            async () => (made = await New(delivered.Id, before, quantities, cancellation)) is not null,
            cancellation);
        return made!.Value;
    }

    private async Task<OdooId<Picking>?> New(OdooId<Picking> picking, HashSet<OdooId<Picking>> before, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, CancellationToken cancellation) =>
        await Find(picking, cancellation) is { } now
            ? ReturnMatching.Open(now).FirstOrDefault(one => !before.Contains(one.Id) && ReturnMatching.Same(one, quantities))?.Id
            : null;

    private async Task<PickingReading> Trace(OdooId<Picking> made, PickingReading delivered, string trace, OdooId<StockLocation>? destination, CancellationToken cancellation)
    {
        var values = new Dictionary<string, object?> { ["origin"] = ReturnMatching.Origin(delivered, trace) };
        if (destination is { } place) values["location_dest_id"] = place;
        return PickingText.Read(await odoo.WebSave(Picking.Model, made.Value, values, specification, profile.Context, cancellation));
    }

    private async Task<OdooRecord?> Find(OdooId<Picking> picking, CancellationToken cancellation)
    {
        var found = await odoo.WebRead(Picking.Model, [picking.Value], specification.With("return_ids", specification), profile.Context, cancellation);
        return found.Count == 0 ? null : found[0];
    }
}
