using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Customers;
using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Takes an order that Odoo holds to where the plan wants it: compared, followed where it was edited, rounded where it must be, confirmed, dated, marked in Shopify, and through its life.</summary>
internal sealed class OrderSettlement(ShopBook book, OrderPost post, OrderLink link, Trail trail, Func<Task> keep)
{
    private readonly OrderLife life = new(book, post, link, trail, keep);

    public async Task<Standing> Settle(
        ShopOrder order, string fingerprint, OrderPlan.Ready ready, OrderPartners? partners, OdooId<SaleOrder> id, bool loaded, CancellationToken stop)
    {
        // An order that was booked before is read with all that came of it, since its life is looked at next.
        var lives = OrderLife.Concerns(order, book.Rules);
        var held = loaded || !lives ? await book.Orders.Read(id, stop) : await life.Open(id, stop);
        if (held is null) return new Standing.BlockedBy([OrderBlockers.DeletedInOdoo(order, link)]);
        if (IsAnother(order, ready.Draft, held)) return new Standing.BlockedBy([OrderBlockers.AnotherInOdoo(order, link, held)]);
        link.OdooName = held.Name;
        if (order.CancelledAt is not null) return await Live(order, fingerprint, ready, ready.Draft, held, null, stop);
        if (held.State == SaleState.Cancelled) return new Standing.BlockedBy([OrderBlockers.CancelledInOdoo(order, held)]);

        var draft = OrderRounding.WithRoundingOf(held, ready.Draft, book.Rules);
        var remark = ready.Remark;
        if (OrderAgreement.Amounts(draft, held, book.Rules).Count > 0 && Agrees(draft, partners, held) && held.State is SaleState.Draft or SaleState.Sent)
        {
            life.Forget();
            (draft, remark, held) = await new OrderRounding(book, trail).Round(order, draft, held, stop);
        }

        if (order.Lines.Any(line => line.RefundedQuantity > 0) || Differences(draft, partners, held).Count > 0)
        {
            var followed = await Follow(order, fingerprint, draft, partners, held, stop);
            if (followed.Blockers.Count > 0) return await Apart(order, draft, followed, stop);
            held = followed.Held!;
        }
        else
        {
            link.Remember(new LineMarks(link.Lines).Agreed(draft.Lines));
        }

        link.Remember(draft);
        if (partners is not null || link.Addressed is null) link.Addressed = CustomerDigest.Of(ready.Customer);
        if (await new OrderNote(book, link, trail).Follow(draft, held, stop) is { } noted) remark = remark is null ? noted : $"{remark} {noted}";
        if (ready.Confirm && held.State is SaleState.Draft or SaleState.Sent)
        {
            if (Holds.Of(order) is { } hold) return new Standing.BlockedBy([hold]);
            if (loaded) life.Loaded(draft, held);
            life.Forget();
            await book.Orders.Confirm(id, draft, stop);
            trail.Note("confirm", $"{held.Name} was confirmed in Odoo.", ActivityOutcome.Done, SaleOrder.Model, id.Value);
            held = await Redate(id, draft.DateOrder, lives, stop) ?? held;
            if (order.Refunds.Count == 0 && Differences(draft, partners, held) is { Count: > 0 } after)
                return new Standing.BlockedBy([OrderBlockers.Differs(order, held, after, ours: true)]);
        }
        else if (OrderAgreement.Date(draft, held) is not null)
        {
            held = await Redate(id, draft.DateOrder, lives, stop) ?? held;
        }

        trail.Note("verify", $"{held.Name} agrees with order {order.Name}: {draft.Lines.Count} lines, taxes and total {new Money(held.Total, held.Currency)}.", ActivityOutcome.Done, SaleOrder.Model, id.Value);
        await Mark(order, held, stop);
        return await Live(order, fingerprint, ready, draft, held, remark, stop);
    }

    /// <summary>An Odoo that was set back gives the numbers of what it lost to others. Nothing of such a one may be cancelled or edited; what else was written over a source document is a difference like any.</summary>
    private static bool IsAnother(ShopOrder order, SaleOrderDraft draft, SaleOrderReading held) =>
        held.Origin != draft.Origin && (order.CancelledAt is not null || held.Origin?.StartsWith("Shopify ", StringComparison.Ordinal) == true);

    private async Task<SaleOrderReading?> Redate(OdooId<SaleOrder> id, DateTimeOffset date, bool lives, CancellationToken stop) =>
        lives ? await life.Redate(id, date, stop) : await book.Orders.RestoreDate(id, date, stop);

    /// <summary>Everything after the booking; in step only when nothing of it waits.</summary>
    private async Task<Standing> Live(
        ShopOrder order, string fingerprint, OrderPlan.Ready ready, SaleOrderDraft draft, SaleOrderReading held, string? remark, CancellationToken stop)
    {
        IReadOnlyList<string> remarks = remark is null ? [] : [remark];
        if (OrderLife.Concerns(order, book.Rules) && (held.State == SaleState.Sale || order.CancelledAt is not null))
        {
            var outcome = await life.Go(order, draft, held.Id, (view, leftOut) => LifePlanning.Plan(view, book.Paused, leftOut), stop);
            if (outcome.Blockers.Count > 0) return new Standing.BlockedBy(outcome.Blockers);
            if (trail.Standings.FirstOrDefault(one => one.State == FlowState.Held) is { HeldBy: { } flow }) return new Standing.HeldByPausedFlow(flow);
            remarks = [.. remarks, .. outcome.Remarks];
        }

        if (order.CancelledAt is not null) remarks = [.. remarks, "It is cancelled on both sides."];
        else if (held.State is SaleState.Draft or SaleState.Sent && !ready.Confirm) remarks = [$"{held.Name} stays a quotation until the shop's rule confirms it.", .. remarks];
        link.SettledAs = fingerprint;
        link.SettledUnder = book.Version;
        link.Remark = remarks.Count == 0 ? null : string.Join(" ", remarks);
        return new Standing.InStep(held.Name, link.Remark);
    }

    /// <summary>What does not hang on what waits for a person goes on: deliveries and returns, and documents where the lines agree.</summary>
    private async Task<Standing> Apart(ShopOrder order, SaleOrderDraft draft, Followed followed, CancellationToken stop)
    {
        if (followed.Held is not { State: SaleState.Sale } held || !OrderLife.Concerns(order, book.Rules)) return new Standing.BlockedBy(followed.Blockers);
        var outcome = await life.Go(
            order, draft, held.Id, (view, leftOut) => LifePlanning.Plan(view, book.Paused, followed.LinesAgree ? leftOut : new HashSet<Flow>(leftOut) { Flow.Orders }), stop);
        return new Standing.BlockedBy([.. followed.Blockers.Concat(outcome.Blockers).DistinctBy(blocker => blocker.Cause)]);
    }

    /// <summary>Carries an edit over, and takes off what was refunded; what then still differs is for a person.</summary>
    private async Task<Followed> Follow(
        ShopOrder order, string fingerprint, SaleOrderDraft draft, OrderPartners? partners, SaleOrderReading held, CancellationToken stop)
    {
        var blockers = new List<Blocker>();
        if (partners is not null && OrderAgreement.Partners(partners, held).Count > 0)
        {
            if (await life.Look(order, draft, held.Id, stop) is not { } view) return new Followed(null, [OrderBlockers.DeletedInOdoo(order, link)], false);
            var change = PartnerFlow.Of(view, partners);
            if (change.Late.Count > 0) blockers.Add(PartnerFlow.Blocker(view, change.Late, await book.Orders.Cities([.. change.Late.SelectMany(late => new[] { late.InShopify, late.InOdoo }).Distinct()], stop)));
            if (OrderAgreement.Partners(change.Carried, held).Count > 0) await book.Life.ChangePartners(held.Id, change.Carried, stop);
            life.Forget();
            partners = change.Carried;
        }

        var outcome = await life.Go(order, draft, held.Id, (view, leftOut) => leftOut.Contains(Flow.Orders) ? LineFlow.Plan(view) with { Next = null } : LineFlow.Plan(view), stop);
        if (outcome.View is null || outcome.Blockers.Count > 0) return new Followed(outcome.View?.Progress.Order, [.. blockers, .. outcome.Blockers], false);
        var target = draft with { Lines = LineTargets.Of(outcome.View) };
        held = outcome.View.Progress.Order;
        link.Remember(new LineMarks(link.Lines).Agreed(target.Lines));
        var whole = target.Lines.SequenceEqual(draft.Lines);
        var differences = whole ? Differences(draft, partners, held) : [.. OrderAgreement.Structure(target, partners, held)];
        if (differences.Count > 0) blockers.Add(OrderBlockers.Differs(order, held, differences, link.WrittenAs == fingerprint));
        return new Followed(held, blockers, differences.Count == 0);
    }

    /// <param name="Held">Null when the order is gone from Odoo.</param>
    private sealed record Followed(SaleOrderReading? Held, IReadOnlyList<Blocker> Blockers, bool LinesAgree);

    private static bool Agrees(SaleOrderDraft draft, OrderPartners? partners, SaleOrderReading held) => OrderAgreement.Structure(draft, partners, held).Count == 0;

    private List<Difference> Differences(SaleOrderDraft draft, OrderPartners? partners, SaleOrderReading held) =>
        [.. OrderAgreement.Structure(draft, partners, held), .. OrderAgreement.Amounts(draft, held, book.Rules)];

    private async Task Mark(ShopOrder order, SaleOrderReading held, CancellationToken stop)
    {
        if (order.OdooMark == held.Name) return;
        await post.Mark(order, new OdooMark(held.Name, held.Id.Value, book.OrderLink(held.Id)), stop);
        trail.Note("mark", $"Order {order.Name} says in Shopify that it is {held.Name} in Odoo.");
    }
}
