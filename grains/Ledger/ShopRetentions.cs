using System.Text;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Grains.Ledger;

/// <summary>What is forgotten: all that is older, of one shop, or of all but some.</summary>
/// <param name="Before">What is older goes.</param>
/// <param name="Shop">Null for all shops but <paramref name="But"/>.</param>
public sealed record Forgetting(DateTimeOffset Before, ShopDomain? Shop, IReadOnlyList<ShopDomain> But)
{
    public static Forgetting Of(DateTimeOffset before) => new(before, null, []);

    internal string Which(Dialect dialect) => Shop is null ? $"not (shop {dialect.OneOf("But")})" : "shop = @Shop";

    internal object Terms(int most = 0) => new { Before = UnixTime.Of(Before), Shop = Shop?.Value ?? "", But = But.Select(shop => shop.Value).ToArray(), Most = (long)most };
}

/// <summary>The shops that decided themselves how long things are kept, also those that have left.</summary>
internal sealed class ShopRetentions(LedgerDatabase database, IDecisionStore decisions)
{
    public async Task<IReadOnlyList<(ShopDomain Shop, RetentionDecision Keeps)>> Decided(CancellationToken stop)
    {
        var decided = new List<(ShopDomain, RetentionDecision)>();
        foreach (var name in await database.Query<string>("select domain from shop order by domain", null, stop))
        {
            var shop = ShopDomain.Parse(name);
            if (await decisions.Current(shop, stop) is { } saved
                && DecisionsFile.Read(Encoding.UTF8.GetBytes(saved.Document)) is DecisionsReading.Read { Decisions.Retention: var keeps } && keeps != new RetentionDecision()) decided.Add((shop, keeps));
        }

        return decided;
    }
}
