using System.Collections.Concurrent;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Operations;

public sealed class ShopRoundsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shop_that_hangs_is_passed_by_and_the_others_have_their_turns()
    {
        using var rounds = new ShopRounds(atOnce: 2);
        var (hanging, turns) = (new TaskCompletionSource(), new ConcurrentQueue<string>());
        IReadOnlyList<ConnectedShop> shops = [Shop("slow"), Shop("one"), Shop("two")];
        async Task Work(ConnectedShop shop)
        {
            if (shop == shops[0]) await hanging.Task;
            turns.Enqueue(shop.Shop.Value);
        }

        for (var round = 0; round < 2; round++)
        {
            await rounds.Go(shops, Work, Stop);
            while (turns.Count < (round + 1) * 2) await Task.Delay(5, Stop);
            // The turn is over a moment after its work.
            while (rounds.UnderWay > 1) await Task.Delay(5, Stop);
        }

        Assert.Equal(4, turns.Count);
        hanging.SetResult();
        await rounds.Over();
        Assert.Equal("slow.myshopify.com", turns.Last());
    }

    private static ConnectedShop Shop(string name) => new(ShopDomain.Parse($"{name}.myshopify.com"), DateTimeOffset.UnixEpoch, null, null, null, null, []);
}
