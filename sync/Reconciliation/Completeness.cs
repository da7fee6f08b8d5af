namespace Tandem.Sync.Reconciliation;

/// <summary>Where one order of Shopify's is in Odoo, for counting.</summary>
/// <param name="PlacedOn">The day it was placed, in UTC.</param>
/// <param name="Shop">What the buyer owes now by Shopify.</param>
/// <param name="Odoo">The total of its order in Odoo; null when there is none that counts.</param>
/// <param name="Excluded">The rule that leaves it out; null when none does.</param>
public sealed record CountedOrder(DateOnly PlacedOn, Money Shop, Money? Odoo, OrderPresence Presence, string? Excluded = null)
{
    /// <summary>The taxes in what the buyer owes.</summary>
    public decimal ShopTax { get; init; }

    /// <summary>The taxes in the total of its order in Odoo.</summary>
    public decimal OdooTax { get; init; }
}

/// <summary>Whether Odoo has an order.</summary>
public enum OrderPresence
{
    Once,
    Missing,
    Twice,

    /// <summary>A rule of the shop leaves it out.</summary>
    Excluded,

    /// <summary>It waits for a decision and is not in Odoo yet.</summary>
    Waiting,

    /// <summary>It could not be read, so nothing is known.</summary>
    Unread,
}

/// <summary>One day's orders on both sides.</summary>
/// <param name="Odoo">Of them in Odoo, each counted once.</param>
public sealed record DayCount(DateOnly Day, int Shopify, int Odoo, int Missing, int Twice, int Excluded, int Waiting, int Unread)
{
    public bool Complete => Missing == 0 && Twice == 0 && Unread == 0;
}

/// <summary>Sums of one currency over the orders that are in Odoo once and were sold, not cancelled.</summary>
public sealed record CurrencySum(Currency Currency, decimal Shopify, decimal Odoo)
{
    /// <summary>The taxes among them.</summary>
    public decimal ShopifyTax { get; init; }

    public decimal OdooTax { get; init; }

    public bool Equal => Shopify == Odoo && ShopifyTax == OdooTax;
}

/// <summary>Whether every order is there, by day and in sum.</summary>
public sealed record Completeness(IReadOnlyList<DayCount> Days, IReadOnlyList<CurrencySum> Sums, IReadOnlyDictionary<string, int> Excluded)
{
    public static Completeness Of(IReadOnlyList<CountedOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var tally = new CompletenessTally();
        foreach (var order in orders) tally.Add(order);
        return tally.Done();
    }

    public int Shopify => Days.Sum(day => day.Shopify);

    public int Odoo => Days.Sum(day => day.Odoo);
}

/// <summary>Counts orders one after the other; it holds days and sums, however many orders there are.</summary>
public sealed class CompletenessTally
{
    private readonly Dictionary<DateOnly, DayCount> days = [];
    private readonly Dictionary<Currency, CurrencySum> sums = [];
    private readonly Dictionary<string, int> excluded = [];

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
        if (order is not { Presence: OrderPresence.Once, Odoo: { } odoo }) return;
        var sum = sums.GetValueOrDefault(order.Shop.Currency) ?? new CurrencySum(order.Shop.Currency, 0m, 0m);
        var same = odoo.Currency == order.Shop.Currency;
        sums[order.Shop.Currency] = sum with
        {
            Shopify = sum.Shopify + order.Shop.Amount, Odoo = sum.Odoo + (same ? odoo.Amount : 0m),
            ShopifyTax = sum.ShopifyTax + order.ShopTax, OdooTax = sum.OdooTax + (same ? order.OdooTax : 0m),
        };
    }

    public Completeness Done() => new(
        [.. days.Values.OrderByDescending(day => day.Day)], [.. sums.Values.OrderBy(sum => sum.Currency.Code, StringComparer.Ordinal)], new SortedDictionary<string, int>(excluded, StringComparer.Ordinal));
}
