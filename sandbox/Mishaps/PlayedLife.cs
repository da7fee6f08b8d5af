using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Pickings;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Mishaps;

/// <summary>One order from its placing to its return, and another that is cancelled; each act follows when all before it is settled.</summary>
internal sealed class PlayedLife(MishapHouse house, CallWatch watch, CancellationToken stop)
{
    private readonly List<string> standings = [];
    private PracticeOrder order = null!;

    private PracticeShop Shop => house.Shop;

    private OrderDesk Desk => Shop.Desk;

    private bool OdooShips => house.Way.Ships == Ships.Odoo;

    /// <summary>What both sides hold at the end, line by line.</summary>
    public async Task<IReadOnlyList<string>> Play()
    {
        await Placed(paid: false);
        await Act(() => Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 3 } }));
        await Act(() => Desk.Pay(order, gateway: MishapHouse.Gateway));
        await Leave(1);
        if (OdooShips) await Track();
        await Act(() => Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = MishapHouse.Gateway }));
        await Leave(null);
        var first = order;
        await Placed(paid: true);
        await Act(() => Desk.Cancel(order));
        return [.. MishapState.Of(house, first), .. MishapState.Of(house, order), .. standings];
    }

    private async Task Placed(bool paid)
    {
        var number = ++house.People;
        order = Shop.Place(DemoOrders.Simple() with
        {
            Customer = DemoOrders.Ada with { Id = 7_500_000_000_000 + number, FirstName = "Mia", LastName = "Mishap", Email = $"mishap{number}@example.com" },
            Payments = paid ? [new PaymentDescription { Gateway = MishapHouse.Gateway }] : [],
        });
        await Act(() => Shop.Webhooks.Announce(order, "orders/create"));
    }

    private async Task Act(Action act)
    {
        act();
        var standing = await house.Settled(order, stop);
        standings.Add(standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Code)) : standing.GetType().Name);
    }

    /// <summary>Units of the first line leave, or all that is left: by the warehouse's hands, or by somebody who tells Shopify.</summary>
    private async Task Leave(int? units)
    {
        if (!OdooShips)
        {
            await Act(() => Desk.Fulfill(order, units is { } some ? [new LineUnits(0, some)] : [], packages: [new TrackingDescription("DHL", $"D-{units ?? 9}", null)]));
            return;
        }

        using (watch.Person())
        {
            var picking = await Open();
            var moved = picking.Moves.Take(units is null ? picking.Moves.Count : 1).ToDictionary(move => move.Id, move => units ?? move.Demand);
            if (await (await house.Book(stop)).Life.Validate(picking, moved, stop) is { } why) throw new InvalidOperationException(why);
        }

        await house.Poll(stop);
        await Act(() => { });
    }

    private async Task Track()
    {
        using (watch.Person())
        {
            var sent = (await house.Progress(order, stop)).Pickings.First(picking => picking is { Kind: PickingKind.Outgoing, State: PickingState.Done });
            await (await house.Book(stop)).Life.WriteTracking(sent.Id, "TRACK-1", stop);
        }

        await house.Poll(stop);
        await Act(() => { });
    }

    private async Task<PickingReading> Open() => (await house.Progress(order, stop)).Pickings
        .First(picking => picking is { Kind: PickingKind.Outgoing, State: PickingState.Ready or PickingState.Waiting });
}
