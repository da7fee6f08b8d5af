using Tandem.Grains.Ledger;

namespace Tandem.Grains.Dispatch;

/// <summary>Which shops this server looks at: each shop is one living server's, so that ten servers ask no Odoo and no shop more often than one would.</summary>
internal sealed class ShopShare(IShops shops, AbandonedWork work, Worker worker)
{
    /// <summary>Answered anew for each round: a server that died leaves its shops to the others with their next one.</summary>
    public async Task<IReadOnlyList<ConnectedShop>> Mine(CancellationToken stop)
    {
        var living = await work.Living(stop);
        var all = await shops.All(stop);
        return living.Count < 2 ? all : [.. all.Where(shop => Owner(shop.Shop.Value, living) == worker.Name)];
    }

    /// <summary>The server whose name goes best with the shop's: when one comes or goes, only its own shops move.</summary>
    internal static string Owner(string shop, IReadOnlyList<string> servers) => servers.MaxBy(server => Fit(shop, server))!;

    /// <summary>The same in every process, which .NET's own hash is not (FNV-1a, stirred so that names alike in all but the end spread).</summary>
    private static ulong Fit(string shop, string server)
    {
        unchecked
        {
            var hash = 14_695_981_039_346_656_037UL;
            foreach (var letter in $"{shop}\n{server}") hash = (hash ^ letter) * 1_099_511_628_211UL;
            hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
            return hash ^ (hash >> 33);
        }
    }
}
