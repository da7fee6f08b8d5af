using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary>A difference that stands in an order now.</summary>
internal sealed record PlantedOrder(Drift Drift, PracticeOrder Order)
{
    public RecordKey Record(ShopDomain shop) => RecordKey.Order(shop, new OrderId(Order.Number));
}

/// <summary>What a night said, held against what was planted.</summary>
internal sealed record Judgement(int Planted, IReadOnlyList<string> Missed, IReadOnlyList<Finding> Accused)
{
    public bool Right => Missed.Count == 0 && Accused.Count == 0;

    public IEnumerable<string> Lines => Missed.Select(one => $"missed: {one}")
        .Concat(Accused.Select(one => $"accused: {one.Name} {one.Kind} {one.Field}: Shopify {one.Shopify}, Odoo {one.Odoo} ({one.Cause})"));

    /// <param name="healed">What may be mended was.</param>
    public static Judgement Of(ShopDomain shop, IReadOnlyList<Finding> found, IReadOnlyList<PlantedOrder> orders, IReadOnlyList<PlantedGoods> goods, bool healed)
    {
        var missed = new List<string>();
        foreach (var one in orders)
        {
            var own = found.Where(finding => finding.Record == one.Record(shop)).ToList();
            if (!own.Exists(finding => finding.Kind == one.Drift.Kind && finding.Field.Contains(one.Drift.Field, StringComparison.Ordinal)))
                missed.Add($"{one.Order.Name} ({one.Drift.What}): {(own.Count == 0 ? "nothing was said" : string.Join("; ", own.Select(finding => $"{finding.Kind} {finding.Field}")))}");
        }

        missed.AddRange(goods.SelectMany(one => one.Missed(found, healed)));
        var named = orders.Select(one => one.Record(shop)).ToHashSet();
        return new Judgement(
            orders.Count + goods.Count, missed, [.. found.Where(finding => !named.Contains(finding.Record) && !goods.Any(one => one.Explains(finding, healed)))]);
    }
}
