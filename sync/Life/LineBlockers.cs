using System.Globalization;
using Tandem.Sync.Failures;

namespace Tandem.Sync.Life;

/// <summary>The blockers for lines that only a person can bring to agreement; each shows both versions.</summary>
internal static class LineBlockers
{
    public static Blocker ChangedInOdoo(LifeView view, IReadOnlyList<LineDifference> lines) => new(
        BlockerCode.StructureDiffers, $"order {view.Order.Id}",
        $"Order {view.Order.Name} and {view.Progress.Order.Name} in Odoo do not agree: {Both(lines)}. Somebody or something in Odoo changed the order: put {view.Progress.Order.Name} right in Odoo, then try again.",
        Role.Operations);

    /// <param name="started">One of the lines that is delivered or invoiced; null when none is.</param>
    public static Blocker ChangedOnBothSides(LifeView view, IReadOnlyList<LineDifference> lines, LineDifference? started) => new(
        BlockerCode.ChangedOnBothSides, $"order {view.Order.Id}",
        $"Order {view.Order.Name} was changed in Shopify, and the same lines of {view.Progress.Order.Name} were changed in Odoo: {Both(lines)}. Tandem overwrites neither. "
        + (started is null
            ? $"To keep Shopify's version, write it on {view.Progress.Order.Name} in Odoo; to keep Odoo's, edit the order in Shopify to match. Then try again."
            : $"“{started.Title}” is already delivered or invoiced: edit the order in Shopify to match Odoo, or write Shopify's version in Odoo with a credit note or an additional invoice for the difference. Then try again."),
        Role.Operations, HealsWithTime: true);

    /// <param name="started">One of the lines that is delivered or invoiced; null when edits are told by decision.</param>
    public static Blocker ChangedInShopify(LifeView view, IReadOnlyList<LineDifference> lines, LineDifference? started) => new(
        BlockerCode.ChangedInShopify, $"order {view.Order.Id}",
        $"Order {view.Order.Name} was changed in Shopify after it became {view.Progress.Order.Name} in Odoo: {Both(lines)}. "
        + (started is null ? "Edits are told and not carried (orders.edits)." : $"“{started.Title}” is already delivered or invoiced, so Tandem does not change it by itself.")
        + " In Odoo, make a credit note for what is invoiced too much and a new line for what is missing, or an additional invoice; or undo the change in Shopify. Then try again.",
        Role.Operations);

    private static string Both(IReadOnlyList<LineDifference> lines) => string.Join("; ", lines.Select(line => line switch
    {
        { Target: { } target, Held: { } held } =>
            $"“{line.Title}” is {Text(target.Quantity, target.PriceUnit, target.Discount)} in Shopify and {Text(held.Quantity, held.PriceUnit, held.Discount)} in Odoo",
        { Target: { } target } => $"“{line.Title}” {Text(target.Quantity, target.PriceUnit, target.Discount)} is missing in Odoo",
        { Held: { } held } => $"“{line.Title}” {Text(held.Quantity, held.PriceUnit, held.Discount)} is no longer in Shopify",
        _ => line.Title,
    }));

    private static string Text(decimal quantity, decimal price, decimal discount) =>
        string.Create(CultureInfo.InvariantCulture, $"{quantity:0.##} × {price:0.00##}{(discount == 0m ? "" : $" −{discount:0.##} %")}");
}
