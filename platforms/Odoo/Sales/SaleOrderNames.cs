using System.Collections.Concurrent;
using System.Globalization;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;

namespace Tandem.Odoo.Sales;

/// <summary>Which Shopify order each sales order was made from, by its external id; asked once for each.</summary>
/// <param name="module">The shop's module for external ids (<see cref="ShopDomain.OdooModule"/>).</param>
public sealed class SaleOrderNames(IOdoo odoo, OdooProfile profile, string module)
{
    private readonly ConcurrentDictionary<OdooId<SaleOrder>, OrderId?> known = new();

    /// <summary>Orders that Tandem did not make are missing.</summary>
    public async Task<IReadOnlyDictionary<OdooId<SaleOrder>, OrderId>> Of(IReadOnlyList<OdooId<SaleOrder>> orders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var unknown = orders.Where(order => !known.ContainsKey(order)).ToList();
        if (unknown.Count > 0)
        {
            var call = new OdooCall(SaleOrder.Model, "get_metadata") { Ids = [.. unknown.Select(order => order.Value)], Context = profile.Context, Repeatable = true };
            foreach (var order in OdooRecord.All(await odoo.Call(call, cancellation))) known[order.IdOf<SaleOrder>()] = Named(module, order);
        }

        return orders.Where(order => known.GetValueOrDefault(order) is not null).ToDictionary(order => order, order => known[order]!.Value);
    }

    /// <summary>The Shopify order by whose identity a record of metadata was made; null for none of this module.</summary>
    internal static OrderId? Named(string module, OdooRecord order)
    {
        var own = $"{module}.order_";
        var name = order.Records("xmlids").Select(one => one.Text("xmlid")!).FirstOrDefault(one => one.StartsWith(own, StringComparison.Ordinal));
        return name is not null && long.TryParse(name.AsSpan(own.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new OrderId(number) : null;
    }
}
