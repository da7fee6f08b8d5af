using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.Stories;

/// <summary><c>story drift</c>: plants one of every kind of difference among many orders, their products and their stock, runs the reconciler, which hands on what may be mended, and runs it again.</summary>
public static class DriftStory
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>0 only when each planted difference was found and named rightly, nothing else was accused, and what may be healed was.</returns>
    public static async Task<int> Run(PracticeHouseOptions options, int orders, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await DriftHouse.Open(options, Pause, Enum.GetValues<HealedField>(), stop);
        var placed = await house.Place(Math.Max(orders, (2 * Drifts.All.Count) + 2), stop);
        await house.Goods.Carry(() => house.Settled(stop), stop);
        await output.WriteLineAsync($"{placed.Count} orders stand in both systems. The reconciler before anything is planted:");
        var right = await Night(house, output, "Nothing was planted, so nothing may be accused", [], [], healed: false, stop);

        var free = (Paid: new Queue<PracticeOrder>(placed.Where((_, index) => index % 2 == 0)), Open: new Queue<PracticeOrder>(placed.Where((_, index) => index % 2 == 1)));
        var planted = Drifts.All.Select(drift => new PlantedOrder(drift, (drift.Paid ? free.Paid : free.Open).Dequeue())).ToList();
        foreach (var one in planted) one.Drift.Plant(new DriftGround(house.Practice, one.Order));
        var goods = house.Goods.Plant();
        right &= await Night(house, output, "One of every kind is planted", planted, goods, healed: false, stop);
        // As decided, the night handed on what may be mended; each record's own loop has looked at it when all is quiet.
        await house.Settled(stop);
        right &= await Night(house, output, "What may be healed was brought in step", [.. planted.Where(one => !one.Drift.Heals)], [.. goods.Where(one => one.Stays)], healed: true, stop);
        return right ? 0 : 1;
    }

    private static async Task<bool> Night(
        DriftHouse house, TextWriter output, string what, List<PlantedOrder> orders, IReadOnlyList<PlantedGoods> goods, bool healed, CancellationToken stop)
    {
        await output.WriteLineAsync();
        var said = await house.Night(output, stop);
        var judged = Judgement.Of(house.Domain, said.Found, orders, goods, healed);
        var right = judged.Right && said.Code == (judged.Planted == 0 ? 0 : 1);
        await output.WriteLineAsync($"{what}: {judged.Planted - judged.Missed.Count} of {judged.Planted} found, {judged.Accused.Count} wrongly accused.{(right ? "" : " !")}");
        foreach (var line in judged.Lines) await output.WriteLineAsync($"  ! {line}");
        return right;
    }
}
