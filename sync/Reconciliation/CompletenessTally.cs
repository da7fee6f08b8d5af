namespace Tandem.Sync.Reconciliation;

/// <summary>Counts orders one after the other; it holds days and sums, however many orders there are.</summary>
public sealed class CompletenessTally
{
    private readonly Dictionary<DateOnly, DayCount> days = [];
    private readonly Dictionary<DateOnly, SumTally> byDay = [];
    private readonly Dictionary<string, int> excluded = [];
    private readonly SumTally all = new();

    public void Add(CountedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (day, presence) = (days.GetValueOrDefault(order.PlacedOn) ?? new DayCount(order.PlacedOn, 0, 0, 0, 0, 0, 0, 0), order.Presence);
        int One(bool counts) => counts ? 1 : 0;
        days[order.PlacedOn] = day with
        {
            Shopify = day.Shopify + 1,
            Odoo = day.Odoo + One(presence is OrderPresence.Once or OrderPresence.Twice),
            Missing = day.Missing + One(presence == OrderPresence.Missing),
            Twice = day.Twice + One(presence == OrderPresence.Twice),
            Excluded = day.Excluded + One(presence == OrderPresence.Excluded),
            Waiting = day.Waiting + One(presence == OrderPresence.Waiting),
            Unread = day.Unread + One(presence == OrderPresence.Unread),
        };
        if (order.Excluded is { } rule) excluded[rule] = excluded.GetValueOrDefault(rule) + 1;
        if (order.Presence != OrderPresence.Once || (order.Odoo is null && order.Payments.Count == 0)) return;
        if (!byDay.TryGetValue(order.PlacedOn, out var sums)) byDay[order.PlacedOn] = sums = new SumTally();
        sums.Add(order);
        all.Add(order);
    }

    public Completeness Done() => new([.. days.Values.OrderByDescending(day => day.Day)], all.Sums, new SortedDictionary<string, int>(excluded, StringComparer.Ordinal))
    {
        Payments = all.Payments,
        ByDay = [.. byDay.OrderByDescending(day => day.Key).Select(day => new DaySums(day.Key, day.Value.Sums, day.Value.Payments))],
    };

    private sealed class SumTally
    {
        private readonly Dictionary<Currency, CurrencySum> sums = [];
        private readonly Dictionary<(string Journal, Currency Currency), JournalSum> payments = [];

        public IReadOnlyList<CurrencySum> Sums => [.. sums.Values.OrderBy(sum => sum.Currency.Code, StringComparer.Ordinal)];

        public IReadOnlyList<JournalSum> Payments => [.. payments.Values.OrderBy(sum => sum.Journal, StringComparer.Ordinal).ThenBy(sum => sum.Currency.Code, StringComparer.Ordinal)];

        public void Add(CountedOrder order)
        {
            foreach (var paid in order.Payments)
            {
                var before = payments.GetValueOrDefault((paid.Journal, paid.Currency)) ?? new JournalSum(paid.Journal, paid.Currency, 0m, 0m);
                payments[(paid.Journal, paid.Currency)] = before with { Shopify = before.Shopify + paid.Shopify, Odoo = before.Odoo + paid.Odoo };
            }

            if (order.Odoo is not { } odoo) return;
            var sum = sums.GetValueOrDefault(order.Shop.Currency) ?? new CurrencySum(order.Shop.Currency, 0m, 0m);
            var same = odoo.Currency == order.Shop.Currency;
            sums[order.Shop.Currency] = sum with
            {
                Shopify = sum.Shopify + order.Shop.Amount, Odoo = sum.Odoo + (same ? odoo.Amount : 0m),
                ShopifyTax = sum.ShopifyTax + order.ShopTax, OdooTax = sum.OdooTax + (same ? order.OdooTax : 0m),
            };
        }
    }
}
