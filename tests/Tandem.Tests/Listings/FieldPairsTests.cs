using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Xunit;

namespace Tandem.Tests.Listings;

/// <summary>Variants that differ from each other are compared each with its own product in Odoo.</summary>
public sealed class FieldPairsTests
{
    private static readonly ListingField[] OfVariants =
        [ListingField.Price, ListingField.CompareAtPrice, ListingField.Cost, ListingField.Weight, ListingField.Barcode, ListingField.Sku, ListingField.HsCode, ListingField.CountryOfOrigin];

    [Fact]
    public void Each_variant_s_fields_are_compared_with_its_own_product_and_not_with_the_first_s()
    {
        var pairs = Pairs(FieldOwner.Odoo, OfVariants);

        Assert.Equal(OfVariants.Length * 2, pairs.Count);
        // The first says the same on both sides in everything; of the second, all that Odoo keeps by variant differs.
        Assert.All(pairs.Where(pair => pair.Place.Variant == new VariantId(1)), pair => Assert.True(pair.Agree, pair.ToString()));
        Assert.Equal(
            new (string, string?, string?)[]
            {
                ("barcode", "B2", "B-2"), ("compareAtPrice", "25", "30"), ("cost", "5", "6"), ("price", "20", "22"), ("sku", "S2", "S-2"), ("weight", "0.2", "0.25"),
            },
            pairs.Where(pair => !pair.Agree).Select(pair => (pair.Place.Field, pair.Shopify, pair.Odoo)).OrderBy(pair => pair.Field, StringComparer.Ordinal));
        Assert.All(pairs.Where(pair => !pair.Agree), pair => Assert.Equal((new VariantId(2), null), (pair.Place.Variant!.Value, pair.Refusal)));
    }

    [Fact]
    public void What_Odoo_keeps_once_for_all_variants_is_told_where_Shopify_s_variants_say_different_things()
    {
        var pairs = Pairs(FieldOwner.Shopify, [ListingField.Price, ListingField.Cost]);

        // Odoo adds the values' extra prices up by variant; where that is what Shopify says, there is nothing to tell.
        Assert.True(pairs.Single(pair => pair.Place == new FieldPlace(new VariantId(1), "price")).Agree);
        var price = pairs.Single(pair => pair.Place == new FieldPlace(new VariantId(2), "price"));
        Assert.Equal(ListingText.PricesDiffer, Assert.IsType<FieldStep.Tell>(FieldStep.Of(price, new SettledField(price.Place, SettledField.DigestOf("22"), false))).Why);
        var cost = pairs.Single(pair => pair.Place == new FieldPlace(new VariantId(2), "cost"));
        Assert.IsType<FieldStep.Write>(FieldStep.Of(cost, new SettledField(cost.Place, SettledField.DigestOf("6"), false)));
    }

    [Fact]
    public void Prices_of_variants_go_to_Odoo_where_what_their_values_add_says_them_exactly()
    {
        var price = Pairs(FieldOwner.Shopify, [ListingField.Price], sizes: true).Single(pair => pair.Place == new FieldPlace(new VariantId(2), "price"));

        Assert.Equal(("20", "22", null), (price.Shopify, price.Odoo, price.Refusal));
        Assert.IsType<FieldStep.Write>(FieldStep.Of(price, new SettledField(price.Place, SettledField.DigestOf("22"), false)));
    }

    [Fact]
    public void Variants_that_are_products_of_their_own_in_Odoo_each_have_a_price_and_a_code_of_their_own_there()
    {
        var pairs = Pairs(FieldOwner.Shopify, [ListingField.Price, ListingField.HsCode, ListingField.Title], apart: true);

        Assert.Equal(("20", "22", null), pairs.Where(pair => pair.Place == new FieldPlace(new VariantId(2), "price")).Select(pair => (pair.Shopify, pair.Odoo, pair.Refusal)).Single());
        Assert.All(pairs.Where(pair => pair.Place.Field == "hsCode"), pair => Assert.Null(pair.Refusal));
        Assert.Equal(ListingText.SeveralTemplates, pairs.Single(pair => pair.Place.Field == "title").Refusal);
    }

    private static IReadOnlyList<FieldPair> Pairs(FieldOwner owner, ListingField[] fields, bool sizes = false, bool apart = false)
    {
        var template = new OdooTemplate(new OdooId<Template>(1), "Mug", Active: true) { HsCode = "6911", CountryOfOrigin = "GB" };
        LinkedVariant Odoo(int id, string reference, string barcode, decimal price, decimal before, decimal cost, decimal weight) => new(
            new OdooVariant(new OdooId<Product>(id), template.Id, Active: true)
            {
                Reference = reference, Barcode = barcode, SalesPrice = price, Price = new QuotedPrice(price, null), CompareAtPrice = new QuotedPrice(before, null), Cost = cost, Weight = weight, Attributes = sizes ? [("Size", reference)] : [],
            }, apart ? template with { Id = new OdooId<Template>(id) } : template, 1m);
        ListingVariant Shop(long id, string sku, string barcode, decimal price, decimal before, decimal cost, decimal weight) => new(new VariantId(id), new InventoryItemId(id), price)
        {
            Sku = sku, Barcode = barcode, CompareAtPrice = before, Cost = cost, Weight = weight, HsCode = "6911", CountryOfOrigin = "GB",
        };
        var listing = new ShopListing(new ProductId(9), "Mug", Tandem.Sync.Products.ListingStatus.Active)
        {
            Variants = [Shop(1, "S1", "B1", 10m, 15m, 3m, 0.1m), Shop(2, "S2", "B2", 20m, 25m, 5m, 0.2m)],
        };
        return FieldPairs.Of(new ListingDecision { Owners = fields.ToDictionary(field => field, _ => owner) }, [], listing, new Dictionary<VariantId, LinkedVariant>
        {
            [new VariantId(1)] = Odoo(1, "S1", "B1", 10m, 15m, 3m, 0.1m), [new VariantId(2)] = Odoo(2, "S-2", "B-2", 22m, 30m, 6m, 0.25m),
        });
    }
}
