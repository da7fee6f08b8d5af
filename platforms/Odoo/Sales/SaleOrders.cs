using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>The sales orders of one shop in one Odoo company: at most four calls make and verify one.</summary>
/// <param name="module">The shop's module for external ids (<see cref="ShopDomain.OdooModule"/>).</param>
public sealed class SaleOrders(IOdoo odoo, OdooProfile profile, string module)
{
    private readonly Specification specification = SaleOrderText.Specification(profile.Fields);

    /// <summary>First call: creates the draft with its lines, or finds the one that this identity already has.</summary>
    /// <param name="confirmed">Create it in the state of a confirmed order; skips what hangs on Odoo's confirmation.</param>
    public async Task<DraftOutcome> LoadDraft(SaleOrderDraft draft, OrderPartners partners, bool confirmed, CancellationToken cancellation)
    {
        var table = SaleOrderRows.Of(draft, partners, profile.Fields, confirmed);
        return await odoo.Load(SaleOrder.Model, table, profile.Context.Identity(module), cancellation, confirmed ? draft.Goods : null) switch
        {
            LoadOutcome.Loaded loaded => new DraftOutcome.There(new OdooId<SaleOrder>(loaded.Ids[0])),
            LoadOutcome.Refused refused => new DraftOutcome.Refused(refused.Messages),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>Adds lines to an order, each once under its own identity: a rounding line, or one that an edit brought.</summary>
    public Task<LoadOutcome> LoadLines(OdooId<SaleOrder> order, IReadOnlyList<SaleLineDraft> lines, CancellationToken cancellation) =>
        odoo.Load(SaleOrderLine.Model, SaleOrderRows.OfLines(order, lines, profile.Fields), profile.Context.Identity(module), cancellation);

    /// <summary>Second call: the order as Odoo holds it; null when it is gone.</summary>
    public async Task<SaleOrderReading?> Read(OdooId<SaleOrder> order, CancellationToken cancellation)
    {
        var found = await odoo.WebRead(SaleOrder.Model, [order.Value], specification, profile.Context, cancellation);
        return found.Count == 0 ? null : SaleOrderText.Read(found[0], profile.Fields);
    }

    /// <summary>Fourth call: puts the date back that confirmation overwrote, and reads the order for the last comparison.</summary>
    public async Task<SaleOrderReading> RestoreDate(OdooId<SaleOrder> order, DateTimeOffset date, CancellationToken cancellation)
    {
        var values = new Dictionary<string, object?> { ["date_order"] = date };
        var context = profile.Context.With("tracking_disable", true);
        return SaleOrderText.Read(await odoo.WebSave(SaleOrder.Model, order.Value, values, specification, context, cancellation), profile.Fields);
    }

    /// <summary>The order that has this identity; null when there is none or it was deleted.</summary>
    public Task<OdooId<SaleOrder>?> ByExternalId(string name, CancellationToken cancellation) =>
        ExternalIds.Find<SaleOrder>(odoo, module, name, cancellation);

    /// <summary>Writes plain fields of an order.</summary>
    public Task Write(OdooId<SaleOrder> order, IReadOnlyDictionary<string, object?> values, CancellationToken cancellation) =>
        odoo.Write(SaleOrder.Model, [order.Value], values, profile.Context.With("tracking_disable", true), cancellation);

    /// <summary>Only the state, which fences decide by; null when the order is gone.</summary>
    public async Task<SaleState?> State(OdooId<SaleOrder> order, CancellationToken cancellation)
    {
        var found = await odoo.Read(SaleOrder.Model, [order.Value], ["state"], profile.Context, cancellation);
        return found.Count == 0 ? null : SaleOrderText.State(found[0].Text("state"));
    }
}

/// <summary>What came of writing a draft.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome() { }

    /// <summary>The order exists once, made now or earlier.</summary>
    public sealed record There(OdooId<SaleOrder> Order) : DraftOutcome;

    /// <summary>Nothing was written; each message is Odoo's own.</summary>
    public sealed record Refused(IReadOnlyList<string> Messages) : DraftOutcome;
}
