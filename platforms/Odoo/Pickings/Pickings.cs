using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>The transfers of one Odoo company.</summary>
public sealed class Pickings(IOdoo odoo, OdooProfile profile)
{
    private static readonly string[] Ended = ["done", "cancel"];

    private readonly Specification specification = PickingText.Specification(profile.Fields);

    /// <summary>Those that are gone are missing from the answer.</summary>
    public async Task<IReadOnlyList<PickingReading>> Read(IReadOnlyList<OdooId<Picking>> pickings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pickings);
        var found = await odoo.WebRead(Picking.Model, [.. pickings.Select(picking => picking.Value)], specification, profile.Context, cancellation);
        return [.. found.Select(PickingText.Read)];
    }

    /// <summary>What of an order is still to be sent out.</summary>
    public async Task<Deliveries> OpenOf(OdooId<SaleOrder> order, CancellationToken cancellation)
    {
        var domain = Domain.Where("sale_id", "=", order).And("state", "not in", Ended).And("company_id", "=", profile.Company.Id);
        var open = await PickingSearch.Find(odoo, domain, specification, profile.Context, "id", null, cancellation);
        var read = open.Select(picking => (Reading: PickingText.Read(picking), Waits: picking.Text("state") == "waiting")).ToList();
        var ready = read.Where(picking => !picking.Waits && picking.Reading.Kind == PickingKind.Outgoing).Select(picking => picking.Reading).ToList();
        return new Deliveries(ready, [.. read.Select(picking => picking.Reading).Where(picking => picking.Kind != PickingKind.Incoming && !ready.Contains(picking))]);
    }

    /// <summary>Writes the tracking number, and the carrier where one is given, of a transfer in any state.</summary>
    /// <param name="number">Null takes it away.</param>
    /// <param name="carrier">A delivery method (delivery.carrier); null leaves what is there.</param>
    /// <returns>False where this Odoo has no app for deliveries, and so no field for it.</returns>
    public async Task<bool> WriteTracking(OdooId<Picking> picking, string? number, int? carrier, CancellationToken cancellation)
    {
        if (!profile.Fields.PickingCarrier) return false;
        var values = new Dictionary<string, object?> { ["carrier_tracking_ref"] = number ?? (object)false };
        if (carrier is not null) values["carrier_id"] = carrier;
        await odoo.Write(Picking.Model, [picking.Value], values, profile.Context, cancellation);
        return true;
    }

    /// <summary>Only the state; null when the transfer is gone.</summary>
    internal async Task<PickingState?> State(OdooId<Picking> picking, CancellationToken cancellation)
    {
        var found = await odoo.Read(Picking.Model, [picking.Value], ["state"], profile.Context, cancellation);
        return found.Count == 0 ? null : PickingText.State(found[0].Text("state"));
    }
}

/// <summary>The open transfers of an order.</summary>
/// <param name="Ready">Those that bring goods to the customer and wait for no other transfer; stock may still be missing.</param>
/// <param name="Earlier">Those that have to be done before, such as picking in a warehouse of two steps.</param>
public sealed record Deliveries(IReadOnlyList<PickingReading> Ready, IReadOnlyList<PickingReading> Earlier);
