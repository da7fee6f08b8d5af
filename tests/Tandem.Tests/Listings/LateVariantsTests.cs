using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Xunit;

namespace Tandem.Tests.Listings;

/// <summary>Variants that one side of a linked product got later; S is linked, the others came.</summary>
public sealed class LateVariantsTests
{
    private static readonly OdooTemplate Shirt = new(new OdooId<Template>(1), "Shirt", Active: true)
    {
        Variants = 3, Attributes = [new ListingOption("Size", ["S", "M", "L"]), new ListingOption("Material", ["Cotton"])],
    };

    [Fact]
    public void What_only_Odoo_has_is_made_in_Shopify_with_its_choice_and_its_values()
    {
        var late = Late(Rule(inShopify: true), [Shop(1, "S", "SHIRT-S")], [Odoo(2, "M", "SHIRT-M"), Odoo(3, "L", "SHIRT-L") with { Variant = Odoo(3, "L", "SHIRT-L").Variant with { Active = false } }]);

        var made = Assert.Single(late.ToShopify);
        Assert.Equal((("Size", "M"), "SHIRT-M", "5"), (Assert.Single(made.Options), made.Values["sku"], made.Values["price"]));
        Assert.Empty(late.Open.Concat(late.Left));
    }

    [Fact]
    public void What_only_Shopify_has_is_made_in_Odoo()
    {
        Assert.Equal("SHIRT-M", Assert.Single(Late(Rule(inOdoo: true), [Shop(1, "S", "SHIRT-S"), Shop(2, "M", "SHIRT-M")], []).ToOdoo).Sku);
        // What Odoo has archived comes back the same way, and is linked when it is there.
        var archived = Odoo(2, "M", null) with { Variant = Odoo(2, "M", null).Variant with { Active = false } };
        Assert.Single(Late(Rule(inOdoo: true), [Shop(1, "S", "SHIRT-S"), Shop(2, "M", "SHIRT-M")], [archived]).ToOdoo);
        Assert.True(Assert.Single(Late(Rule(inOdoo: true), [Shop(1, "S", "SHIRT-S"), Shop(2, "M", "SHIRT-M")], [archived], made: true).Same).Bare);
    }

    [Fact]
    public void What_the_decisions_do_not_make_is_said_and_left()
    {
        var late = Late(Rule(), [Shop(1, "S", "SHIRT-S"), Shop(2, "M", "SHIRT-M")], [Odoo(3, "L", "SHIRT-L")]);

        Assert.Equal((0, 0), (late.ToShopify.Count, late.ToOdoo.Count));
        Assert.Equal(["1 variant (SHIRT-M) in Shopify is linked to no product of Odoo, so nothing of it is carried. Link it on the products page.", "1 variant (L, Cotton (SHIRT-L)) in Odoo is not in Shopify, where products.inShopify makes none. What is sold there is added by hand, with its code."], late.Left);
    }

    [Fact]
    public void The_same_choice_with_the_same_code_is_linked_and_with_another_a_person_decides()
    {
        ListingVariant[] two = [Shop(1, "S", "SHIRT-S"), Shop(2, "M", "SHIRT-M")];
        Assert.Equal(2, Assert.Single(Late(Rule(true, true), two, [Odoo(2, "M", "SHIRT-M")]).Same).Shopify.Id.Value);
        Assert.Equal(
            "The variant M of “Shirt” in Shopify has the SKU “SHIRT-M”, and the same choice in Odoo has the internal reference “OTHER”. Give both the same, or link them by hand.",
            Assert.Single(Late(Rule(true, true), two, [Odoo(2, "M", "OTHER")]).Open));
        var carrier = new MatchRow { State = MatchState.Unmatched, Variant = new VariantId(9), Title = "Old", Code = "SHIRT-M", Sentence = "" };
        Assert.Contains("has the code “SHIRT-M”, which others have too, or nearly.", Assert.Single(Late(Rule(true, true), two, [Odoo(2, "M", "SHIRT-M")], inShopify: [carrier]).Open), StringComparison.Ordinal);
        Assert.Contains("“Old” has the SKU “SHIRT-M” already.", Assert.Single(Late(Rule(true, true), [two[0]], [Odoo(2, "M", "SHIRT-M")], inShopify: [carrier]).Open), StringComparison.Ordinal);
        var near = new CatalogueProduct(new OdooId<Product>(7), 7, "shirt-m", null, "Other", true, true, true, null, "Units", true);
        Assert.Contains("or nearly", Assert.Single(Late(Rule(true, true), two, [], inOdoo: [near]).Open), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_made_says_what_to_do()
    {
        string Toward(LinkedVariant odoo, bool elsewhere = false) => Assert.Single(Late(Rule(inShopify: true), [Shop(1, "S", "SHIRT-S")], [odoo], elsewhere: elsewhere).Open);
        Assert.Contains("has no internal reference in Odoo, so it is not made in Shopify. Give it one, or archive it.", Toward(Odoo(2, "M", null)), StringComparison.Ordinal);
        Assert.Contains("several products are variants of this one", Toward(Odoo(2, "M", "SHIRT-M"), elsewhere: true), StringComparison.Ordinal);
        Assert.Contains("Odoo tells its variants apart by “Fit”, and Shopify has no such option.", Toward(new LinkedVariant(
            Odoo(2, "M", "SHIRT-M").Variant with { Attributes = [("Size", "M"), ("Fit", "Slim")] }, Shirt with { Attributes = [.. Shirt.Attributes, new ListingOption("Fit", ["Slim", "Wide"])] }, 1m)), StringComparison.Ordinal);

        string Back(ListingVariant shopify) => Assert.Single(Late(Rule(inOdoo: true), [Shop(1, "S", "SHIRT-S"), shopify], []).Open);
        Assert.Contains("has no SKU, so it is not made in Odoo. Give it one.", Back(Shop(2, "M", " ")), StringComparison.Ordinal);
        Assert.Contains("no attribute called “Length”", Back(Shop(2, "M", "SHIRT-M") with { Options = [("Length", "M")] }), StringComparison.Ordinal);
        Assert.Contains("where the variants of this product are several products", Assert.Single(LateVariants.Of(
            Rule(inOdoo: true), Listing([Shop(1, "S", "SHIRT-S"), Shop(2, "M", "SHIRT-M")]), new LateGoods(null, new HashSet<VariantId> { new(1) }, [], false, [], [])).Open), StringComparison.Ordinal);
    }

    private static LateVariants Late(
        ProductDecision rule, ListingVariant[] variants, LinkedVariant[] free, bool made = false, bool elsewhere = false, MatchRow[]? inShopify = null, CatalogueProduct[]? inOdoo = null) =>
        LateVariants.Of(rule, Listing(variants), new LateGoods(Shirt, new HashSet<VariantId> { new(1) }, free, elsewhere, inShopify ?? [], inOdoo ?? []), made);

    private static ProductDecision Rule(bool inShopify = false, bool inOdoo = false) => new(VariantIdentity.Sku, ProductIdentity.InternalReference)
    {
        Listings = new ListingDecision { InShopify = new NewListings(Create: inShopify), InOdoo = new NewProducts { Create = inOdoo } },
    };

    private static ShopListing Listing(ListingVariant[] variants) => new(new ProductId(5), "Shirt", ListingStatus.Active) { Variants = variants };

    private static ListingVariant Shop(long id, string size, string sku) => new(new VariantId(id), new InventoryItemId(id), 5m) { Title = size, Sku = sku, Options = [("Size", size)] };

    private static LinkedVariant Odoo(int id, string size, string? reference) => new(
        new OdooVariant(new OdooId<Product>(id), Shirt.Id, Active: true) { Reference = reference, SalesPrice = 5m, Attributes = [("Size", size), ("Material", "Cotton")] }, Shirt, 1m);
}
