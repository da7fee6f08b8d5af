using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>
/// Cancels an order by Odoo's own method. Open transfers (returns not yet received too) and draft invoices are cancelled with it;
/// what is done or posted stays, so the caller decides before.
/// </summary>
public sealed class Cancellation(IOdoo odoo, OdooProfile profile, Fence fence)
{
    /// <exception cref="OdooException">Odoo rejected it, or the outcome stays unknown (see <see cref="Fence"/>).</exception>
    public async Task<CancelOutcome> Cancel(OdooId<SaleOrder> order, CancellationToken cancellation)
    {
        if (await Look(order, cancellation) is not { } before) return new CancelOutcome.Gone(order);
        if (before.State == SaleState.Cancelled) return new CancelOutcome.Already(order);
        if (before.Locked) return new CancelOutcome.Locked(order, before.Name);
        // Version 18 would open its dialogue, whose button makes the same call with this key.
        var context = profile.Context.With("disable_cancel_warning", true);
        await fence.Run(
            () => odoo.Invoke(SaleOrder.Model, "action_cancel", [order.Value], context, cancellation),
            async () => await Look(order, cancellation) is { State: SaleState.Cancelled },
            cancellation);
        return await Look(order, cancellation) is { State: SaleState.Cancelled } ? new CancelOutcome.Cancelled(order) : new CancelOutcome.Asked(order, before.Name);
    }

    private async Task<Seen?> Look(OdooId<SaleOrder> order, CancellationToken cancellation)
    {
        var found = await odoo.Read(SaleOrder.Model, [order.Value], ["name", "state", "locked"], profile.Context, cancellation);
        return found.Count == 0 ? null : new Seen(found[0].Text("name") ?? "", SaleOrderText.State(found[0].Text("state")), found[0].Flag("locked"));
    }

    private sealed record Seen(string Name, SaleState State, bool Locked);
}

/// <summary>What came of cancelling an order.</summary>
public abstract record CancelOutcome
{
    private CancelOutcome() { }

    public sealed record Cancelled(OdooId<SaleOrder> Order) : CancelOutcome;

    /// <summary>It was cancelled before, by an earlier attempt or by a person.</summary>
    public sealed record Already(OdooId<SaleOrder> Order) : CancelOutcome;

    /// <summary>A person locked the order, and Odoo cancels none that is locked.</summary>
    public sealed record Locked(OdooId<SaleOrder> Order, string Name) : CancelOutcome;

    /// <summary>Odoo put a question to a person instead; the order stands.</summary>
    public sealed record Asked(OdooId<SaleOrder> Order, string Name) : CancelOutcome;

    /// <summary>The order no longer exists.</summary>
    public sealed record Gone(OdooId<SaleOrder> Order) : CancelOutcome;
}
