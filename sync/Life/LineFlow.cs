using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Carries changed lines of an order into Odoo while nothing of them is delivered or invoiced; afterwards a person decides.</summary>
public static class LineFlow
{
    /// <summary>A short text that is equal for drafts with equal lines.</summary>
    public static string DigestOf(SaleOrderDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var lines = draft.Lines.Where(line => line.Role != LineRole.Rounding).Select(line => new { line.ExternalId, line.Product, line.Quantity, line.PriceUnit, line.Discount, line.Taxes });
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(lines)).AsSpan(0, 12));
    }

    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Order.CancelledAt is not null) return FlowPlan.Nothing;
        var targets = LineTargets.Of(view);
        var changes = targets.Where(target => view.ByName.TryGetValue(target.ExternalId, out var held) && !Same(target, held))
            .Select(target => (Target: target, Held: view.ByName[target.ExternalId])).ToList();
        var additions = targets.Where(target => target.Quantity != 0m && !view.ByName.ContainsKey(target.ExternalId)).ToList();
        var wanted = targets.Select(target => target.ExternalId).ToHashSet();
        var removed = view.ByName.Where(held => !wanted.Contains(held.Key) && held.Value.Quantity != 0m).Select(held => held.Value).ToList();
        if (changes.Count + additions.Count + removed.Count == 0) return FlowPlan.Nothing;

        var lowered = changes.All(change => OnlyFewer(view, change.Target, change.Held)) && additions.Count == 0 && removed.Count == 0;
        if (!lowered && view.Memory.Written == DigestOf(view.Draft)) return FlowPlan.Wait(ChangedInOdoo(view, changes, additions, removed));
        if (!lowered && view.Rules.Orders.Edits == Following.Tell) return FlowPlan.Wait(Told(view, changes, additions, removed, "Edits are told and not carried (orders.edits)."));
        if (!lowered && changes.Select(change => change.Held).Concat(removed).FirstOrDefault(held => Started(view, held)) is { } started)
            return FlowPlan.Wait(Told(view, changes, additions, removed, $"“{started.Name}” is already delivered or invoiced, so Tandem changes nothing by itself."));
        return FlowPlan.Do(new LifeStep.ChangeLines(
            [.. changes.Select(change => Change(change.Held.Id, change.Target)), .. removed.Select(Gone)], additions,
            lowered ? "refunded units left the order" : "the order was edited in Shopify"));
    }

    /// <summary>Units that a refund took off: not an edit, and allowed after the invoice.</summary>
    private static bool OnlyFewer(LifeView view, SaleLineDraft target, SaleLineReading held) =>
        FulfilledUnits.LineOf(view, held.Id) is { } line && view.Order.Lines.Any(one => one.Id == line && one.RefundedQuantity > 0)
        && target.Quantity < held.Quantity && held.Quantity <= view.Draft.Lines.First(one => one.ExternalId == target.ExternalId).Quantity && Same(target with { Quantity = held.Quantity }, held);

    private static bool Started(LifeView view, SaleLineReading held) =>
        view.ProgressOf(held.Id) is { Delivered: > 0m }
        || view.Progress.Invoices.Any(invoice => invoice.State != InvoiceState.Cancelled && invoice.Lines.Any(line => line.SaleLines.Contains(held.Id)));

    private static LineChange Change(OdooId<SaleOrderLine> line, SaleLineDraft target) =>
        new(line, target.Quantity, target.PriceUnit, target.Discount, target.Taxes, target.Name);

    private static LineChange Gone(SaleLineReading held) => new(held.Id, 0m, held.PriceUnit, held.Discount, held.Taxes, held.Name);

    private static bool Same(SaleLineDraft target, SaleLineReading held) =>
        held.Product == target.Product && held.Quantity == target.Quantity
        && (target.Quantity == 0m || (held.PriceUnit == target.PriceUnit && held.Discount == target.Discount && held.Taxes.ToHashSet().SetEquals(target.Taxes)));

    private static Blocker ChangedInOdoo(LifeView view, List<(SaleLineDraft Target, SaleLineReading Held)> changes, List<SaleLineDraft> additions, List<SaleLineReading> removed) => new(
        BlockerCode.StructureDiffers, $"order {view.Order.Id}",
        $"Order {view.Order.Name} and {view.Progress.Order.Name} in Odoo do not agree: {Both(changes, additions, removed)}. Somebody or something in Odoo changed the order: put {view.Progress.Order.Name} right in Odoo, then try again.",
        Role.Operations);

    private static Blocker Told(
        LifeView view, List<(SaleLineDraft Target, SaleLineReading Held)> changes, List<SaleLineDraft> additions, List<SaleLineReading> removed, string why) => new(
        BlockerCode.ChangedInShopify, $"order {view.Order.Id}",
        $"Order {view.Order.Name} was changed in Shopify after it became {view.Progress.Order.Name} in Odoo: {Both(changes, additions, removed)}. {why} In Odoo, make a credit note for what is invoiced too much and a new line for what is missing, or an additional invoice; or undo the change in Shopify. Then try again.",
        Role.Operations);

    private static string Both(List<(SaleLineDraft Target, SaleLineReading Held)> changes, List<SaleLineDraft> additions, List<SaleLineReading> removed) => string.Join("; ",
    [
        .. changes.Select(change => $"“{change.Target.From ?? change.Target.Name}” is {Text(change.Target.Quantity, change.Target.PriceUnit, change.Target.Discount)} in Shopify and {Text(change.Held.Quantity, change.Held.PriceUnit, change.Held.Discount)} in Odoo"),
        .. additions.Select(line => $"“{line.From ?? line.Name}” {Text(line.Quantity, line.PriceUnit, line.Discount)} is missing in Odoo"),
        .. removed.Select(line => $"“{line.Name}” {Text(line.Quantity, line.PriceUnit, line.Discount)} is no longer in Shopify"),
    ]);

    private static string Text(decimal quantity, decimal price, decimal discount) =>
        string.Create(CultureInfo.InvariantCulture, $"{quantity:0.##} × {price:0.00##}{(discount == 0m ? "" : $" −{discount:0.##} %")}");
}
