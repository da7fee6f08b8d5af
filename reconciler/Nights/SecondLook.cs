using Microsoft.Extensions.Options;

namespace Tandem.Reconciler;

/// <summary>Looks again at what differed: what differs in the same way twice is told, what agrees by now is not, and what changes at every look is left for the next night.</summary>
internal sealed class SecondLook(IOptions<ReconcilerOptions> options, TimeProvider time)
{
    private const int Looks = 4;

    /// <param name="first">What differed at the first look, by what it is about.</param>
    /// <param name="how">In what way it differs.</param>
    /// <param name="look">Looks at some again; what agrees by now is missing.</param>
    /// <returns>What is told, and how many changed every time.</returns>
    public async Task<(IReadOnlyDictionary<TKey, T> Told, IReadOnlyCollection<TKey> Restless)> Settle<TKey, T>(
        IReadOnlyDictionary<TKey, T> first, Func<T, string> how, Func<IReadOnlyCollection<TKey>, Task<IReadOnlyDictionary<TKey, T>>> look, CancellationToken stop)
        where TKey : notnull
    {
        var (told, open) = (new Dictionary<TKey, T>(), first);
        for (var looks = 1; looks < Looks && open.Count > 0; looks++)
        {
            if (options.Value.GoodsLookAgainAfter > TimeSpan.Zero) await Task.Delay(options.Value.GoodsLookAgainAfter, time, stop);
            var again = await look([.. open.Keys]);
            var moved = new Dictionary<TKey, T>();
            foreach (var (key, now) in again)
            {
                if (how(now) == how(open[key])) told[key] = now;
                else moved[key] = now;
            }

            open = moved;
        }

        return (told, [.. open.Keys]);
    }
}
