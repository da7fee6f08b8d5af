using System.Text.Json;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.App.Setup;

/// <summary>What the shop's orders of the last weeks hold that needs decisions.</summary>
/// <param name="Orders">How many orders were looked at.</param>
/// <param name="Whole">False where there were more than a look takes; the newest were looked at.</param>
public sealed record SeenOrders(int Orders, bool Whole, IReadOnlyList<SeenTax> Taxes, IReadOnlyList<SeenGateway> Gateways, IReadOnlyList<SeenOrder> Newest)
{
    public static SeenOrders Nothing { get; } = new(0, true, [], [], []);
}

/// <summary>One tax with the region it was charged in.</summary>
public sealed record SeenTax(string Title, decimal Rate, string? Country, string? Region, bool Included, bool ByChannel, int Orders);

/// <summary>One payment gateway.</summary>
public sealed record SeenGateway(string Gateway, int Orders);

/// <summary>An order that could be tried out.</summary>
public sealed record SeenOrder(long Id, string Name, DateTimeOffset PlacedAt);

/// <summary>Looks through a shop's orders of the last weeks and keeps what it saw.</summary>
public sealed class OrderSights(IShopOrders orders, ISetupDrafts drafts, TimeProvider time)
{
    /// <summary>Without a further scope Shopify shows no older orders.</summary>
    public const int Days = 60;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    private const int Most = 2500;
    private const int Newest = 50;

    /// <summary>What was seen a short while ago, looked at now where that is longer ago.</summary>
    public async Task<SeenOrders> Seen(ShopDomain shop, CancellationToken stop) =>
        await drafts.Seen(shop, stop) is { } kept && time.GetUtcNow() - kept.SeenAt < Fresh && JsonSerializer.Deserialize<SeenOrders>(kept.Document) is { } seen ? seen : await Look(shop, stop);

    /// <exception cref="Tandem.Shopify.Failures.ShopifyException">Shopify cannot be asked.</exception>
    public async Task<SeenOrders> Look(ShopDomain shop, CancellationToken stop)
    {
        var taxes = new Dictionary<SeenTax, int>();
        var gateways = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var newest = new List<SeenOrder>();
        var count = 0;
        await foreach (var order in orders.TraitsSince(shop, time.GetUtcNow().AddDays(-Days), stop))
        {
            if (++count > Most) break;
            if (newest.Count < Newest) newest.Add(new SeenOrder(order.Id.Value, order.Name, order.CreatedAt));
            foreach (var tax in order.Taxes.Select(tax => new SeenTax(tax.Title, tax.Rate, order.Country, order.Region, order.TaxesIncluded, tax.ByChannel, 0)).Distinct())
                taxes[tax] = taxes.GetValueOrDefault(tax) + 1;
            foreach (var gateway in order.Gateways.Distinct(StringComparer.OrdinalIgnoreCase)) gateways[gateway] = gateways.GetValueOrDefault(gateway) + 1;
        }

        var seen = new SeenOrders(
            Math.Min(count, Most), count <= Most,
            [.. taxes.Select(entry => entry.Key with { Orders = entry.Value }).OrderByDescending(tax => tax.Orders).ThenBy(tax => tax.Title, StringComparer.Ordinal)],
            [.. gateways.Select(entry => new SeenGateway(entry.Key, entry.Value)).OrderByDescending(gateway => gateway.Orders)],
            newest);
        await drafts.NoteSeen(shop, JsonSerializer.Serialize(seen), stop);
        return seen;
    }
}
