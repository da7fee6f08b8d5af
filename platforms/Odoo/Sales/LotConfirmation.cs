using Tandem.Odoo.Failures;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>An order that is to be confirmed with others.</summary>
/// <param name="Goods">What it may reserve stock of.</param>
public sealed record OrderToConfirm(OdooId<SaleOrder> Order, IReadOnlyList<OdooId<Product>> Goods);

/// <summary>Odoo's own confirmation of many orders in one transaction, fenced as that of one: what is unknown is watched and never asked for twice.</summary>
public sealed class LotConfirmation(SaleOrderLots lots, OdooOptions options, TimeProvider time)
{
    private readonly ConfirmationWatch watch = new(options, time);

    /// <summary>Confirms orders that were just read as drafts.</summary>
    /// <returns>What came of each; those that Odoo refused together are missing, for each of them to be asked for alone.</returns>
    public async Task<IReadOnlyDictionary<OdooId<SaleOrder>, LotAnswer<SaleState>>> Confirm(IReadOnlyList<OrderToConfirm> orders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var done = new Dictionary<OdooId<SaleOrder>, LotAnswer<SaleState>>();
        await lots.EachPart("confirm", orders, part => Confirm(part, done, cancellation), (order, failed) => done.TryAdd(order.Order, new(default, failed)));
        return done;
    }

    private async Task Confirm(IReadOnlyList<OrderToConfirm> orders, Dictionary<OdooId<SaleOrder>, LotAnswer<SaleState>> done, CancellationToken cancellation)
    {
        if (orders.Count < 2) return;
        IReadOnlyList<OdooId<SaleOrder>> ids = [.. orders.Select(order => order.Order)];
        try
        {
            await lots.Confirm(ids, OdooCall.Goods(orders.SelectMany(order => order.Goods)), cancellation);
            foreach (var id in ids) done[id] = new(SaleState.Sale);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected)
        {
            // All of it was rolled back. Some may have been confirmed before, by a person or an earlier attempt; one of the others may be what Odoo refuses.
            var confirmed = await Confirmed(ids, cancellation);
            foreach (var id in confirmed) done[id] = new(SaleState.Sale);
            IReadOnlyList<OrderToConfirm> left = [.. orders.Where(order => !confirmed.Contains(order.Order))];
            var half = confirmed.Count > 0 ? left.Count : left.Count / 2;
            await Confirm([.. left.Take(half)], done, cancellation);
            await Confirm([.. left.Skip(half)], done, cancellation);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.UnknownOutcome unknown)
        {
            var confirmed = await watch.Over(ids, () => Confirmed(ids, cancellation), cancellation);
            var late = watch.Unsettled(unknown, failed);
            foreach (var id in ids) done[id] = confirmed.Contains(id) ? new(SaleState.Sale) : new(default, late);
        }
    }

    private async Task<HashSet<OdooId<SaleOrder>>> Confirmed(IReadOnlyList<OdooId<SaleOrder>> orders, CancellationToken cancellation) =>
        [.. (await lots.States(orders, cancellation)).Where(order => order.Value == SaleState.Sale).Select(order => order.Key)];
}
