using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Takes a booked order through its life: looks at both sides, takes the next step, looks again, until nothing is left to do or only people can go on.</summary>
internal sealed class OrderLife(ShopBook book, OrderPost post, OrderLink link, Trail trail, Func<Task> keep)
{
    /// <summary>More steps than any order needs; reaching it means that a step changes nothing, which is a defect.</summary>
    private const int MostSteps = 60;

    /// <summary>Whether the shop's decisions or the order itself ask for anything beyond booking.</summary>
    public static bool Concerns(ShopOrder order, OrderRules rules) =>
        rules.Decisions.Payments.Invoice != Sync.Decisions.InvoiceWhen.Leave
        || rules.Decisions.Fulfillments.Locations.Any(location => location.Ships != Sync.Decisions.Ships.Nobody)
        || order.Refunds.Count > 0 || order.CancelledAt is not null;

    /// <summary>What both sides say now; null when the order is gone from Odoo.</summary>
    public async Task<LifeView?> Look(ShopOrder order, SaleOrderDraft draft, OdooId<SaleOrder> id, CancellationToken stop)
    {
        if (await book.Life.Read(id, stop) is not { } progress) return null;
        var names = await book.Life.LineNames([.. progress.Order.Lines.Select(line => line.Id)], stop);
        return new LifeView(order, draft, progress, names, link.Memory(), book.Rules);
    }

    /// <summary>Goes on until nothing is left to do; answers what waits for people and what they should know.</summary>
    /// <param name="plan">The whole life, or only the lines.</param>
    public async Task<LifeOutcome> Go(ShopOrder order, SaleOrderDraft draft, OdooId<SaleOrder> id, Func<LifeView, FlowPlan> plan, CancellationToken stop)
    {
        var refused = new List<Blocker>();
        for (var step = 0; step < MostSteps; step++)
        {
            if (await Look(order, draft, id, stop) is not { } view) return new LifeOutcome(null, [OrderBlockers.DeletedInOdoo(order, link)], []);
            var planned = plan(view);
            trail.Standings = planned.Standings;
            if (planned.Next is not { } next || refused.Count > 0) return new LifeOutcome(view, [.. refused, .. planned.Blockers], planned.Remarks);
            var execution = new LifeExecution(book, post, link, trail);
            trail.Flow = planned.Flow;
            if (await execution.Do(next, view, stop) is { } blocker) refused.Add(blocker with { Flow = planned.Flow });
            else trail.Moved.Add(planned.Flow);
            trail.Flow = Flow.Orders;
            await keep();
            if (execution.ShopifyChanged) order = await post.ReadAgain(order, stop);
        }

        throw new InvalidOperationException($"The order needed more than {MostSteps} steps; the same step is planned again and again.");
    }
}

/// <summary>Where an order's life stands after a pass.</summary>
/// <param name="View">Both sides at the end; null when the order is gone from Odoo.</param>
public sealed record LifeOutcome(LifeView? View, IReadOnlyList<Blocker> Blockers, IReadOnlyList<string> Remarks);
