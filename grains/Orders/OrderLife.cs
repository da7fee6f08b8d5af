using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Planning;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Takes a booked order through its life: looks at both sides, takes the next step, looks again, until nothing is left to do or only people can go on.</summary>
internal sealed class OrderLife(ShopBook book, OrderPost post, OrderLink link, Trail trail, Func<Task> keep)
{
    /// <summary>More steps than any order needs; reaching it means that a step changes nothing, which is a defect.</summary>
    private const int MostSteps = 60;

    /// <summary>Null for a line that is not Tandem's.</summary>
    private readonly Dictionary<OdooId<SaleOrderLine>, string?> names = [];
    private Glimpse? seen;

    /// <summary>Whether the shop's decisions or the order itself ask for anything beyond booking.</summary>
    public static bool Concerns(ShopOrder order, OrderRules rules) =>
        rules.Decisions.Payments.Invoice != Sync.Decisions.InvoiceWhen.Leave
        || rules.Decisions.Fulfillments.Locations.Any(location => location.Ships != Sync.Decisions.Ships.Nobody)
        || (order.Returns.Count > 0 && rules.Decisions.Refunds.Returns != Sync.Decisions.ReturnPolicy.Leave)
        || order.Refunds.Count > 0 || order.CancelledAt is not null;

    /// <summary>What both sides say now; null when the order is gone from Odoo.</summary>
    public async Task<LifeView?> Look(ShopOrder order, SaleOrderDraft draft, OdooId<SaleOrder> id, CancellationToken stop)
    {
        var glimpse = seen;
        seen = null;
        if ((glimpse?.Progress ?? await Blamed(() => book.Life.Read(id, stop))) is not { } progress) return null;
        trail.Names.UnionWith(OrderNames.Of(progress));
        var unknown = progress.Order.Lines.Select(line => line.Id).Where(line => !names.ContainsKey(line)).ToList();
        var found = unknown.Count == 0 ? null : await book.Life.Names.Of(unknown, stop);
        foreach (var line in unknown) names[line] = found!.GetValueOrDefault(line);
        var named = names.Where(name => name.Value is not null).ToDictionary(name => name.Key, name => name.Value!);
        var view = new LifeView(order, draft, progress, named, link.Memory(), book.Rules);
        if (CustomerAccount.ToLookFor(view) is not { Count: > 0 } memos) return view;
        return view with { OnAccount = glimpse is not null && glimpse.Memos.SequenceEqual(memos) ? glimpse.OnAccount : await book.Life.PaymentsOf(memos, stop) };
    }

    /// <summary>Reads a booked order for the pass, and keeps what came of it for the first look at its life.</summary>
    public async Task<SaleOrderReading?> Open(OdooId<SaleOrder> id, CancellationToken stop) => (seen = Glimpse.Of(await Blamed(() => book.Life.Read(id, stop))))?.Progress.Order;

    /// <summary>Puts the date back that confirmation overwrote; the answer is the first look at the order's life.</summary>
    public async Task<SaleOrderReading> Redate(OdooId<SaleOrder> id, DateTimeOffset date, CancellationToken stop) => (seen = Glimpse.Of(await Blamed(() => book.Life.RestoreDate(id, date, stop)))!).Progress.Order;

    /// <summary>Documents that Tandem may not even see are their flow's trouble, not that of orders, which are booked meanwhile.</summary>
    private async Task<T> Blamed<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (OdooException denied) when (denied.Failure is OdooFailure.AccessDenied { Model: { } model })
        {
            trail.Flow = model.StartsWith("account.", StringComparison.Ordinal) ? Flow.Payments : model.StartsWith("stock.", StringComparison.Ordinal) ? Flow.Fulfillments : trail.Flow;
            throw;
        }
    }

    /// <summary>Something was written since the order was read.</summary>
    public void Forget() => seen = null;

    /// <summary>The names of an order's lines that were loaded in this very pass, where nothing but they are there.</summary>
    public void Loaded(SaleOrderDraft draft, SaleOrderReading held)
    {
        foreach (var (line, name) in OrderAgreement.Named(draft, held))
        {
            names[line] = name;
            book.Life.Names.Remember(line, name);
        }
    }

    /// <summary>Goes on until nothing is left to do; answers what waits for people and what they should know.</summary>
    /// <param name="plan">The whole life, or only the lines; of the flows that it is given it takes no step.</param>
    public async Task<LifeOutcome> Go(ShopOrder order, SaleOrderDraft draft, OdooId<SaleOrder> id, Func<LifeView, IReadOnlySet<Flow>, FlowPlan> plan, CancellationToken stop)
    {
        var refused = new List<Blocker>();
        // What failed in the pass before comes last in this one, so that it keeps nothing else from going on.
        var last = Flows.TryFlow(link.FailedIn);
        HashSet<Flow> leftOut = last is { } failed ? [failed] : [];
        Foresight? ahead = null;
        for (var step = 0; step < MostSteps; step++)
        {
            // Everything but what a step's own answer covers is decided from what Odoo says now.
            if (ahead is not null && !(plan(ahead.View, leftOut).Next is { } soon && ahead.Covers(soon))) ahead = null;
            if ((ahead?.View ?? await Look(order, draft, id, stop)) is not { } view) return new LifeOutcome(null, [OrderBlockers.DeletedInOdoo(order, link)], []);
            var planned = plan(view, leftOut);
            trail.Standings = planned.Standings;
            if (planned.Next is not { } next)
            {
                trail.Names.UnionWith(OrderNames.Of(view.Progress));
                seen = new Glimpse(view.Progress, CustomerAccount.ToLookFor(view), view.OnAccount);
                if (last is null) return new LifeOutcome(view, [.. refused.Concat(planned.Blockers).DistinctBy(blocker => blocker.Cause)], planned.Remarks);
                leftOut.Remove(last.Value);
                last = null;
                continue;
            }

            var execution = new LifeExecution(book, post, link, trail, keep);
            trail.Flow = planned.Flow;
            if (await Refusal(execution, next, view, stop) is { } blocker)
            {
                refused.Add(blocker with { Flow = planned.Flow });
                leftOut.Add(planned.Flow);
            }
            else
            {
                trail.Moved.Add(planned.Flow);
            }

            trail.Flow = Flow.Orders;
            ahead = execution.Ahead;
            seen = Glimpse.Of(execution.Seen);
            await keep();
            if (execution.ShopifyChanged) order = await post.ReadAgain(order, stop);
        }

        throw new InvalidOperationException($"The order needed more than {MostSteps} steps; the same step is planned again and again.");
    }

    /// <summary>Takes a step; what was refused for itself stops its own flow alone.</summary>
    private async Task<Blocker?> Refusal(LifeExecution execution, LifeStep step, LifeView view, CancellationToken stop)
    {
        try
        {
            return await execution.Do(step, view, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && StepRefusals.Of(failure, $"Order {view.Order.Name}", trail.Flow) is not null)
        {
            link.UncertainUntil = null;
            trail.Failures.Add(failure);
            return StepRefusals.Of(failure, $"Order {view.Order.Name}", trail.Flow);
        }
    }
}

/// <summary>What the last look read, for the next one that has nothing newer to read.</summary>
/// <param name="Memos">What payments outside all documents were looked for by.</param>
internal sealed record Glimpse(SaleProgress Progress, IReadOnlyList<string> Memos, IReadOnlyList<PaymentReading> OnAccount)
{
    public static Glimpse? Of(SaleProgress? progress) => progress is null ? null : new Glimpse(progress, [], []);
}

/// <summary>Where an order's life stands after a pass.</summary>
/// <param name="View">Both sides at the end; null when the order is gone from Odoo.</param>
public sealed record LifeOutcome(LifeView? View, IReadOnlyList<Blocker> Blockers, IReadOnlyList<string> Remarks);
