using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Sales;
using Tandem.Sandbox.Odoo;
using Tandem.Sync;
using Tandem.Sync.Pickings;
using Tandem.Tests.Odoo.Contracts;
using Xunit;

namespace Tandem.Tests.Odoo;

/// <summary>What a lost answer leaves of deliveries, returns and cancellations.</summary>
public sealed class WarehouseFaultTests(OdooWorld<FaultyOdoo> world) : IClassFixture<OdooWorld<FaultyOdoo>>
{
    private static readonly Fence Patient = new(new OdooOptions { WatchTime = TimeSpan.FromSeconds(5) }, TimeProvider.System);
    private static readonly Fence Hasty = new(new OdooOptions { WatchTime = TimeSpan.Zero }, TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Tandem.Sandbox.Odoo.Faults Faults => FaultyOdoo.Running!.Faults;

    [Theory]
    [InlineData(FaultKind.LoseAnswer)]
    [InlineData(FaultKind.BadGatewayAfter)]
    public async Task A_delivery_whose_answer_was_lost_is_done_once(FaultKind fault)
    {
        var picking = await Picking($"deliver{fault}");
        Faults.Add(fault, "stock.picking.button_validate");

        var done = Assert.IsType<ValidationOutcome.Done>(await new PickingValidation(world.Odoo, world.Profile, Patient).Validate(picking.Id, Quantities(picking, 1m), Stop));

        Assert.Equal([1m], done.Picking.Moves.Select(move => move.Quantity));
        Assert.NotNull(done.Backorder);
        Assert.Single(FaultyOdoo.Running!.Records("stock.picking"), one => Equals(one["backorder_id"], picking.Id.Value));
    }

    [Fact]
    public async Task A_delivery_of_unknown_outcome_that_was_not_made_is_made_on_the_next_attempt()
    {
        var picking = await Picking("deliver_none");
        Faults.Add(FaultKind.BadGatewayBefore, "stock.picking.button_validate");
        var validation = new PickingValidation(world.Odoo, world.Profile, Hasty);

        var failed = await Assert.ThrowsAsync<OdooException>(() => validation.Validate(picking.Id, Quantities(picking, 3m), Stop));
        Assert.IsType<OdooFailure.UnknownOutcome>(failed.Failure);
        Assert.IsType<ValidationOutcome.Done>(await validation.Validate(picking.Id, Quantities(picking, 3m), Stop));
    }

    [Theory]
    [InlineData("stock.return.picking.action_create_returns", FaultKind.LoseAnswer)]
    [InlineData("stock.return.picking.create", FaultKind.LoseAnswer)]
    [InlineData("stock.picking.web_save", FaultKind.LoseAnswer)]
    [InlineData("stock.return.picking.action_create_returns", FaultKind.BadGatewayBefore)]
    public async Task A_return_is_made_once_whichever_answer_was_lost(string call, FaultKind fault)
    {
        var picking = await Picking($"return_{call}_{fault}");
        Assert.IsType<ValidationOutcome.Done>(await new PickingValidation(world.Odoo, world.Profile, Patient).Validate(picking.Id, Quantities(picking, 3m), Stop));
        Faults.Add(fault, call);
        var returns = new Returns(world.Odoo, world.Profile, Hasty);

        ReturnOutcome outcome;
        try
        {
            outcome = await returns.Return(picking.Id, Quantities(picking, 1m), "refund_1", null, false, Stop);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.UnknownOutcome)
        {
            outcome = await returns.Return(picking.Id, Quantities(picking, 1m), "refund_1", null, false, Stop);
        }

        Assert.False(outcome is ReturnOutcome.ByHand or ReturnOutcome.TooMuch);
        var made = Assert.Single(FaultyOdoo.Running!.Records("stock.picking"), one => Equals(one["return_id"], picking.Id.Value));
        Assert.EndsWith(" - refund_1", (string)made["origin"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.LoseAnswer)]
    [InlineData(FaultKind.BadGatewayAfter)]
    public async Task A_cancellation_whose_answer_was_lost_is_recognised(FaultKind fault)
    {
        var picking = await Picking($"cancel{fault}");
        Faults.Add(fault, "sale.order.action_cancel");

        Assert.IsType<CancelOutcome.Cancelled>(await new Cancellation(world.Odoo, world.Profile, Patient).Cancel(picking.Order!.Value, Stop));
    }

    [Fact]
    public async Task An_edit_whose_answer_was_lost_is_written_again()
    {
        var picking = await Picking("edit");
        var line = (await world.Orders.Read(picking.Order!.Value, Stop))!.Lines[0];
        Faults.Add(FaultKind.LoseAnswer, "sale.order.web_save");
        var edit = new OrderEdit { Lines = [new LineEdit(line.Id, 5m, line.PriceUnit, 0m, [])] };

        var changed = Assert.IsType<EditOutcome.Changed>(await new OrderEdits(world.Odoo, world.Profile, world.Module).Change(picking.Order.Value, edit, Stop));

        Assert.Equal(5m, changed.Order.Lines[0].Quantity);
        Assert.Equal([5m], (await new Pickings(world.Odoo, world.Profile).Read([picking.Id], Stop))[0].Moves.Select(move => move.Demand));
    }

    private static Dictionary<OdooId<Move>, decimal> Quantities(PickingReading picking, decimal quantity) => new() { [picking.Moves[0].Id] = quantity };

    private async Task<PickingReading> Picking(string name)
    {
        await world.Ready();
        Faults.Clear();
        var draft = world.Draft($"fault_{name}", world.Line($"fault_{name}", 3, 7m));
        var order = Assert.IsType<DraftOutcome.There>(await world.Orders.LoadDraft(draft, world.Partners, confirmed: false, Stop)).Order;
        await world.Confirmation(world.Odoo).Confirm(order, Stop);
        return Assert.Single((await new Pickings(world.Odoo, world.Profile).OpenOf(order, Stop)).Ready);
    }
}

/// <summary>A practice Odoo whose faults a test sets.</summary>
public sealed class FaultyOdoo : IOdooUnderTest, IAsyncLifetime
{
    public static PracticeOdoo? Running { get; private set; }

    public OdooConnection Connection => new(Running!.Address, Running.Database, "admin", new OdooSecret("admin"));

    public async ValueTask InitializeAsync() => Running = await PracticeOdoo.Start(new PracticeOdooOptions { Version = 19 }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Running!.DisposeAsync();
}
