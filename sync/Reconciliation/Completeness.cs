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

    /// <summary>What its gateways took, and what the journals hold of it that stand for them.</summary>
    public IReadOnlyList<JournalSum> Payments { get; init; } = [];
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

/// <summary>What Shopify's gateways took of invoiced orders, and what the journal in Odoo that stands for them holds; less what was given back.</summary>
/// <param name="Journal">With its gateways, such as <c>Bank (shopify_payments, manual)</c>.</param>
public sealed record JournalSum(string Journal, Currency Currency, decimal Shopify, decimal Odoo)
{
    public bool Equal => Shopify == Odoo;
}

/// <summary>The sums of the orders of one day.</summary>
public sealed record DaySums(DateOnly Day, IReadOnlyList<CurrencySum> Sums, IReadOnlyList<JournalSum> Payments)
{
    public bool Equal => Sums.All(sum => sum.Equal) && Payments.All(sum => sum.Equal);
}

/// <summary>Whether every order is there, by day and in sum.</summary>
public sealed record Completeness(IReadOnlyList<DayCount> Days, IReadOnlyList<CurrencySum> Sums, IReadOnlyDictionary<string, int> Excluded)
{
    /// <summary>Payments over all days.</summary>
    public IReadOnlyList<JournalSum> Payments { get; init; } = [];

    /// <summary>Sums day by day, the latest first; of days without an order that is in Odoo once there are none.</summary>
    public IReadOnlyList<DaySums> ByDay { get; init; } = [];

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
