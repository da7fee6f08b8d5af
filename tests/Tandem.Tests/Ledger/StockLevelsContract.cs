using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Tests.Fixtures;
using Tandem.Tests.Products;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class StockLevelsOnSqlite(SqliteLedger ledger) : StockLevelsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class StockLevelsOnPostgres(PostgresLedger ledger) : StockLevelsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class StockLevelsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private static readonly LocationId Here = new(7001);

    private IStockLevels Levels => Ledger.Get<IStockLevels>();

    private IProductLinks Links => Ledger.Get<IProductLinks>();

    [Fact]
    public async Task Levels_of_marked_products_are_due_until_they_are_settled()
    {
        await Links.Add(Alpha, [Link(1, 7), Link(2, 7, 6m), Link(3, 8)], Stop);

        Assert.Equal(2, await Levels.Mark(Alpha, Here, [new OdooId<Product>(7)], Stop));
        var due = await Levels.Due(Alpha, Here, null, 10, Stop);
        Assert.Equal([(1L, 1m, (int?)null), (2L, 6m, null)], due.Select(level => (level.Variant.Value, level.Units!.Value, level.Seen)));
        Assert.Equal([2L], (await Levels.Due(Alpha, Here, new VariantId(1), 10, Stop)).Select(level => level.Variant.Value));
        Assert.Empty(await Levels.Due(Beta, Here, null, 10, Stop));

        await Levels.Settle(Alpha, Here, [.. due.Select(level => new SettledLevel(level.Variant, 5, LevelState.InStep, null, level.Due))], Stop);
        Assert.Empty(await Levels.Due(Alpha, Here, null, 10, Stop));
        Assert.Equal((LevelState.InStep, 2, 0, (DateTimeOffset?)Now), Assert.Single(await Levels.Counts(Alpha, Stop)) is var count ? (count.State, count.Levels, count.Due, count.LookedAt) : default);
    }

    [Fact]
    public async Task Levels_are_found_by_place_state_code_and_number_and_never_another_shops()
    {
        await Links.Add(Alpha, [Link(1, 7), Link(2, 17)], Stop);
        await Levels.MarkAll(Alpha, Here, Stop);
        await Levels.MarkAll(Alpha, new LocationId(7002), Stop);
        await Levels.Settle(Alpha, Here, [new SettledLevel(new VariantId(2), 5, LevelState.Waiting, "Why.", 1)], Stop);

        async Task<IEnumerable<(long, long)>> Found(LevelFilter filter) => (await Levels.Find(Alpha, filter, new Page(10), Stop)).Select(one => (one.Location.Value, one.Level.Variant.Value));
        Assert.Equal([(7001, 1), (7001, 2), (7002, 1), (7002, 2)], await Found(new LevelFilter(null, null, null)));
        Assert.Equal([(7001, 2)], await Found(new LevelFilter(null, LevelState.Waiting, null)));
        Assert.Equal([(7002, 2)], await Found(new LevelFilter(new LocationId(7002), null, "sku-2")));
        Assert.Equal([(7001, 2), (7002, 2)], await Found(new LevelFilter(null, null, "17")));
        Assert.Empty(await Found(new LevelFilter(null, null, "%")));
        Assert.Empty(await Levels.Find(Beta, new LevelFilter(null, null, null), new Page(10), Stop));
        var (waiting, due) = ((await Levels.Find(Alpha, new LevelFilter(Here, null, "2"), new Page(10), Stop))[0], (await Levels.Find(Alpha, new LevelFilter(Here, null, "1"), new Page(10), Stop))[0]);
        Assert.Equal((5, "Why.", false, true), (waiting.Level.Seen!.Value, waiting.Level.Sentence, waiting.Due, due.Due));
    }

    [Fact]
    public async Task What_is_marked_again_while_it_is_worked_on_stays_due_and_what_was_seen_is_kept()
    {
        await Links.Add(Alpha, [Link(1, 7)], Stop);
        await Levels.Mark(Alpha, Here, [new OdooId<Product>(7)], Stop);
        var read = Assert.Single(await Levels.Due(Alpha, Here, null, 10, Stop));
        await Levels.Mark(Alpha, Here, [new OdooId<Product>(7)], Stop);
        await Levels.Settle(Alpha, Here, [new SettledLevel(read.Variant, 4, LevelState.InStep, null, read.Due)], Stop);

        Assert.Equal(4, Assert.Single(await Levels.Due(Alpha, Here, null, 10, Stop)).Seen);
    }

    [Fact]
    public async Task A_whole_look_forgets_what_was_seen_and_drops_what_is_linked_no_more()
    {
        await Links.Add(Alpha, [Link(1, 7), Link(2, 8)], Stop);
        Assert.Equal(2, await Levels.MarkAll(Alpha, Here, Stop));
        await Levels.Settle(Alpha, Here, [.. (await Levels.Due(Alpha, Here, null, 10, Stop)).Select(level => new SettledLevel(level.Variant, 4, LevelState.Waiting, "Why.", level.Due))], Stop);
        Assert.Equal([("SKU-1", "Why."), ("SKU-2", "Why.")], (await Levels.List(Alpha, Here, LevelState.Waiting, new Page(10), Stop)).Select(level => (level.Name, level.Sentence)));
        await Links.Remove(Alpha, new VariantId(1), Stop);

        Assert.Equal(1, await Levels.MarkAll(Alpha, Here, Stop));
        Assert.Equal((2L, null), Assert.Single(await Levels.Due(Alpha, Here, null, 10, Stop)) is var level ? (level.Variant.Value, level.Seen) : default);
    }

    [Fact]
    public async Task New_links_are_marked_by_when_they_were_made()
    {
        await Links.Add(Alpha, [Link(1, 7) with { At = Now - TimeSpan.FromHours(1) }, Link(2, 8) with { At = Now }], Stop);

        Assert.Equal(1, await Levels.MarkLinkedSince(Alpha, Here, Now - TimeSpan.FromMinutes(1), Stop));
        Assert.Equal(2, Assert.Single(await Levels.Due(Alpha, Here, null, 10, Stop)).Variant.Value);
    }

    private static ProductLink Link(long variant, int product, decimal units = 1m) => Goods.Link(Goods.Variant(variant, $"SKU-{variant}"), Goods.Product(product, $"SKU-{variant}"), units);
}
