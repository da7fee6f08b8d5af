using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>One line that reads otherwise in Odoo than it should.</summary>
/// <param name="Target">Null where the shop no longer has it.</param>
/// <param name="Held">Null where Odoo does not have it.</param>
public sealed record LineDifference(string Name, SaleLineDraft? Target, SaleLineReading? Held)
{
    public string Title => Target?.From ?? Target?.Name ?? Held?.Name ?? Name;
}

/// <summary>Finds the lines on which the two sides of an order differ.</summary>
public static class LineDifferences
{
    public static IReadOnlyList<LineDifference> Of(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var targets = LineTargets.Of(view);
        var wanted = targets.Select(target => target.ExternalId).ToHashSet();
        return
        [
            .. targets.Select(target => new LineDifference(target.ExternalId, target, view.ByName.GetValueOrDefault(target.ExternalId)))
                .Where(line => line.Held is null ? line.Target!.Quantity != 0m : !Same(line.Target!, line.Held)),
            .. view.ByName.Where(held => !wanted.Contains(held.Key) && held.Value.Quantity != 0m).Select(held => new LineDifference(held.Key, null, held.Value)),
        ];
    }

    internal static bool Same(SaleLineDraft target, SaleLineReading held) =>
        held.Product == target.Product && held.Quantity == target.Quantity
        && (target.Quantity == 0m || (held.PriceUnit == target.PriceUnit && held.Discount == target.Discount && held.Taxes.ToHashSet().SetEquals(target.Taxes)));
}
