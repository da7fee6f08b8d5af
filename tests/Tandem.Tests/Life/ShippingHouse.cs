using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Pickings;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>A shop that is invoiced and paid, whose main location is the warehouse that Odoo ships from, and whose second is shipped by somebody who tells Shopify.</summary>
public abstract class ShippingHouse : PayingHouse
{
    public const long Main = 7001;
    public const long Town = 7002;

    protected override ShopDecisions With(ShopDecisions decisions) => base.With(decisions) with
    {
        Refunds = new RefundDecision { Returns = ReturnPolicy.Receive },
        Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(Main), new OdooReference("WH", null), Shipper)] },
    };

    protected virtual Ships Shipper => Ships.Odoo;

    /// <summary>The order as it stands in Odoo, with its transfers.</summary>
    public async Task<SaleProgress> Progress(PracticeOrder order) =>
        (await (await Book()).Life.Read(new OdooId<SaleOrder>(Id(InOdoo(order)[0])), TestContext.Current.CancellationToken))!;

    /// <summary>A person in the warehouse completes the first open delivery with these units of its moves, in sequence.</summary>
    public async Task<PickingReading> Ship(PracticeOrder order, params decimal[] units)
    {
        var book = await Book();
        var picking = (await Progress(order)).Pickings.First(one => one is { Kind: PickingKind.Outgoing, State: PickingState.Ready or PickingState.Waiting });
        var quantities = picking.Moves.Select((move, index) => (move.Id, Units: units.Length == 0 ? move.Demand : units[index])).Where(move => move.Units > 0m).ToDictionary(move => move.Id, move => move.Units);
        Assert.Null(await book.Life.Validate(picking, quantities, TestContext.Current.CancellationToken));
        return picking;
    }

    /// <summary>A person in the warehouse receives all that is on its way back.</summary>
    public async Task Receive(PracticeOrder order)
    {
        var book = await Book();
        foreach (var picking in (await Progress(order)).Pickings.Where(one => one is { Kind: PickingKind.Incoming, State: PickingState.Ready }))
            Assert.Null(await book.Life.Validate(picking, picking.Moves.ToDictionary(move => move.Id, move => move.Demand), TestContext.Current.CancellationToken));
    }

    /// <summary>A person in the warehouse writes a tracking number on a transfer.</summary>
    public async Task Track(PickingReading picking, string number) => await (await Book()).Life.WriteTracking(picking.Id, number, TestContext.Current.CancellationToken);

    /// <summary>Asks Odoo for deliveries now, waits until the order is settled, and answers how much of this very order was found: other tests of the house have deliveries too.</summary>
    public async Task<int> Polled(PracticeOrder order)
    {
        var before = await Found(order);
        await Get<Grains.Dispatch.DeliveryPoll>().Run(Domain, TestContext.Current.CancellationToken);
        await Settled(order);
        return await Found(order) - before;
    }

    private async Task<int> Found(PracticeOrder order)
    {
        var key = Key(order);
        var terms = new { Shop = key.Shop.Value, Kind = RecordKey.Name(key.Kind), Record = key.Id, Source = "poll" };
        return (await Get<LedgerDatabase>().Query<long>("select id from inbox where shop = @Shop and kind = @Kind and record = @Record and source = @Source", terms, TestContext.Current.CancellationToken)).Count;
    }

    private async Task<ShopBook> Book() => Assert.IsType<ShopBookOpening.Open>(await Get<IShopBooks>().Open(Domain, TestContext.Current.CancellationToken)).Book;
}

/// <summary>On the practice Odoo 19.</summary>
public sealed class ShippingHouse19 : ShippingHouse;

/// <summary>On the practice Odoo 18.</summary>
public sealed class ShippingHouse18 : ShippingHouse
{
    protected override int OdooVersion => 18;
}

/// <summary>Somebody else ships, and tells Shopify.</summary>
public sealed class ToldHouse19 : ShippingHouse
{
    protected override Ships Shipper => Ships.Shopify;
}
