using Tandem.Grains.Customers;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>One pass over one order: observe both sides, plan, act, verify. Ends in a standing, or in an exception that <c>Verdicts</c> reads.</summary>
/// <param name="keep">Writes the link down; called as soon as Odoo holds the order, so that a crash right after forgets nothing.</param>
internal sealed class OrderPass(ShopBook book, OrderPost post, IOrderCustomers customers, RuleLinks ruleLinks, OrderLink link, Trail trail, Func<Task> keep)
{
    public async Task<Standing> Run(ShopOrder order, WakeUp wake, CancellationToken stop)
    {
        var fingerprint = OrderFingerprint.Of(order);
        var fields = new OrderFields(book, post, customers, link, trail, taken: wake.Source == SignalSource.Person);
        var metafields = await fields.Read(order, stop);
        if (IsEcho(fingerprint, wake) && (metafields is null || link.FieldsAs == OrderFields.DigestOf(metafields)))
        {
            trail.Note("look", $"Nothing that matters changed on order {order.Name}; it stays {link.OdooName} in Odoo.", ActivityOutcome.Unchanged);
            return new Standing.InStep(link.OdooName, link.Remark);
        }

        trail.Names.UnionWith(OrderNames.Of(order));
        // Taken from the inbox just before the pause: it is held, and goes on with those that stayed there.
        if (book.Paused.Contains(Flow.Orders)) return new Standing.HeldByPausedFlow(Flow.Orders);
        if (wake.CreateAgain) (link.OdooId, link.Lines, link.Booked) = (null, [], []);
        var plan = await Plan(order, stop);
        var standing = await Brought(order, fingerprint, plan, stop);
        if (metafields is null || plan is not OrderPlan.Ready { Customer: var customer } || link.OdooId is not { } booked || standing is Standing.HeldByPausedFlow) return standing;
        var remarks = await fields.Carry(order, metafields, customer, new OdooId<SaleOrder>(booked), stop);
        if (remarks.Count == 0 || standing is not Standing.InStep step) return standing;
        // Kept for the passes that find nothing new.
        link.Remark = string.Join(" ", remarks.Prepend(step.Remark).OfType<string>());
        return step with { Remark = link.Remark };
    }

    private async Task<Standing> Brought(ShopOrder order, string fingerprint, OrderPlan plan, CancellationToken stop)
    {
        switch (plan)
        {
            case OrderPlan.Ready ready when book.Paused.Contains(Flow.Customers) && (link.OdooId is null || IsReaddressed(order, ready)):
                return new Standing.HeldByPausedFlow(Flow.Customers);
            case OrderPlan.Ready ready when link.OdooId is { } id:
                return await Settle(order, fingerprint, ready, await Readdressed(order, ready, stop), new OdooId<SaleOrder>(id), false, stop);
            case OrderPlan.Ready ready:
                var partners = await customers.Ensure(order.Name, ready.Customer, trail, stop);
                // What an attempt whose answer was lost wrote stays what it wrote, though the order was edited since.
                if (link.Lines.Count == 0) link.Remember(LineMarks.Nothing.Agreed(ready.Draft.Lines));
                var entered = await Enter(order, ready, partners, stop);
                link.WrittenAs = fingerprint;
                await ruleLinks.Make(book, order, ready.Draft, stop);
                return await Settle(order, fingerprint, ready, partners, entered, true, stop);
            case OrderPlan.Blocked blocked:
                return new Standing.BlockedBy(blocked.Blockers);
            case OrderPlan.Excluded excluded:
                return link.OdooId is null ? new Standing.ExcludedByRule(excluded.Rule) : await LeftOutLater(order, excluded, stop);
            default:
                throw new InvalidOperationException($"No rule for {plan.GetType().Name}.");
        }
    }

    public async Task<OrderPlan> Plan(ShopOrder order, CancellationToken stop)
    {
        var products = await book.Orders.Products(order, link.BookedProducts(), stop);
        return OrderPlanning.Plan(order, book.Rules, products, link.OdooId is not null);
    }

    /// <summary>The partners of an order whose customer or addresses changed since; null when they did not, or nobody wrote them down.</summary>
    private async Task<OrderPartners?> Readdressed(ShopOrder order, OrderPlan.Ready ready, CancellationToken stop) =>
        IsReaddressed(order, ready) ? await customers.Ensure(order.Name, ready.Customer, trail, stop) : null;

    private bool IsReaddressed(ShopOrder order, OrderPlan.Ready ready) =>
        link.Addressed is { } known && known != CustomerDigest.Of(ready.Customer) && order.CancelledAt is null && !IsErased(order);

    /// <summary>Shopify takes everything personal off an order when its customer was erased. That is no other customer: the books in Odoo stay whose they were.</summary>
    private static bool IsErased(ShopOrder order) =>
        order is { Email: null or "", Phone: null or "", BillingAddress: null, ShippingAddress: null, Company: null }
        && order.Customer is null or { FirstName: null or "", LastName: null or "", Email: null or "", Phone: null or "" };

    // Our own mark on the order comes back as a webhook; so does every change that Odoo has no place for.
    private bool IsEcho(string fingerprint, WakeUp wake) =>
        wake is { CreateAgain: false, Source: SignalSource.Webhook or SignalSource.Sweep or SignalSource.History }
        && link.SettledAs == fingerprint && link.SettledUnder == book.Version;

    private async Task<OdooId<SaleOrder>> Enter(ShopOrder order, OrderPlan.Ready ready, OrderPartners partners, CancellationToken stop)
    {
        var confirmed = ready.Confirm && book.Rules.Orders.ConfirmThrough == Sync.Decisions.ConfirmThrough.CreatedConfirmed;
        var entry = await book.Orders.Enter(ready.Draft, partners, confirmed, stop);
        if (entry is BookEntry<OdooId<SaleOrder>>.Refused)
        {
            // A partner that was merged or deleted in Odoo since we met it refuses the whole order; look for it once more.
            partners = await customers.Recheck(order.Name, ready.Customer, trail, stop);
            entry = await book.Orders.Enter(ready.Draft, partners, confirmed, stop);
        }

        var id = entry.IdOf();
        link.OdooId = id.Value;
        link.Remember(ready.Draft);
        await keep();
        trail.Note("enter", $"Order {order.Name} is sale.order {id} in Odoo, with {ready.Draft.Lines.Count} lines.", ActivityOutcome.Done, SaleOrder.Model, id.Value);
        return id;
    }

    private async Task<Standing> LeftOutLater(ShopOrder order, OrderPlan.Excluded excluded, CancellationToken stop)
    {
        var held = await book.Orders.Read(new OdooId<SaleOrder>(link.OdooId!.Value), stop);
        if (held is null or { State: SaleState.Cancelled }) return new Standing.ExcludedByRule(excluded.Rule);
        return new Standing.BlockedBy([OrderBlockers.LeftOutAfterBooking(order, held, excluded.Rule)]);
    }

    private Task<Standing> Settle(
        ShopOrder order, string fingerprint, OrderPlan.Ready ready, OrderPartners? partners, OdooId<SaleOrder> id, bool loaded, CancellationToken stop) =>
        new OrderSettlement(book, post, link, trail, keep).Settle(order, fingerprint, ready, partners, id, loaded, stop);
}
