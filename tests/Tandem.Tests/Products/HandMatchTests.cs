using Tandem.Sync;
using Tandem.Sync.Products;
using Xunit;
using static Tandem.Tests.Products.Goods;

namespace Tandem.Tests.Products;

public sealed class HandMatchTests
{
    private static readonly CatalogueVariant[] Variants = [Variant(1, "MUG"), Variant(2, "MUG-6"), Variant(3, "FLOUR")];

    private static readonly CatalogueProduct[] Products =
        [Product(7, "MUG"), Product(8, "FLOUR", unit: "kg"), Product(9, "OLD", active: false), Product(10, "THEIRS", company: 2), Product(11, "TWIN"), Product(12, "TWIN"), Product(13, "PART") with { Sellable = false }];

    [Fact]
    public void A_file_says_for_each_variant_which_product_and_how_much_of_it()
    {
        var outcome = Judge("variant,odoo_product,units\n1,7,\ngid://shopify/ProductVariant/2,7,6\n3,8,0.5\n");

        Assert.Empty(outcome.Problems);
        Assert.Equal([(1L, 7, 1m), (2L, 7, 6m), (3L, 8, 0.5m)], outcome.Changes.Select(change => (change.Link.Variant.Value, change.Link.OdooProduct.Value, change.Link.Units)));
        Assert.All(outcome.Changes, change => Assert.Equal((LinkOrigin.Hand, "a person", Noon), (change.Link.Origin, change.Link.By, change.Link.At)));
    }

    [Fact]
    public void A_product_may_be_named_by_its_internal_reference() =>
        Assert.Equal([new OdooId<Product>(7)], Judge("variant;odoo_reference\r\n1;MUG\r\n").Changes.Select(change => change.Link.OdooProduct));

    [Theory]
    [InlineData("x,7,1", "“x” is no variant")]
    [InlineData("1,MUG,1", "“MUG” is no Odoo product")]
    [InlineData("1,7,0", "“0” is no number of units")]
    [InlineData("1,7,1.23456", "“1.23456” is no number of units")]
    [InlineData("1,7,-2", "“-2” is no number of units")]
    [InlineData("1,99,1", "Odoo has no product 99")]
    [InlineData("1,9,1", "Product 9 (OLD, id 9) is archived in Odoo")]
    [InlineData("1,10,1", "Product 10 (THEIRS, id 10) belongs to another company")]
    [InlineData("1,13,1", "Product 13 (PART, id 13) cannot be sold")]
    [InlineData("99,7,1", "Shopify has no variant 99")]
    [InlineData("1,,1,TWIN", "2 Odoo products have the internal reference “TWIN” (ids 11, 12)")]
    [InlineData("1,,1,NONE", "No active Odoo product of the company has the internal reference “NONE”")]
    public void What_is_wrong_is_told_with_its_line(string line, string sentence)
    {
        var outcome = Judge($"variant,odoo_product,units,odoo_reference\n2,7,6\n{line}\n");

        var problem = Assert.Single(outcome.Problems);
        Assert.Equal(3, problem.Line);
        Assert.Contains(sentence, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_matched_twice_in_one_file_is_wrong_unless_both_lines_say_the_same()
    {
        Assert.Equal(["Variant 1 was matched otherwise on line 2. Leave one of the two."], HandMatchFile.Read("variant,odoo_product\n1,7\n1,8\n").Problems.Select(problem => problem.Sentence));
        Assert.Empty(HandMatchFile.Read("variant,odoo_product\n1,7\n1,7\n").Problems);
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("sku,id\nMUG,7\n", "The first line has to name the columns")]
    [InlineData("variant,odoo_product\n1,\"7\n", "a quotation mark is opened and never closed")]
    public void A_file_that_is_none_says_what_it_should_be(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Single(HandMatchFile.Read(text).Problems).Sentence, StringComparison.Ordinal);

    [Fact]
    public void An_exported_report_given_back_changes_nothing()
    {
        ProductLink[] links = [Link(Variants[0], Products[0]), Link(Variant(2, "RENAMED"), Products[0], 6m, LinkOrigin.Hand), Link(Variant(4, "GONE"), Products[2])];
        var report = Report(Variants, Products, links);
        var text = string.Join("\r\n", MatchRows.Of(report, BySku).Select(MatchCsv.Line).Prepend(MatchCsv.Header));

        var file = HandMatchFile.Read(text);
        var outcome = Judge(text, links);

        Assert.Empty(file.Problems);
        Assert.Empty(outcome.Problems);
        Assert.Equal((0, 3), (outcome.Changes.Count, outcome.Unchanged));
    }

    [Fact]
    public void What_a_spreadsheet_would_take_for_a_formula_is_kept_from_it_and_read_back()
    {
        var line = Csv.Line("=1+1", "a, \"b\"", "-SKU", " x");

        Assert.Equal("'=1+1,\"a, \"\"b\"\"\",'-SKU,\" x\"", line);
        Assert.Equal(["'=1+1", "a, \"b\"", "'-SKU", " x"], Csv.Read(line)[0].Cells);
        Assert.Equal(("=1+1", "'a", "x"), (Csv.Plain("'=1+1"), Csv.Plain("'a"), Csv.Plain("x")));
    }

    private static HandMatchOutcome Judge(string text, params ProductLink[] links)
    {
        var file = HandMatchFile.Read(text);
        var outcome = HandMatching.Judge(file.Matches, Variants.ToDictionary(variant => variant.Id), Products, links.ToDictionary(link => link.Variant), Ours, ("a person", Noon));
        return outcome with { Problems = [.. file.Problems, .. outcome.Problems] };
    }
}
