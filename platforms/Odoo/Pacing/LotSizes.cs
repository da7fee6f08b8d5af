namespace Tandem.Odoo.Pacing;

/// <summary>How many records go into one call of a kind: as many as Odoo worked through the last time while a live call can wait for one of its processes.</summary>
/// <remarks>It begins small, for nobody knows yet how fast this Odoo is, and at most doubles from one call to the next.</remarks>
public sealed class LotSizes
{
    /// <summary>More in one call saves nothing that can be measured.</summary>
    public const int Most = 50;

    private const int First = 12;

    /// <summary>What one call of many may take: an order that was placed just now waits no longer, where Odoo has but one process.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Lock sync = new();
    private readonly Dictionary<string, int> sizes = [];

    public int Of(string kind)
    {
        lock (sync) return sizes.GetValueOrDefault(kind, First);
    }

    /// <summary>A call of so many took so long.</summary>
    public void Learn(string kind, int records, TimeSpan took)
    {
        lock (sync)
        {
            var size = sizes.GetValueOrDefault(kind, First);
            var fits = (int)Math.Min(Most, records * (Longest / (took + TimeSpan.FromMilliseconds(1))));
            // A small call says little about a large one: it takes nothing back, and gives no more than twice.
            sizes[kind] = Math.Clamp(fits < size && took < Longest ? size : fits, 1, Math.Min(Most, Math.Max(size, records) * 2));
        }
    }
}
