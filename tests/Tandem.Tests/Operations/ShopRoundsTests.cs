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

    [Fact]
    public void Each_shop_is_one_servers_and_when_a_server_goes_only_its_shops_move()
    {
        string[] servers = ["vm-17-01a225fef694795fbb0867f0eb25d248", "vm-18-01a225fea7e37cb8a297f62108504779", "vm-19-01a225ff6b1e771d8cc27a8816f90e80"];
        var shops = Enumerable.Range(0, 3000).Select(number => $"shop-{number}.myshopify.com").ToList();
        var before = shops.ToDictionary(shop => shop, shop => ShopShare.Owner(shop, servers));

        Assert.All(servers, server => Assert.InRange(before.Values.Count(owner => owner == server), 850, 1150));
        Assert.All(shops, shop => Assert.Equal(before[shop], ShopShare.Owner(shop, [.. servers.Reverse()])));
        string[] left = [.. servers.SkipLast(1)];
        var moved = shops.Where(shop => ShopShare.Owner(shop, left) != before[shop]).ToList();
        Assert.All(moved, shop => Assert.Equal(servers[^1], before[shop]));
    }

    private static ConnectedShop Shop(string name) => new(ShopDomain.Parse($"{name}.myshopify.com"), DateTimeOffset.UnixEpoch, null, null, null, null, []);
}
