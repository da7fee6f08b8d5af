using Tandem.Sync.Agreement;
using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Planning;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Reconciliation;

/// <summary>Compares an order with all that came of it on both sides: by the definition that the live sync verifies with, and by asking what the loop would still do.</summary>
public static class OrderComparison
{
    /// <param name="view">Both sides as just read, with the draft as the shop's decisions make it now.</param>
    /// <param name="confirm">The shop's policy wants it confirmed.</param>
    /// <param name="lives">The shop has Tandem follow the order after its booking.</param>
    /// <param name="partners">Customer and addresses that differ.</param>
    public static IReadOnlyList<Finding> Of(LifeView view, bool confirm, bool lives, IReadOnlyList<Difference> partners)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(partners);
        var (order, held) = (view.Order, view.Progress.Order);
        if (order.CancelledAt is not null) return lives || held.State != SaleState.Cancelled ? Life(view, lines: false) : [];
        if (held.State == SaleState.Cancelled)
            return [Found(view, FindingKind.Differs, "state", "open", "cancelled", "Somebody cancelled it in Odoo.", Role.Operations, $"Cancel {order.Name} in Shopify too, or set {held.Name} back to a quotation in Odoo and confirm it.")];

        var findings = new List<Finding>();
        if (confirm && held.State is SaleState.Draft or SaleState.Sent)
            findings.Add(Holds.Of(order) is { } hold
                ? Found(view, FindingKind.Waits, "state", "held", "quotation", hold.Sentence, hold.Owner, "Release the hold or cancel the order in Shopify.")
                : Found(view, FindingKind.Behind, "state", "to be confirmed", "quotation", "It was set back by hand in Odoo, or its last pass was cut off.", Role.Operations, $"Bring {order.Name} in step now, or confirm {held.Name} in Odoo."));
        var differences = Differences(view);
        findings.AddRange(partners.Concat(differences).Select(difference => Found(view, difference)));
        if (lives && held.State == SaleState.Sale) findings.AddRange(Life(view, lines: differences.Count > 0));
        return findings;
    }

    /// <summary>Where units were refunded the lines are those that remain, and the amounts follow from them.</summary>
    private static IReadOnlyList<Difference> Differences(LifeView view)
    {
        var (draft, held) = (view.Draft, view.Progress.Order);
        var target = draft with { Lines = LineTargets.Of(view) };
        if (!target.Lines.SequenceEqual(draft.Lines)) return OrderAgreement.Structure(target, null, held);
        var structure = OrderAgreement.Structure(draft, null, held);
        // What a line differs by shows in every amount; said once, at its cause, it can be read.
        var amounts = structure.Any(difference => difference.Field.StartsWith("line ", StringComparison.Ordinal)) ? [] : OrderAgreement.Amounts(draft, held, view.Rules);
        var date = OrderAgreement.Date(draft, held);
        return [.. structure, .. amounts, .. date is null ? Array.Empty<Difference>() : [date]];
    }

    /// <param name="lines">The lines are known to differ, and what follows from that is not told twice.</param>
    private static List<Finding> Life(LifeView view, bool lines)
    {
        var plan = LifePlanning.Plan(view);
        // Which fulfillment belongs to which transfer is Tandem's own memory, not a disagreement of the two systems.
        for (var links = 0; plan.Next is LifeStep.Link link && links < 100; links++)
        {
            view = view with { Memory = view.Memory with { Sent = new Dictionary<OdooId<Picking>, FulfillmentId>(view.Memory.Sent) { [link.Picking.Id] = link.Fulfillment.Id } } };
            plan = LifePlanning.Plan(view);
        }

        var findings = new List<Finding>();
        if (plan.Next is { } next && !(lines && plan.Flow == Flow.Orders))
            findings.Add(Found(
                view, FindingKind.Behind, $"{FlowName(plan.Flow)}: {next.GetType().Name}", LifeStepText.Of(next, view), "not done",
                "It happened while its news did not arrive, or was undone by hand in Odoo.", OwnerOf(plan.Flow), $"Bring {view.Order.Name} in step now."));
        findings.AddRange(plan.Blockers.Where(blocker => !(lines && blocker.Flow == Flow.Orders))
            .Select(blocker => Found(view, FindingKind.Waits, blocker.Cause, "to be in step", "waits", blocker.Sentence, blocker.Owner, blocker.Setting is { } setting ? $"Decide {setting}." : "Do what the cause says; the order goes on by itself then.")));
        findings.AddRange(Payments(view, plan));
        return findings;
    }

    /// <summary>Money that stands in Odoo otherwise than in Shopify, where the loop has nothing left to do about it: registered by hand, changed, or in another journal.</summary>
    private static IEnumerable<Finding> Payments(LifeView view, FlowPlan plan)
    {
        if (plan.Next is not null || plan.Blockers.Any(blocker => blocker.Flow is Flow.Payments or Flow.Refunds or Flow.Orders)) return [];
        return PaymentSums.Of(view).Where(sum => !sum.Equal).Select(sum => Found(
            view, FindingKind.Differs, $"payments in {sum.Journal}", new Money(sum.Shopify, sum.Currency).ToString(), new Money(sum.Odoo, sum.Currency).ToString(),
            sum.Odoo > sum.Shopify ? "A payment was registered or changed in Odoo by hand that Shopify does not have." : "A payment was changed in Odoo by hand, or registered in another journal.",
            Role.Finance, $"Put the payments of {view.Progress.Order.Name} right in Odoo; where the money came in another way, record it in Shopify, or accept this with the reason."));
    }

    private static Finding Found(LifeView view, Difference difference) => Found(
        view, FindingKind.Differs, difference.Field, difference.Expected, difference.Found,
        "It was changed in Odoo by hand, or in Shopify while its news did not arrive.", OwnerOf(difference.Field),
        $"Bring {view.Order.Name} in step now; what was changed by hand in Odoo, correct there in {view.Progress.Order.Name}.");

    private static Finding Found(LifeView view, FindingKind kind, string field, string shopify, string odoo, string cause, Role owner, string action) =>
        new(RecordKey.Order(view.Rules.Decisions.Shop, view.Order.Id), view.Order.Name, kind, field, shopify, odoo, cause, owner, action);

    private static Role OwnerOf(string field) =>
        field.StartsWith("line ", StringComparison.Ordinal) || field is "order date" or "customer reference" or "source document" ? Role.Ecommerce
        : field is "company" or "warehouse" or "customer" or "delivery address" ? Role.Operations
        : Role.Finance;

    private static Role OwnerOf(Flow flow) => flow switch
    {
        Flow.Payments or Flow.Refunds => Role.Finance,
        Flow.Fulfillments or Flow.Inventory => Role.Operations,
        _ => Role.Ecommerce,
    };

    private static string FlowName(Flow flow) => flow.ToString().ToLowerInvariant();
}
