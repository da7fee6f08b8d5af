using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;
using Tandem.Tests.Planning;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>Whose change a difference is, line by line.</summary>
public sealed class LineFlowTests
{
    private static readonly ShopLine Shirt = Sold.Line("Shirt", 10m, 3, 1);
    private static readonly ShopLine Mug = Sold.Line("Mug", 8m, 2, 2);
    private static readonly ShopOrder Booked = Sold.Order(Shirt, Mug);

    [Fact]
    public void A_line_that_nobody_touched_in_Odoo_goes_on_while_another_waits_for_a_person()
    {
        var view = new BothSides { Before = Booked, Now = Sold.Order(Shirt with { Quantity = 5, CurrentQuantity = 5 }, Mug), ByHand = Odoo("line_2", line => line with { Quantity = 7m }) }.View();

        var plan = LineFlow.Plan(view);

        var change = Assert.Single(Assert.IsType<LifeStep.ChangeLines>(plan.Next).Changes);
        Assert.Equal((1, 5m), (change.Line.Value, change.Quantity));
        var blocker = Assert.Single(plan.Blockers);
        Assert.Equal(BlockerCode.StructureDiffers, blocker.Code);
        Assert.Contains("“Mug” is 2 × 8.00 in Shopify and 7 × 8.00 in Odoo", blocker.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Shirt", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_changed_on_both_sides_is_overwritten_on_neither_and_both_versions_are_shown()
    {
        var view = new BothSides { Before = Booked, Now = Sold.Order(Shirt with { Quantity = 5, CurrentQuantity = 5 }, Mug), ByHand = Odoo("line_1", line => line with { Quantity = 7m, PriceUnit = 9.5m }) }.View();

        var plan = LineFlow.Plan(view);

        Assert.Null(plan.Next);
        var blocker = Assert.Single(plan.Blockers);
        Assert.Equal(BlockerCode.ChangedOnBothSides, blocker.Code);
        Assert.Contains("“Shirt” is 5 × 10.00 in Shopify and 7 × 9.50 in Odoo", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_left_Shopify_and_was_changed_in_Odoo_waits_too()
    {
        var view = new BothSides { Before = Booked, Now = Sold.Order(Mug), ByHand = Odoo("line_1", line => line with { Quantity = 4m }) }.View();

        Assert.Equal(BlockerCode.ChangedOnBothSides, Assert.Single(LineFlow.Plan(view).Blockers).Code);
    }

    [Fact]
    public void A_line_that_a_person_deleted_in_Odoo_is_not_added_again()
    {
        var plan = LineFlow.Plan(new BothSides { Before = Booked, ByHand = Odoo("line_1", _ => null) }.View());

        Assert.Null(plan.Next);
        Assert.Equal(BlockerCode.StructureDiffers, Assert.Single(plan.Blockers).Code);
    }

    [Fact]
    public void Both_sides_changed_to_the_same_agree() => Assert.Equal(FlowPlan.Nothing, LineFlow.Plan(
        new BothSides { Before = Booked, Now = Sold.Order(Shirt with { Quantity = 5, CurrentQuantity = 5 }, Mug), ByHand = Odoo("line_1", line => line with { Quantity = 5.0m }) }.View()));

    [Fact]
    public void What_a_lost_answer_may_have_written_is_no_persons_change()
    {
        var written = LineMarks.Nothing.Agreed(Rules.Ready(Booked).Draft.Lines)
            .Before([new LineWriting("line_1", Rules.Ready(Booked).Draft.Lines[0] with { Quantity = 4.00m })]);
        LifeView Stands(decimal units) => new BothSides
        {
            Before = Booked, Now = Sold.Order(Shirt with { Quantity = 5, CurrentQuantity = 5 }, Mug), ByHand = Odoo("line_1", line => line with { Quantity = units }), Written = written,
        }.View();

        Assert.IsType<LifeStep.ChangeLines>(LineFlow.Plan(Stands(3m)).Next);
        Assert.IsType<LifeStep.ChangeLines>(LineFlow.Plan(Stands(4m)).Next);
        Assert.Equal(BlockerCode.ChangedOnBothSides, Assert.Single(LineFlow.Plan(Stands(6m)).Blockers).Code);
    }

    [Fact]
    public void A_write_that_fails_again_and_again_leaves_no_longer_and_longer_mark()
    {
        LineWriting[] line = [new LineWriting("line_1", Rules.Ready(Booked).Draft.Lines[0])];
        var once = LineMarks.Nothing.Before(line);

        Assert.True(once.Before(line).Same(once));
        Assert.True(once.After(line).Wrote("line_1", line[0].Target));
    }

    private static Dictionary<string, Func<SaleLineReading, SaleLineReading?>> Odoo(string line, Func<SaleLineReading, SaleLineReading?> change) => new() { [line] = change };
}
