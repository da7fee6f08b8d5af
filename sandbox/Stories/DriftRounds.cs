using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary>Plants differences at random, round after round, and has the reconciler find each and accuse nothing else; on request while both systems go on changing.</summary>
public sealed class DriftRounds
{
    private const int Most = 20;
    private const int MostGoods = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than the live loop takes until it has an order in hand.</summary>
    private static readonly TimeSpan PauseWhileMoving = TimeSpan.FromMilliseconds(300);

    private readonly DriftHouse house;
    private readonly TextWriter output;
    private readonly Queue<PracticeOrder> paid = new();
    private readonly Queue<PracticeOrder> open = new();

    private DriftRounds(DriftHouse house, TextWriter output) => (this.house, this.output) = (house, output);

    /// <param name="seed">The same seed plants the same.</param>
    /// <param name="moving">Both systems change other records during each night.</param>
    /// <returns>0 only when no round missed or wrongly accused anything.</returns>
    public static async Task<int> Run(PracticeHouseOptions options, int seed, int rounds, bool moving, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await DriftHouse.Open(options, moving ? PauseWhileMoving : Pause, [], stop);
        var all = new DriftRounds(house, output);
        await all.Fill(stop);
        await house.Goods.Carry(() => house.Settled(stop), stop);
        var (planted, wrong) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var judged = await all.Round(new Random(unchecked((seed * 1_000_003) + round)), round, moving, stop);
            planted += judged.Planted;
            if (!judged.Right) wrong++;
            if ((round + 1) % 10 == 0) await output.WriteLineAsync($"{round + 1} rounds, {planted} differences planted, {wrong} rounds wrong");
        }

        await output.WriteLineAsync($"Seed {seed}: {rounds} rounds of 1 to {Most} differences{(moving ? ", while both systems changed" : "")}: {planted} planted, {wrong} rounds missed or wrongly accused something.");
        return wrong == 0 ? 0 : 1;
    }

    private async Task<Judgement> Round(Random random, int round, bool moving, CancellationToken stop)
    {
        var many = random.Next(1, Most + 1);
        var ofGoods = Math.Min(random.Next(0, many + 1), MostGoods);
        var orders = Enumerable.Range(0, many - ofGoods).Select(_ => Drifts.All[random.Next(Drifts.All.Count)]).Select(drift => new PlantedOrder(drift, (drift.Paid ? paid : open).Dequeue())).ToList();
        var held = orders.ToDictionary(one => one.Order, one => new DriftGround(house.Practice, one.Order).Id);
        foreach (var one in orders) one.Drift.Plant(new DriftGround(house.Practice, one.Order));
        var goods = house.Goods.Plant(random, ofGoods);
        NightSaid said;
        IReadOnlyList<PracticeOrder> came;
        using (var ended = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            var mover = moving ? Move(new Random(random.Next()), ended.Token) : Task.FromResult<IReadOnlyList<PracticeOrder>>([]);
            said = await house.Night(TextWriter.Null, stop);
            await ended.CancelAsync();
            came = await mover;
        }

        var judged = Judgement.Of(house.Domain, said.Found, orders, goods, healed: false);
        foreach (var line in judged.Lines) await output.WriteLineAsync($"! round {round}: {line}");
        foreach (var why in said.Unseen.Where(why => !moving)) await output.WriteLineAsync($"! round {round}: {why}");
        foreach (var one in orders) Remove(one.Order, held[one.Order]);
        // Else each night is longer than the one before, and more comes in while it lasts.
        if (came.Count > 0) await house.Settled(stop);
        foreach (var one in came) Remove(one, new DriftGround(house.Practice, one).Id);
        await house.ForgetNewest(stop);
        house.Goods.Restore();
        await Fill(stop);
        return moving || said.Unseen.Count == 0 ? judged : judged with { Missed = [.. judged.Missed, .. said.Unseen] };
    }

    /// <summary>People and shops go on: orders come in and are booked, orders are touched, goods are counted and renamed on both sides at once.</summary>
    /// <returns>The orders that came in.</returns>
    private async Task<IReadOnlyList<PracticeOrder>> Move(Random random, CancellationToken stop)
    {
        var came = new List<PracticeOrder>();
        try
        {
            for (var turn = 1; ; turn++)
            {
                switch (random.Next(4))
                {
                    case 0:
                        came.Add(house.Practice.Shop.Place(Engraving));
                        await house.Practice.Shop.Webhooks.Deliver(came[^1], "orders/create", null, CancellationToken.None);
                        break;
                    case 1:
                        house.Practice.Shop.Change(open.Last(), order => order with { Note = $"Touched {turn}" });
                        break;
                    case 2:
                        house.Goods.CountSpare(random.Next(1, 1000));
                        break;
                    default:
                        house.Goods.RenameSpare($"Renamed {random.Next()}");
                        break;
                }

                await Task.Delay(random.Next(1, 60), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The night is over.
        }

        return came;
    }

    /// <summary>An order that takes nothing from a shelf: what is sold is told to Shopify in a minute, which no night that is played waits for.</summary>
    private static OrderDescription Engraving => DemoOrders.Simple() with { Lines = [DemoOrders.CustomLine().Lines[1]], Shipping = [], Payments = [] };

    /// <summary>Enough orders for any round; those of the round before are gone.</summary>
    private async Task Fill(CancellationToken stop)
    {
        var lacking = Math.Max(Math.Max(Most + 2 - paid.Count, Most + 2 - open.Count), 0);
        foreach (var (order, index) in (await house.Place(2 * lacking, stop)).Select((order, index) => (order, index))) (index % 2 == 0 ? paid : open).Enqueue(order);
        await house.Settled(stop);
    }

    /// <summary>Takes an order out of both systems, whatever was done to it.</summary>
    private void Remove(PracticeOrder order, int held)
    {
        house.Practice.Shop.Delete(order);
        var (odoo, origin) = (house.Practice.Odoo, $"Shopify {order.Name}");
        foreach (var sale in odoo.Records("sale.order", "id", id => DriftGround.Number(id) == held).Concat(odoo.Records("sale.order", "origin", text => text as string == origin)).Select(sale => DriftGround.Number(sale["id"])).Distinct().ToList())
        {
            odoo.Change("sale.order", sale, new Dictionary<string, object?> { ["state"] = "cancel" });
            odoo.Delete("sale.order", sale);
        }
    }
}
