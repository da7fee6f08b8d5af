namespace Tandem.Sync.Reconciliation;

/// <summary>Where one order of Shopify's is in Odoo, for counting.</summary>
/// <param name="PlacedOn">The day it was placed, in UTC.</param>
/// <param name="Shop">What the buyer owes now by Shopify.</param>
/// <param name="Odoo">The total of its order in Odoo; null when there is none that counts.</param>
/// <param name="Excluded">The rule that leaves it out; null when none does.</param>
public sealed record CountedOrder(DateOnly PlacedOn, Money Shop, Money? Odoo, OrderPresence Presence, string? Excluded = null);

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
    public bool Equal => Shopify == Odoo;
}

/// <summary>Whether every order is there, by day and in sum.</summary>
public sealed record Completeness(IReadOnlyList<DayCount> Days, IReadOnlyList<CurrencySum> Sums, IReadOnlyDictionary<string, int> Excluded)
{
    public static Completeness Of(IReadOnlyList<CountedOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        int Count(IEnumerable<CountedOrder> some, OrderPresence presence) => some.Count(order => order.Presence == presence);
        return new Completeness(
            [
                .. orders.GroupBy(order => order.PlacedOn).OrderByDescending(day => day.Key).Select(day => new DayCount(
                    day.Key, day.Count(), Count(day, OrderPresence.Once) + Count(day, OrderPresence.Twice), Count(day, OrderPresence.Missing), Count(day, OrderPresence.Twice),
                    Count(day, OrderPresence.Excluded), Count(day, OrderPresence.Waiting), Count(day, OrderPresence.Unread))),
            ],
            [
                .. orders.Where(order => order is { Presence: OrderPresence.Once, Odoo: not null }).GroupBy(order => order.Shop.Currency).OrderBy(sum => sum.Key.Code, StringComparer.Ordinal)
                    .Select(sum => new CurrencySum(sum.Key, sum.Sum(order => order.Shop.Amount), sum.Where(order => order.Odoo!.Value.Currency == sum.Key).Sum(order => order.Odoo!.Value.Amount))),
            ],
            orders.Where(order => order.Excluded is not null).GroupBy(order => order.Excluded!).ToDictionary(rule => rule.Key, rule => rule.Count()));
    }

    public int Shopify => Days.Sum(day => day.Shopify);

    public int Odoo => Days.Sum(day => day.Odoo);
}
