using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>An order that is to be created with others.</summary>
/// <param name="Confirmed">Create it in the state of a confirmed order.</param>
public sealed record OrderToLoad(SaleOrderDraft Draft, OrderPartners Partners, bool Confirmed);

/// <summary>What one record's part of a call of many came to.</summary>
/// <param name="Failure">Why it has none, where time may heal that; null where it has one.</param>
public sealed record LotAnswer<T>(T? Value, OdooException? Failure = null);

/// <summary>The calls of an order, each for many orders at once, after all that live work asks. What Odoo does not take together is left out of the answer: it is asked for alone, and Odoo's own reason is found there.</summary>
/// <param name="module">The shop's module for external ids (<see cref="ShopDomain.OdooModule"/>).</param>
public sealed class SaleOrderLots(IOdoo odoo, OdooProfile profile, string module)
{
    private readonly IOdoo odoo = odoo.At(CallPriority.History);
    private readonly Specification specification = SaleOrderText.Specification(profile.Fields);
    private readonly LotSizes sizes = new();

    /// <summary>First call: creates the drafts, or finds those that these identities already have; answers ids by the places of the orders.</summary>
    public async Task<IReadOnlyDictionary<int, LotAnswer<OdooId<SaleOrder>>>> Load(IReadOnlyList<OrderToLoad> orders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var made = new Dictionary<int, LotAnswer<OdooId<SaleOrder>>>();
        var rows = orders.Select((order, place) => new Row(place, order, SaleOrderRows.Of(order.Draft, order.Partners, profile.Fields, order.Confirmed)));
        // A column that is left out keeps Odoo's default, an empty cell does not: those that name the same go together.
        foreach (var alike in rows.GroupBy(row => string.Join('\n', row.Table.Columns)))
            await EachPart("load", [.. alike], part => Load(part, made, cancellation), (row, failed) => made[row.Place] = new(default, failed));
        return made;
    }

    /// <summary>Second call: the orders as Odoo holds them; those that are gone are missing.</summary>
    public async Task<IReadOnlyDictionary<OdooId<SaleOrder>, LotAnswer<SaleOrderReading>>> Read(IReadOnlyList<OdooId<SaleOrder>> orders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var read = new Dictionary<OdooId<SaleOrder>, LotAnswer<SaleOrderReading>>();
        await EachPart("read", orders, part => Read(part, read, cancellation), (order, failed) => read[order] = new(default, failed));
        return read;
    }

    /// <summary>Fourth call: puts the dates back that confirmation overwrote, and reads the orders for the last comparison.</summary>
    public async Task<IReadOnlyDictionary<OdooId<SaleOrder>, LotAnswer<SaleOrderReading>>> RestoreDates(IReadOnlyList<(OdooId<SaleOrder> Order, DateTimeOffset Date)> orders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var read = new Dictionary<OdooId<SaleOrder>, LotAnswer<SaleOrderReading>>();
        await EachPart("date", orders, async part =>
        {
            var table = new LoadTable([".id", "date_order"], [.. part.Select(one => (IReadOnlyList<string>)[one.Order.ToString(), OdooJson.Text(one.Date)])]);
            var outcome = await InOne("date", part.Count, many => many.Load(SaleOrder.Model, table, profile.Context.With("mode", "update").With("tracking_disable", true), cancellation));
            if (outcome is LoadOutcome.Loaded) await Read([.. part.Select(one => one.Order)], read, cancellation);
        }, (one, failed) => read[one.Order] = new(default, failed));
        return read;
    }

    /// <summary>Third call: Odoo's own confirmation of orders that were just read as drafts; one transaction, so all of them or none.</summary>
    internal Task Confirm(IReadOnlyList<OdooId<SaleOrder>> orders, IReadOnlySet<int> goods, CancellationToken cancellation) => InOne("confirm", orders.Count, many => many.Call(
        new OdooCall(SaleOrder.Model, "action_confirm") { Ids = [.. orders.Select(order => order.Value)], Context = profile.Context.With("tracking_disable", true), Reserves = goods }, cancellation));

    /// <summary>The states, which the fence decides by; those that are gone are missing.</summary>
    internal async Task<IReadOnlyDictionary<OdooId<SaleOrder>, SaleState>> States(IReadOnlyList<OdooId<SaleOrder>> orders, CancellationToken cancellation) =>
        (await odoo.Read(SaleOrder.Model, [.. orders.Select(order => order.Value)], ["state"], profile.Context, cancellation))
        .ToDictionary(order => order.IdOf<SaleOrder>(), order => SaleOrderText.State(order.Text("state")));

    /// <summary>So many at once as Odoo works through in a short time, one part after the other.</summary>
    /// <param name="fail">What time may heal is the failure of each of a part; anything else is found out one by one.</param>
    internal async Task EachPart<T>(string kind, IReadOnlyList<T> all, Func<IReadOnlyList<T>, Task> work, Action<T, OdooException> fail)
    {
        for (var done = 0; done < all.Count;)
        {
            IReadOnlyList<T> part = [.. all.Skip(done).Take(sizes.Of(kind))];
            done += part.Count;
            try
            {
                await work(part);
            }
            catch (OdooException failed)
            {
                foreach (var one in failed.Failure.Class == FailureClass.Transient ? part : []) fail(one, failed);
            }
        }
    }

    private async Task<T> InOne<T>(string kind, int records, Func<IOdoo, Task<T>> call)
    {
        var took = TimeSpan.Zero;
        var answer = await call(odoo.OfMany(time => took = time));
        sizes.Learn(kind, records, took);
        return answer;
    }

    private async Task Load(IReadOnlyList<Row> rows, Dictionary<int, LotAnswer<OdooId<SaleOrder>>> made, CancellationToken cancellation)
    {
        // One alone is asked for alone: the answer is that of every other order.
        if (rows.Count < 2) return;
        var table = new LoadTable(rows[0].Table.Columns, [.. rows.SelectMany(row => row.Table.Rows)]);
        var goods = rows.Where(row => row.Order.Confirmed).SelectMany(row => row.Order.Draft.Goods);
        switch (await InOne("load", rows.Count, many => many.Load(SaleOrder.Model, table, profile.Context.Identity(module), cancellation, goods)))
        {
            case LoadOutcome.Loaded loaded when loaded.Ids.Count == rows.Count:
                foreach (var (row, id) in rows.Zip(loaded.Ids)) made[row.Place] = new(new OdooId<SaleOrder>(id));
                break;
            case LoadOutcome.Refused { Records: { Count: > 0 } named }:
                await Load([.. rows.Where((_, place) => !named.Contains(place))], made, cancellation);
                break;
            case LoadOutcome.Refused:
                var half = rows.Count / 2;
                await Load([.. rows.Take(half)], made, cancellation);
                await Load([.. rows.Skip(half)], made, cancellation);
                break;
        }
    }

    private async Task Read(IReadOnlyList<OdooId<SaleOrder>> orders, Dictionary<OdooId<SaleOrder>, LotAnswer<SaleOrderReading>> read, CancellationToken cancellation)
    {
        foreach (var order in await InOne("read", orders.Count, many => many.WebRead(SaleOrder.Model, [.. orders.Select(order => order.Value)], specification, profile.Context, cancellation)))
            read[order.IdOf<SaleOrder>()] = new(SaleOrderText.Read(order, profile.Fields));
    }

    private sealed record Row(int Place, OrderToLoad Order, LoadTable Table);
}
