using System.Diagnostics;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Campaigns;

/// <summary>Places orders at a steady pace and announces them as badly as Shopify may: twice, late, the later news first, or not at all.</summary>
internal sealed class CampaignOrders(PracticeShop shop, CampaignPlan plan)
{
    private readonly Random dice = new(plan.Seed);
    private readonly long firstCustomer = 8_600_000_000_000 + (shop.Description.FirstOrderNumber * 100L);

    public List<PracticeOrder> Placed { get; } = [];

    public int Unannounced { get; private set; }

    public IEnumerable<string> Emails => Enumerable.Range(0, plan.Customers).Select(customer => TexasOrders.Email(firstCustomer + customer));

    public async Task Place(CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Stopwatch.GetElapsedTime(started) is var passed && passed < plan.Length && await tick.WaitForNextTickAsync(stop))
            while (Placed.Count < passed.TotalSeconds * plan.PerSecond) Place();
    }

    private void Place()
    {
        var order = shop.Place(TexasOrders.Of(firstCustomer + dice.Next(plan.Customers)));
        Placed.Add(order);
        var what = dice.Next(100);
        if (what < 3)
        {
            // Only the sweep finds it.
            Unannounced++;
            return;
        }

        var late = what < 25 ? TimeSpan.FromMilliseconds(dice.Next(500, 4000)) : TimeSpan.Zero;
        shop.Webhooks.Announce(order, "orders/create", new DeliveryPlan { Delay = late, SameAgain = what % 8 == 0 ? 2 : 0 });
        if (what % 3 == 0) shop.Webhooks.Announce(order, "orders/updated");
        if (what % 9 == 0) shop.Webhooks.Announce(order, "orders/create", new DeliveryPlan { Delay = TimeSpan.FromMilliseconds(dice.Next(0, 1000)) });
    }
}
