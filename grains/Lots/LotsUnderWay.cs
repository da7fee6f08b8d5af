using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Lots;

/// <summary>The lots that this server works on. Nothing of them is kept: an order without a lot goes alone, wherever its actor is.</summary>
internal sealed class LotsUnderWay(TimeProvider time, ILogger<LotsUnderWay> logger)
{
    /// <summary>Travels with a call of a customer's actor: for which order it is served now. Its customers may be those of several lots.</summary>
    private const string ServedFor = "tandem.lot-order";

    private readonly ConcurrentDictionary<RecordKey, OrderLot> orders = new();
    private readonly ConcurrentDictionary<OrderLot, ShopDomain> underWay = new();

    /// <summary>How many lots of each shop still ask for anything together.</summary>
    public IReadOnlyDictionary<ShopDomain, int> OfShops => underWay.Where(lot => !lot.Key.IsOver).GroupBy(lot => lot.Value).ToDictionary(shop => shop.Key, shop => shop.Count());

    /// <param name="records">Orders of one shop, which are about to be looked at.</param>
    public void Begin(IReadOnlyList<RecordKey> records)
    {
        var lot = new OrderLot(records, time, logger);
        underWay[lot] = records[0].Shop;
        foreach (var record in records) orders[record] = lot;
    }

    /// <summary>The pass over an order has ended.</summary>
    public void End(RecordKey order)
    {
        if (!orders.TryRemove(order, out var lot)) return;
        lot.Leave(order);
        if (!lot.IsOver || orders.Values.Contains(lot)) return;
        if (underWay.TryRemove(lot, out _)) lot.Dispose();
    }

    /// <summary>The book as an order uses it that is looked at now, and by what it marks.</summary>
    public (ShopBook Book, IOrderMarking Marks) Of(RecordKey order, ShopBook book, IOrderMarking marks) => orders.TryGetValue(order, out var lot)
        ? (book with { Orders = new LotBook(book.Orders, book.Lots, lot, order) }, new LotMarks(marks, book.Lots, lot, order))
        : (book, marks);

    /// <summary>The book as a customer uses it, whom an order of a lot may ask for.</summary>
    public IOrderBook OfCustomer(RecordKey customer, ShopBook book) =>
        RequestContext.Get(ServedFor) is string order && orders.TryGetValue(RecordKey.Parse(order), out var lot) ? new LotBook(book.Orders, book.Lots, lot, customer) : book.Orders;

    /// <summary>Has an order ask its customer.</summary>
    public async Task<T> Visit<T>(RecordKey order, RecordKey customer, Func<Task<T>> ask)
    {
        if (!orders.TryGetValue(order, out var lot)) return await ask();
        if (!lot.Away(order, customer)) return await ask();
        RequestContext.Set(ServedFor, order.ToString());
        try
        {
            return await ask();
        }
        finally
        {
            RequestContext.Remove(ServedFor);
            lot.Back(order, customer);
        }
    }
}
