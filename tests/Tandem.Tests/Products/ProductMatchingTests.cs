using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;
using Xunit;
using static Tandem.Tests.Products.Goods;

namespace Tandem.Tests.Products;

public sealed class ProductMatchingTests
{
    [Fact]
    public void A_code_that_is_equal_on_both_sides_matches_exactly()
    {
        var match = Only(Variant(1, "MUG"), Product(7, "MUG"));

        Assert.Equal((MatchState.Exact, new OdooId<Product>(7)), (match.State, match.Product!.Id));
        Assert.Equal("The internal reference of Product 7 (MUG, id 7) is its SKU “MUG”.", MatchText.Of(match, BySku));
    }

    [Fact]
    public void A_name_is_never_compared()
    {
        var match = Only(Variant(1, "MUG") with { Title = "Product 7" }, Product(7, "CUP"));

        Assert.Equal((MatchState.Unmatched, MatchReason.NotFound), (match.State, match.Reason));
    }

    [Theory]
    [InlineData("mug-1")]
    [InlineData("MUG 1")]
    [InlineData("MUG-1 ")]
    public void A_code_that_differs_only_in_case_or_blanks_is_shown_and_not_taken(string reference)
    {
        var match = Only(Variant(1, reference.Contains('-', StringComparison.Ordinal) ? "MUG-1" : "MUG1"), Product(7, reference));

        Assert.Equal((MatchState.Ambiguous, MatchReason.CaseOrBlanks), (match.State, match.Reason));
        Assert.Contains($"“{reference}” of Product 7 (id 7) differs from it only in case or blanks", MatchText.Of(match, BySku), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_variant_without_code_says_so(string? sku)
    {
        var match = Only(Variant(1, sku), Product(7, null), Product(8, ""), Product(9, "  "));

        Assert.Equal((MatchState.Unmatched, MatchReason.NoCode), (match.State, match.Reason));
        Assert.StartsWith("It has no SKU in Shopify", MatchText.Of(match, BySku), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_Odoo_products_with_one_code_are_ambiguous_and_all_named()
    {
        var match = Only(Variant(1, "MUG"), Product(7, "MUG"), Product(8, "MUG"), Product(9, "MUG", active: false));

        Assert.Equal(MatchReason.SeveralProducts, match.Reason);
        Assert.Contains("2 Odoo products have the internal reference “MUG”: Product 7 (MUG, id 7), Product 8 (MUG, id 8).", MatchText.Of(match, BySku), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_variants_with_one_code_are_ambiguous_each()
    {
        var report = Report([Variant(1, "MUG"), Variant(2, " MUG"), Variant(3, "CUP")], [Product(7, "MUG"), Product(8, "CUP")]);

        Assert.Equal([MatchReason.SharedByVariants, MatchReason.SharedByVariants, MatchReason.None], report.Variants.Select(match => match.Reason));
        Assert.StartsWith("Another variant in Shopify has the same SKU “MUG”, so it is not certain which of them is Product 7", MatchText.Of(report.Variants[0], BySku), StringComparison.Ordinal);
        Assert.Equal([new VariantId(3)], report.NewLinks("a test", Noon).Select(link => link.Variant));
    }

    [Fact]
    public void An_archived_listing_does_not_make_the_listed_one_ambiguous()
    {
        var report = Report([Variant(1, "MUG", ListingStatus.Archived), Variant(2, "MUG")], [Product(7, "MUG")]);

        Assert.Equal([MatchReason.SharedByVariants, MatchReason.None], report.Variants.Select(match => match.Reason));
    }

    [Fact]
    public void A_product_of_another_company_or_an_archived_one_is_told_and_not_taken()
    {
        Assert.Equal(MatchReason.OtherCompany, Only(Variant(1, "MUG"), Product(7, "MUG", company: 2)).Reason);
        Assert.Equal(MatchReason.Archived, Only(Variant(1, "MUG"), Product(7, "MUG", active: false)).Reason);
        Assert.Equal(MatchState.Exact, Only(Variant(1, "MUG"), Product(7, "MUG", company: 2), Product(8, "MUG", active: false), Product(9, "MUG", company: 1)).State);
    }

    [Fact]
    public void A_product_kept_in_another_unit_needs_a_decision()
    {
        var match = Only(Variant(1, "FLOUR"), Product(7, "FLOUR", unit: "kg"));

        Assert.Equal((MatchState.Ambiguous, MatchReason.OtherUnit), (match.State, match.Reason));
        Assert.Contains("Odoo keeps it in kg. Link the variant by hand and say how much kg one of it is", MatchText.Of(match, BySku), StringComparison.Ordinal);
    }

    [Fact]
    public void The_shop_may_match_barcodes()
    {
        var matching = new ProductMatching(new ProductDecision(VariantIdentity.Barcode, ProductIdentity.Barcode), Ours, [Product(7, "MUG", barcode: "4006381333931"), Product(8, "4006381333931")]);

        Assert.Equal(new OdooId<Product>(7), Assert.Single(matching.Report([Variant(1, "MUG", barcode: "4006381333931")], new Dictionary<VariantId, ProductLink>()).Variants).Product!.Id);
    }

    [Fact]
    public void A_link_survives_a_renamed_code_on_either_side_and_says_what_changed()
    {
        var link = Link(Variant(1, "MUG"), Product(7, "MUG"));
        var match = Assert.Single(Report([Variant(1, "MUG-BLUE")], [Product(7, "CUP"), Product(8, "MUG-BLUE")], link).Variants);

        Assert.Equal((MatchState.Changed, new OdooId<Product>(7)), (match.State, match.Product!.Id));
        Assert.Equal(
            "It stays linked to Product 7 (CUP, id 7), but the SKU in Shopify was “MUG” and is “MUG-BLUE” and the internal reference in Odoo was “MUG” and is “CUP”. Approve the change if it is still the same goods; if not, link the variant to the right product.",
            MatchText.Of(match, BySku));
    }

    [Fact]
    public void A_link_to_what_cannot_be_sold_any_more_is_broken()
    {
        var link = Link(Variant(1, "MUG"), Product(7, "MUG"));

        Assert.Equal([MatchReason.DeletedInOdoo], Report([Variant(1, "MUG")], [Product(8, "MUG")], link).Variants.Select(match => match.Reason));
        Assert.Equal([MatchReason.Archived], Report([Variant(1, "MUG")], [Product(7, "MUG", active: false), Product(8, "MUG")], link).Variants.Select(match => match.Reason));
        Assert.Equal([MatchReason.OtherCompany], Report([Variant(1, "MUG")], [Product(7, "MUG", company: 2)], link).Variants.Select(match => match.Reason));
        Assert.All(Report([Variant(1, "MUG")], [Product(7, "MUG", active: false)], link).Variants, match => Assert.Equal(MatchState.Broken, match.State));
    }

    [Fact]
    public void A_pack_says_how_much_one_of_it_is()
    {
        var match = Assert.Single(Report([Variant(1, "MUG-6")], [Product(7, "MUG")], Link(Variant(1, "MUG-6"), Product(7, "MUG"), 6m, LinkOrigin.Hand)).Variants);

        Assert.Equal(MatchState.ByHand, match.State);
        Assert.Equal("Linked by hand to Product 7 (MUG, id 7): one of it is 6 Units.", MatchText.Of(match, BySku));
    }

    [Fact]
    public void What_is_sold_from_stock_in_Odoo_alone_and_links_of_deleted_variants_are_listed()
    {
        var report = Report(
            [Variant(1, "MUG")],
            [Product(7, "MUG"), Product(8, "CUP"), Product(9, "OLD", active: false), Product(10, "THEIRS", company: 2), Product(11, "SERVICE") with { Storable = false }, Product(12, "PART") with { Sellable = false }],
            Link(Variant(2, "GONE"), Product(7, "MUG")));

        Assert.Equal([new OdooId<Product>(8)], report.OdooOnly.Select(product => product.Id));
        Assert.Equal([new VariantId(2)], report.Gone.Select(link => link.Variant));
    }

    private static VariantMatch Only(CatalogueVariant variant, params CatalogueProduct[] products) => Assert.Single(Report([variant], products).Variants);
}
