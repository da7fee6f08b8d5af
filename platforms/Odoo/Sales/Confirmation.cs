using Tandem.Odoo.Failures;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>What came of confirming an order.</summary>
public enum Confirmed
{
    Now,

    /// <summary>It was confirmed before, by an earlier attempt or by a person.</summary>
    Already,
}

/// <summary>Third call: Odoo's own confirmation, fenced because Odoo would run its hooks again.</summary>
public sealed class Confirmation(IOdoo odoo, SaleOrders orders, OdooContext context, OdooOptions options, TimeProvider time)
{
    private readonly ConfirmationWatch watch = new(options, time);

    /// <summary>Confirms an order that was just read as a draft.</summary>
    /// <exception cref="OdooException">
    /// Odoo rejected it; or the outcome is still unknown after a while of watching, and the failure says when the transaction has ended for certain.
    /// </exception>
    /// <param name="goods">What it may reserve stock of; orders of the same goods are confirmed one after the other.</param>
    public async Task<Confirmed> Confirm(OdooId<SaleOrder> order, CancellationToken cancellation, IEnumerable<OdooId<Product>>? goods = null)
    {
        try
        {
            await odoo.Call(new OdooCall(SaleOrder.Model, "action_confirm") { Ids = [order.Value], Context = context, Reserves = OdooCall.Goods(goods) }, cancellation);
            return Confirmed.Now;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected)
        {
            // Odoo rejects a second confirmation in words; the state says it without them.
            if (await IsConfirmed(order, cancellation)) return Confirmed.Already;
            throw;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.UnknownOutcome unknown)
        {
            var confirmed = await watch.Over([order], async () => await IsConfirmed(order, cancellation) ? [order] : [], cancellation);
            return confirmed.Count > 0 ? Confirmed.Now : throw watch.Unsettled(unknown, failed);
        }
    }

    private async Task<bool> IsConfirmed(OdooId<SaleOrder> order, CancellationToken cancellation) =>
        await orders.State(order, cancellation) == SaleState.Sale;
}
