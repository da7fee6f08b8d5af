using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class ProductTests
{
    private static readonly ShopOrder Shirt = Sold.Order(Sold.Line("Blue shirt", 20m));

    [Fact]
    public void A_variant_is_booked_on_the_product_with_its_code()
    {
        Assert.Equal(new OdooId<Product>(7), Booked(Candidate(7)));
    }

    [Fact]
    public void A_shop_may_match_by_barcode_instead()
    {
        var rules = Rules.Of(new OrderDecision(), products: new ProductDecision(VariantIdentity.Barcode, ProductIdentity.Barcode));

        Assert.Equal(["BAR-1"], ProductMatch.CodesOf(Shirt, rules.Decisions.Products));
        Assert.Equal(Rules.Product(Shirt.Lines[0]), Rules.Ready(Shirt, rules).Draft.Lines[0].Product);
    }

    [Fact]
    public void A_variant_that_was_deleted_in_Shopify_is_still_matched_by_its_SKU()
    {
        var order = Sold.Order(Sold.Line("Blue shirt", 20m) with { Variant = null });

        Assert.Equal(Rules.Product(order.Lines[0]), Rules.Ready(order).Draft.Lines[0].Product);
    }

    [Fact]
    public void A_product_that_no_one_has_is_unmatched()
    {
        var blocker = Blocker();

        Assert.Equal((BlockerCode.ProductUnmatched, "SKU-1", Role.Ecommerce, true), (blocker.Code, blocker.Subject, blocker.Owner, blocker.HealsWithTime));
        Assert.Equal("Order #1001 was not written to Odoo: no Odoo product has the internal reference “SKU-1” (SKU of “Blue shirt”). Enter it on the right product in Odoo; the order is then tried again by itself.", blocker.Sentence);
    }

    [Fact]
    public void A_product_of_another_company_is_unmatched_and_named()
    {
        var blocker = Blocker(Candidate(7, company: 2));

        Assert.Equal(BlockerCode.ProductUnmatched, blocker.Code);
        Assert.Contains("(Product 7, id 7; SKU of “Blue shirt”) belongs to another company", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_of_the_own_company_wins_over_one_of_another()
    {
        Assert.Equal(new OdooId<Product>(8), Booked(Candidate(7, company: 2), Candidate(8, company: 1)));
    }

    [Fact]
    public void An_archived_product_is_not_sold()
    {
        var blocker = Blocker(Candidate(7, active: false));

        Assert.Equal(BlockerCode.ProductArchived, blocker.Code);
        Assert.Contains("(Product 7, id 7; SKU of “Blue shirt”) is archived. Unarchive it in Odoo", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_active_product_wins_over_an_archived_one_of_the_same_code()
    {
        Assert.Equal(new OdooId<Product>(8), Booked(Candidate(7, active: false), Candidate(8)));
    }

    [Fact]
    public void Two_products_with_one_code_are_ambiguous_and_both_named()
    {
        var blocker = Blocker(Candidate(7), Candidate(8));

        Assert.Equal(BlockerCode.ProductAmbiguous, blocker.Code);
        Assert.Contains("2 Odoo products have the internal reference “SKU-1” (SKU of “Blue shirt”): Product 7 (id 7), Product 8 (id 8).", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_without_code_is_told_by_variant()
    {
        var order = Sold.Order(Sold.Line("Blue shirt", 20m) with { Sku = " " });
        var blocker = Assert.Single(Rules.Blocked(order));

        Assert.Equal((BlockerCode.ProductUnmatched, "variant 501"), (blocker.Code, blocker.Subject));
        Assert.Contains("“Blue shirt” has no SKU in Shopify", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_product_missing_on_many_lines_is_one_blocker()
    {
        var order = Sold.Order(Sold.Line("Blue shirt", 20m), Sold.Line("Blue shirt", 18m, id: 2) with { Sku = "SKU-1" }, Sold.Line("Hat", 5m, id: 3));

        Assert.Equal(["ProductUnmatched:SKU-1", "ProductUnmatched:SKU-3"], Rules.Blocked(order, products: None).Select(blocker => blocker.Cause));
    }

    [Fact]
    public void All_missing_decisions_of_an_order_are_told_at_once()
    {
        var order = (Sold.Order(Sold.Line("Blue shirt", 20m).Taxed("VAT", 0.2m, 4m), Sold.Line("Hat", 5m, id: 2).Taxed("VAT", 0.2m, 1m)) with
        {
            ShippingLines = [Sold.Shipping(5m)],
        }).Totalled();
        var rules = Rules.All.Without(products => products with { Shipping = null }) with { Taxes = [] };

        Assert.Equal(
            [BlockerCode.TaxUnmapped, BlockerCode.ProductUnmatched, BlockerCode.ProductUnmatched, BlockerCode.ShippingUnmapped],
            Rules.Blocked(order, rules, None).Select(blocker => blocker.Code));
    }

    [Fact]
    public void Only_codes_of_products_are_looked_up_and_each_once()
    {
        var order = Sold.Order(
            Sold.Line("Blue shirt", 20m), Sold.Line("Blue shirt", 18m, id: 2) with { Sku = " SKU-1 " },
            Sold.Line("Gift card", 50m, id: 3) with { IsGiftCard = true }, Sold.Line("Engraving", 1m, id: 4) with { Variant = null, Sku = null });

        Assert.Equal(["SKU-1"], ProductMatch.CodesOf(order, Rules.All.Decisions.Products));
    }

    private static ILookup<string, ProductCandidate> None => Array.Empty<ProductCandidate>().ToLookup(product => product.Code);

    private static ProductCandidate Candidate(int id, bool active = true, int? company = null) =>
        new(new(id), "SKU-1", $"Product {id}", active, company is { } of ? new OdooId<Company>(of) : null);

    private static OdooId<Product> Booked(params ProductCandidate[] products) =>
        Assert.IsType<OrderPlan.Ready>(OrderPlanning.Plan(Shirt, Rules.All, products.ToLookup(product => product.Code))).Draft.Lines[0].Product;

    private static Blocker Blocker(params ProductCandidate[] products) => Assert.Single(Rules.Blocked(Shirt, products: products.ToLookup(product => product.Code)));
}
