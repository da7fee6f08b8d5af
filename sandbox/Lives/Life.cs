using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Lives;

/// <summary>One order that is placed and then acted upon, at random or as told, as far as Shopify allows, with signals that repeat and come late.</summary>
internal sealed class Life
{
    private const int Tries = 20;
    private readonly PracticeShop shop;
    private readonly LifeDice dice;
    private readonly IReadOnlyList<LifeAct>? told;
    private readonly DeliveryPlan first;
    private readonly List<LifeAct> done = [];

    /// <param name="number">Makes the customer one of its own.</param>
    /// <param name="told">What to do; null draws it.</param>
    public Life(PracticeShop shop, int seed, int number, IReadOnlyList<LifeAct>? told = null)
    {
        (this.shop, this.told, Seed, dice) = (shop, told, seed, new LifeDice(seed));
        Order = shop.Place(dice.Placed(number));
        first = dice.News();
    }

    public int Seed { get; }

    public PracticeOrder Order { get; }

    /// <summary>What Shopify allowed.</summary>
    public IReadOnlyList<LifeAct> Done => done;

    public string Told => $"seed {Seed}, order {Order.Name}: {string.Join(", ", done.Select(act => act.ToString()).Prepend(dice.Paid ? "placed and paid" : "placed"))}";

    /// <summary>Each act as soon as the one before it, or a little later.</summary>
    public async Task Live(CancellationToken stop)
    {
        shop.Webhooks.Announce(Order, "orders/create", first);
        foreach (var act in told ?? [])
        {
            await Task.Delay(act.Pause, stop);
            Do(act, act.News);
        }

        for (var left = told is null ? dice.Acts() : 0; left > 0; left--)
        {
            var pause = dice.Pause();
            await Task.Delay(pause, stop);
            for (var tries = 0; tries < Tries && dice.Act(Order, pause) is var act && !Do(act, act.News); tries++) { }
        }
    }

    /// <summary>What was told, with a look of Tandem's at each act or at the end alone.</summary>
    public async Task Live(Func<Task> settled, bool each)
    {
        if (each) await Look();
        foreach (var act in told!)
        {
            if (Do(act, new DeliveryPlan { Drop = true }) && each) await Look();
        }

        if (!each) await Look();

        async Task Look()
        {
            shop.Webhooks.Announce(Order, "orders/updated", DeliveryPlan.Now);
            await settled();
        }
    }

    private bool Do(LifeAct act, DeliveryPlan news)
    {
        try
        {
            act.Do(shop.Desk, Order, news);
            done.Add(act);
            return true;
        }
        catch (LifeRefusal)
        {
            return false;
        }
    }
}
