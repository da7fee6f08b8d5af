using System.Collections.Concurrent;
using Tandem.Odoo.Sales;
using Tandem.Sync;

namespace Tandem.Grains.Orders;

/// <summary>The external ids of order lines, which never change: asked of Odoo once for each while there is room.</summary>
public sealed class LineNames(OrderEdits edits)
{
    /// <summary>Some ten thousand orders; older ones are asked for again.</summary>
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<OdooId<SaleOrderLine>, string> known = new();

    /// <summary>Lines that Tandem did not make are missing.</summary>
    public async Task<IReadOnlyDictionary<OdooId<SaleOrderLine>, string>> Of(IReadOnlyCollection<OdooId<SaleOrderLine>> lines, CancellationToken stop)
    {
        var names = new Dictionary<OdooId<SaleOrderLine>, string>();
        foreach (var line in lines)
            if (known.TryGetValue(line, out var name)) names[line] = name;
        var unknown = lines.Where(line => !names.ContainsKey(line)).ToList();
        if (unknown.Count == 0) return names;
        foreach (var (line, name) in await edits.ExternalIdsOf(unknown, stop))
        {
            names[line] = name;
            Remember(line, name);
        }

        return names;
    }

    /// <summary>Keeps the name of a line that was just made.</summary>
    public void Remember(OdooId<SaleOrderLine> line, string name)
    {
        if (known.Count >= Most) known.Clear();
        known[line] = name;
    }
}
