using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Tests.Fixtures;
using Tandem.Tests.Products;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class ProductsOnSqlite(SqliteLedger ledger) : ProductsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class ProductsOnPostgres(PostgresLedger ledger) : ProductsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class ProductsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private IProductLinks Links => Ledger.Get<IProductLinks>();

    private IProductMatches Matches => Ledger.Get<IProductMatches>();

    [Fact]
    public async Task A_link_is_read_back_as_it_was_made_and_only_in_its_shop()
    {
        var link = Goods.Link(Goods.Variant(1, "MUG", barcode: "123"), Goods.Product(7, "MUG"), 0.5m, LinkOrigin.Hand) with { At = Now };
        await Links.Put(Alpha, [link], Stop);

        Assert.Equal(link, (await Links.Of(Alpha, [link.Variant, new VariantId(2)], Stop))[link.Variant]);
        Assert.Equal([link], await Links.To(Alpha, [link.OdooProduct], Stop));
        Assert.Equal([link], (await Links.All(Alpha, Stop)).Values);
        Assert.Empty(await Links.All(Beta, Stop));
    }

    [Fact]
    public async Task Links_are_given_in_portions_by_their_variants_without_those_of_other_shops()
    {
        await Links.Add(Alpha, [Link(3, 7), Link(1, 8), Link(2, 9)], Stop);
        await Links.Add(Beta, [Link(4, 7)], Stop);

        var first = await Links.After(Alpha, null, 2, Stop);
        var rest = await Links.After(Alpha, first[^1].Variant, 2, Stop);

        Assert.Equal([1, 2], first.Select(link => link.Variant.Value));
        Assert.Equal([3], rest.Select(link => link.Variant.Value));
        Assert.Empty(await Links.After(Alpha, rest[^1].Variant, 2, Stop));
    }

    [Fact]
    public async Task The_rule_never_moves_a_link_and_a_person_does()
    {
        var (first, second) = (Link(1, 7), Link(1, 8));

        Assert.Equal(1, await Links.Add(Alpha, [first], Stop));
        Assert.Equal(1, await Links.Add(Alpha, [second, Link(2, 8)], Stop));
        Assert.Equal(first, (await Links.All(Alpha, Stop))[first.Variant]);

        await Links.Put(Alpha, [second], Stop);
        Assert.Equal(second, (await Links.All(Alpha, Stop))[first.Variant]);
    }

    [Fact]
    public async Task Many_that_link_one_variant_at_once_make_one_link()
    {
        var made = await Task.WhenAll(Enumerable.Range(1, 12).Select(product => Links.Add(Alpha, [Link(1, product)], Stop)));

        Assert.Equal(1, made.Sum());
        Assert.Single(await Links.All(Alpha, Stop));
    }

    [Fact]
    public async Task A_removed_link_is_gone()
    {
        await Links.Add(Alpha, [Link(1, 7)], Stop);

        Assert.True(await Links.Remove(Alpha, new VariantId(1), Stop));
        Assert.False(await Links.Remove(Alpha, new VariantId(1), Stop));
        Assert.Empty(await Links.All(Alpha, Stop));
    }

    [Fact]
    public async Task More_links_than_a_statement_takes_are_written_and_read()
    {
        Assert.Equal(1200, await Links.Add(Alpha, [.. Enumerable.Range(1, 1200).Select(number => Link(number, number))], Stop));
        Assert.Equal(1200, (await Links.Of(Alpha, [.. Enumerable.Range(1, 1300).Select(number => new VariantId(number))], Stop)).Count);
    }

    [Fact]
    public async Task A_report_is_listed_searched_and_counted()
    {
        await Replace(Report());

        Assert.Equal(
            [MatchState.Ambiguous, MatchState.Ambiguous, MatchState.Unmatched, MatchState.Exact, MatchState.OdooOnly],
            (await Matches.List(Alpha, new MatchFilter(), new Page(10), Stop)).Select(row => row.State));
        Assert.Equal([new VariantId(3)], (await Matches.List(Alpha, new MatchFilter(Text: "cu_p"), new Page(10), Stop)).Select(row => row.Variant));
        Assert.Equal([new OdooId<Product>(9)], (await Matches.List(Alpha, new MatchFilter(MatchState.OdooOnly), new Page(10), Stop)).Select(row => row.OdooProduct));
        Assert.Equal([new VariantId(2)], (await Matches.List(Alpha, new MatchFilter(MatchState.Ambiguous), new Page(1, 1), Stop)).Select(row => row.Variant));
        Assert.Equal(
            [(MatchState.Exact, 1), (MatchState.Ambiguous, 2), (MatchState.Unmatched, 1), (MatchState.OdooOnly, 1)],
            (await Matches.Counts(Alpha, Stop)).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));
        Assert.Equal([new VariantId(1), new VariantId(2)], (await Matches.WithCodes(Alpha, ["MUG"], Stop)).Select(row => row.Variant));
        Assert.Equal(Now, await Matches.SeenAt(Alpha, Stop));
        Assert.Null(await Matches.SeenAt(Beta, Stop));
    }

    [Fact]
    public async Task A_row_is_read_back_as_it_was_written()
    {
        await Replace(Report());
        var written = MatchRows.Of(Report(), Goods.BySku).ToList();
        var read = await Matches.List(Alpha, new MatchFilter(), new Page(10), Stop);

        foreach (var row in written)
        {
            var found = read.Single(other => other.Variant == row.Variant && other.OdooProduct == row.OdooProduct);
            Assert.Equal(row.Proposals, found.Proposals);
            Assert.Equal(row with { Proposals = [] }, found with { Proposals = [] });
        }
    }

    [Fact]
    public async Task A_later_report_replaces_an_earlier_one_and_never_what_was_seen_after_it_began()
    {
        await Replace(Report());
        var began = Now;
        Ledger.Clock.Advance(TimeSpan.FromSeconds(5));
        var looked = Goods.Report([Goods.Variant(3, "RENAMED")], []);
        await Matches.ReplaceProduct(Alpha, new ProductId(30), [.. MatchRows.Of(looked, Goods.BySku)], Now, Stop);
        await Matches.Replace(Alpha, MatchRows.Of(Goods.Report([Goods.Variant(3, "CU_P"), Goods.Variant(5, "NEW")], []), Goods.BySku), began.AddSeconds(1), Stop);

        Assert.Equal(["NEW", "RENAMED"], (await Matches.List(Alpha, new MatchFilter(), new Page(10), Stop)).Select(row => row.Sku).Order());
    }

    [Fact]
    public async Task A_product_that_lost_a_variant_loses_its_row()
    {
        await Replace(Report());
        Ledger.Clock.Advance(TimeSpan.FromSeconds(5));
        await Matches.ReplaceProduct(Alpha, new ProductId(40), [], Now, Stop);

        Assert.Null(await Matches.Find(Alpha, new VariantId(4), Stop));
        Assert.NotNull(await Matches.Find(Alpha, new VariantId(3), Stop));
    }

    private Task Replace(MatchReport report) => Matches.Replace(Alpha, MatchRows.Of(report, Goods.BySku), Now, Stop);

    private static MatchReport Report() => Goods.Report(
        [Goods.Variant(1, "MUG"), Goods.Variant(2, "MUG"), Goods.Variant(3, "CU_P"), Goods.Variant(4, "HAT", barcode: "4006")],
        [Goods.Product(7, "MUG"), Goods.Product(8, "HAT"), Goods.Product(9, "ELSE")]);

    private ProductLink Link(long variant, int product) => Goods.Link(Goods.Variant(variant, "MUG"), Goods.Product(product, "MUG")) with { At = Now };
}
