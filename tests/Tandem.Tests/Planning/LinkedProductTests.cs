using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class LinkedProductTests
{
    private static readonly ShopOrder Shirt = Sold.Order(Sold.Line("Blue shirt", 20m));

    private static VariantId Variant => Shirt.Lines[0].Variant!.Value;

    [Fact]
    public void A_link_goes_before_the_rule()
    {
        Assert.Equal(new OdooId<Product>(77), Plan(Known(Linked(77))).Draft.Lines[0].Product);
    }

    [Fact]
    public void A_variant_whose_code_was_renamed_is_still_known_by_its_link()
    {
        var renamed = Sold.Order(Sold.Line("Blue shirt", 20m) with { Sku = "RENAMED" });

        Assert.Equal(new OdooId<Product>(77), Assert.IsType<OrderPlan.Ready>(OrderPlanning.Plan(renamed, Rules.All, Known(Linked(77)))).Draft.Lines[0].Product);
    }

    [Theory]
    [InlineData(LinkedProductState.Archived, "is linked to the Odoo product Shirt (id 77), which was archived in Odoo. Unarchive it there, or link the variant to another product")]
    [InlineData(LinkedProductState.OtherCompany, "is linked to the Odoo product Shirt (id 77), which belongs to another company now")]
    [InlineData(LinkedProductState.Deleted, "is linked to the Odoo product 77, which was deleted in Odoo. Either link the variant to another product")]
    public void A_link_to_what_cannot_be_sold_stops_the_order_and_is_never_replaced_by_the_rule(LinkedProductState state, string sentence)
    {
        var blocker = Blocked(Known(Linked(77) with { State = state }));

        Assert.Equal((BlockerCode.ProductLinkBroken, $"variant {Variant}", true), (blocker.Code, blocker.Subject, blocker.HealsWithTime));
        Assert.Contains(sentence, blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_another_variant_carries_too_is_not_certain()
    {
        var known = new KnownProducts(Rules.Catalogue(Shirt)) { Carriers = new[] { Variant, new VariantId(9) }.ToLookup(_ => "SKU-1") };
        var blocker = Blocked(known);

        Assert.Equal((BlockerCode.ProductAmbiguous, "SKU-1"), (blocker.Code, blocker.Subject));
        Assert.Contains("“Blue shirt” has the SKU “SKU-1”, and so has another variant in Shopify", blocker.Sentence, StringComparison.Ordinal);
        Assert.IsType<OrderPlan.Ready>(OrderPlanning.Plan(Shirt, Rules.All, known with { Carriers = new[] { Variant }.ToLookup(_ => "SKU-1") }));
    }

    [Fact]
    public void A_product_kept_in_another_unit_needs_a_decision()
    {
        var found = Rules.Catalogue(Shirt).SelectMany(code => code).Select(product => product with { OtherUnit = "kg" }).ToLookup(product => product.Code);
        var blocker = Blocked(new KnownProducts(found));

        Assert.Equal(BlockerCode.ProductUnitUndecided, blocker.Code);
        Assert.Contains("is kept in kg in Odoo", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_booked_line_keeps_its_product_whatever_is_linked_later()
    {
        var known = Known(Linked(77) with { State = LinkedProductState.Deleted }) with
        {
            Booked = new Dictionary<LineId, BookedProduct> { [Shirt.Lines[0].Id] = new(new OdooId<Product>(5), 1m) },
        };

        Assert.Equal(new OdooId<Product>(5), Plan(known).Draft.Lines[0].Product);
    }

    [Theory]
    [InlineData(20, 2, 4, new[] { 8.0, 5.0 })]
    [InlineData(10, 1, 3, new[] { 2.0, 3.33, 1.0, 3.34 })]
    [InlineData(12, 2, 0.5, new[] { 1.0, 24.0 })]
    public void A_pack_is_booked_as_what_it_holds_at_a_price_that_adds_up_to_the_cent(double price, int sold, double each, double[] expected)
    {
        var order = Sold.Order(Sold.Line("Pack", (decimal)price) with { Quantity = sold, CurrentQuantity = sold });
        var known = new KnownProducts(Rules.Catalogue(order)) { Linked = new Dictionary<VariantId, LinkedProduct> { [order.Lines[0].Variant!.Value] = Linked(77) with { Each = (decimal)each } } };

        var lines = Assert.IsType<OrderPlan.Ready>(OrderPlanning.Plan(order, Rules.All, known)).Draft.Lines;

        Assert.Equal((decimal)price * sold, lines.Sum(line => line.Quantity * line.PriceUnit));
        Assert.Equal(expected.Select(number => (decimal)number), lines.SelectMany(line => new[] { line.Quantity, line.PriceUnit }));
        Assert.All(lines, line => Assert.Equal((LineRole.Product, (decimal)each), (line.Role, line.Each)));
    }

    [Fact]
    public void Any_pack_at_any_price_and_discount_comes_to_what_was_paid()
    {
        var random = new Random(4);
        for (var turn = 0; turn < 300; turn++)
        {
            var (sold, each) = (random.Next(1, 9), random.Next(1, 13));
            var line = Sold.Line("Pack", random.Next(1, 20_000) / 100m) with { Quantity = sold, CurrentQuantity = sold };
            var order = Sold.Order(random.Next(2) == 0 ? line : line.Less(Math.Round(line.UnitPrice.Shop.Amount * sold * random.Next(1, 90) / 100m, 2)));
            var known = new KnownProducts(Rules.Catalogue(order)) { Linked = new Dictionary<VariantId, LinkedProduct> { [order.Lines[0].Variant!.Value] = Linked(77) with { Each = each } } };

            var plan = Assert.IsType<OrderPlan.Ready>(OrderPlanning.Plan(order, Rules.All, known));

            Assert.Equal(sold * each, plan.Draft.Lines.Where(one => one.Role == LineRole.Product).Sum(one => one.Quantity));
            Assert.DoesNotContain(plan.Draft.Lines, one => one.Role == LineRole.Rounding);
        }
    }

    private static KnownProducts Known(LinkedProduct link) => new(Rules.Catalogue(Shirt)) { Linked = new Dictionary<VariantId, LinkedProduct> { [Variant] = link } };

    private static LinkedProduct Linked(int id) => new(new OdooId<Product>(id), 1m, "Shirt", LinkedProductState.Sold);

    private static OrderPlan.Ready Plan(KnownProducts known) => Assert.IsType<OrderPlan.Ready>(OrderPlanning.Plan(Shirt, Rules.All, known));

    private static Blocker Blocked(KnownProducts known) => Assert.Single(Assert.IsType<OrderPlan.Blocked>(OrderPlanning.Plan(Shirt, Rules.All, known)).Blockers);
}
