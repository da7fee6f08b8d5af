using Tandem.Shopify.Orders;

namespace Tandem.App.Setup;

/// <summary>What the shop's orders of the last weeks hold that needs decisions.</summary>
/// <param name="Orders">How many orders were looked at.</param>
/// <param name="Whole">False where there are more than a page can wait for; the newest were looked at, and the rest is being looked at.</param>
/// <param name="Newest">Some that could be tried out.</param>
public sealed record SeenOrders(int Orders, bool Whole, IReadOnlyList<SeenTax> Taxes, IReadOnlyList<SeenGateway> Gateways, IReadOnlyList<SeenOrder> Newest)
{
    public static SeenOrders Nothing { get; } = new(0, true, [], [], []);

    /// <summary>Where orders come from, as Shopify names it, such as web or pos.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Currencies that buyers paid in.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = [];

    /// <summary>Titles of the shipping that buyers chose.</summary>
    public IReadOnlyList<string> Shipping { get; init; } = [];

    /// <summary>When all orders were looked through, where that takes longer than a page can wait.</summary>
    public DateTimeOffset? WholeAt { get; init; }

    /// <summary>This, with what a look at the newest orders found since.</summary>
    public SeenOrders With(SeenOrders newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        return this with
        {
            Taxes = [.. Taxes, .. newer.Taxes.Where(tax => !Taxes.Any(known => known with { Orders = 0 } == tax with { Orders = 0 }))],
            Gateways = [.. Gateways, .. newer.Gateways.Where(gateway => !Gateways.Any(known => string.Equals(known.Gateway, gateway.Gateway, StringComparison.OrdinalIgnoreCase)))],
            Newest = newer.Newest,
            Sources = [.. Sources.Union(newer.Sources)],
            Currencies = [.. Currencies.Union(newer.Currencies)],
            Shipping = [.. Shipping.Union(newer.Shipping)],
        };
    }
}

/// <summary>One tax with the region it was charged in.</summary>
public sealed record SeenTax(string Title, decimal Rate, string? Country, string? Region, bool Included, bool ByChannel, int Orders);

/// <summary>One payment gateway.</summary>
public sealed record SeenGateway(string Gateway, int Orders);

/// <summary>An order that could be tried out.</summary>
public sealed record SeenOrder(long Id, string Name, DateTimeOffset PlacedAt);

/// <summary>Counts what orders hold, one after the other, the newest first.</summary>
internal sealed class OrderTally
{
    private const int Newest = 50;

    /// <summary>More titles than that are typed by the checkout, and nobody decides each.</summary>
    private const int Names = 40;

    private readonly Dictionary<SeenTax, int> taxes = [];
    private readonly Dictionary<string, int> gateways = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SeenOrder> newest = [];
    private readonly HashSet<string> sources = [], currencies = [], shipping = [];

    public int Orders { get; private set; }

    public void Add(OrderTraits order)
    {
        Orders++;
        if (newest.Count < Newest) newest.Add(new SeenOrder(order.Id.Value, order.Name, order.CreatedAt));
        foreach (var tax in order.Taxes.Select(tax => new SeenTax(tax.Title, tax.Rate, order.Country, order.Region, order.TaxesIncluded, tax.ByChannel, 0)).Distinct())
            taxes[tax] = taxes.GetValueOrDefault(tax) + 1;
        foreach (var gateway in order.Gateways.Distinct(StringComparer.OrdinalIgnoreCase)) gateways[gateway] = gateways.GetValueOrDefault(gateway) + 1;
        if (order.Source is { } source && sources.Count < Names) sources.Add(source);
        if (order.Currency is { } currency) currencies.Add(currency);
        foreach (var title in order.Shipping.Where(_ => shipping.Count < Names)) shipping.Add(title);
    }

    public SeenOrders Sum(bool whole) => new(
        Orders, whole,
        [.. taxes.Select(entry => entry.Key with { Orders = entry.Value }).OrderByDescending(tax => tax.Orders).ThenBy(tax => tax.Title, StringComparer.Ordinal)],
        [.. gateways.Select(entry => new SeenGateway(entry.Key, entry.Value)).OrderByDescending(gateway => gateway.Orders)],
        newest)
    {
        Sources = [.. sources.Order(StringComparer.Ordinal)], Currencies = [.. currencies.Order(StringComparer.Ordinal)], Shipping = [.. shipping.Order(StringComparer.Ordinal)],
    };
}
