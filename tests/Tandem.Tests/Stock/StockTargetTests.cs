using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Stock;
using Xunit;

namespace Tandem.Tests.Stock;

public sealed class StockTargetTests
{
    private static readonly InventoryDecision Usual = new();

    [Theory]
    [InlineData("10", "1", 0, 10)]
    [InlineData("10.9", "1", 0, 10)]
    [InlineData("10", "1", 3, 7)]
    [InlineData("2", "1", 3, 0)]
    [InlineData("-4", "1", 0, 0)]
    [InlineData("23", "6", 0, 3)]
    [InlineData("23", "6", 1, 2)]
    [InlineData("1.25", "0.5", 0, 2)]
    [InlineData("2000000000", "1", 0, 1_000_000_000)]
    public void Whole_units_are_told_less_the_buffer_and_never_less_than_nothing(string free, string units, int buffer, int told)
    {
        var target = StockTarget.Of(Figures(Number(free)), Number(units), Usual with { Buffer = buffer });

        Assert.Equal(told, Assert.IsType<StockTarget.Units>(target).Quantity);
    }

    [Fact]
    public void The_figure_is_the_one_that_was_decided_on()
    {
        var figures = Figures(7m) with { OnHand = 9m, Forecast = 30m };

        int Told(StockQuantity quantity) => Assert.IsType<StockTarget.Units>(StockTarget.Of(figures, 1m, Usual with { Quantity = quantity })).Quantity;
        Assert.Equal([7, 9, 30], new[] { StockQuantity.Free, StockQuantity.OnHand, StockQuantity.Forecast }.Select(Told));
    }

    [Fact]
    public void What_Odoo_cannot_tell_waits_and_what_it_does_not_count_is_left_alone()
    {
        Assert.Contains("deleted", Assert.IsType<StockTarget.Unknown>(StockTarget.Of(null, 1m, Usual)).Why, StringComparison.Ordinal);
        Assert.Contains("archived", Assert.IsType<StockTarget.Unknown>(StockTarget.Of(Figures(1m) with { Active = false }, 1m, Usual)).Why, StringComparison.Ordinal);
        Assert.Contains("keeps no stock", Assert.IsType<StockTarget.Left>(StockTarget.Of(Figures(1m) with { Counted = false }, 1m, Usual)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kit_is_told_or_left_alone_as_decided()
    {
        var kit = Figures(5m) with { Kit = true };

        Assert.Equal(new StockTarget.Units(5, null), StockTarget.Of(kit, 1m, Usual));
        Assert.Contains("is a kit in Odoo", Assert.IsType<StockTarget.Left>(StockTarget.Of(kit, 1m, Usual with { Kits = KitStock.Skip })).Why, StringComparison.Ordinal);
        Assert.Equal(new StockTarget.Units(5, null), StockTarget.Of(kit with { Kit = false }, 1m, Usual with { Kits = KitStock.Skip }));
    }

    [Fact]
    public void A_fraction_of_a_unit_is_said_and_one_of_a_pack_is_not() => Assert.Equal(
        ["Odoo has 10.9, and Shopify counts whole units.", null],
        new[] { (Free: 10.9m, Units: 1m), (Free: 23m, Units: 6m) }.Select(one => Assert.IsType<StockTarget.Units>(StockTarget.Of(Figures(one.Free), one.Units, new InventoryDecision())).Remark));

    [Fact]
    public void What_is_too_much_or_less_than_nothing_is_said()
    {
        Assert.Contains("no more than 1,000,000,000", ((StockTarget.Units)StockTarget.Of(Figures(2_000_000_000m), 1m, Usual)).Remark, StringComparison.Ordinal);
        Assert.Contains("less than nothing", ((StockTarget.Units)StockTarget.Of(Figures(-4m), 1m, Usual)).Remark, StringComparison.Ordinal);
        Assert.Null(((StockTarget.Units)StockTarget.Of(Figures(2m), 1m, Usual with { Buffer = 3 })).Remark);
    }

    [Fact]
    public void A_step_follows_from_what_was_seen_and_a_look_from_not_having_seen()
    {
        var five = new StockTarget.Units(5, null);
        ShopLevel Level(int? quantity, bool tracked = true) => new(new InventoryItemId(1), tracked, quantity);

        Assert.Equal(new LevelStep.Nothing(5, null), LevelStep.Of(five, 5, null, NotStocked.Skip));
        Assert.Equal(new LevelStep.Set(3, 5, null), LevelStep.Of(five, 3, null, NotStocked.Skip));
        Assert.IsType<LevelStep.Look>(LevelStep.Of(five, null, null, NotStocked.Skip));
        Assert.Equal(new LevelStep.Set(8, 5, null), LevelStep.Of(five, null, Level(8), NotStocked.Skip));
        Assert.IsType<LevelStep.Leave>(LevelStep.Of(five, null, Level(8, tracked: false), NotStocked.Skip));
        Assert.IsType<LevelStep.Leave>(LevelStep.Of(five, null, Level(null), NotStocked.Skip));
        Assert.Equal(new LevelStep.Activate(5, null), LevelStep.Of(five, null, Level(null), NotStocked.Activate));
    }

    private static StockFigures Figures(decimal free) => new(new OdooId<Product>(1), "Mug", free, free, free, true, true);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
