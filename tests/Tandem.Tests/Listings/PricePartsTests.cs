using Tandem.Sync.Listings;
using Xunit;

namespace Tandem.Tests.Listings;

/// <summary>What variants cost as a price and what each value adds.</summary>
public sealed class PricePartsTests
{
    [Fact]
    public void One_option_adds_up_whatever_its_values_cost()
    {
        var parts = PriceParts.Of([([("Size", "L")], 25m), ([("Size", "S")], 19.5m), ([("Size", "M")], 22m)])!;

        Assert.Equal(19.5m, parts.Base);
        Assert.Equal([("L", 5.5m), ("M", 2.5m), ("S", 0m)], parts.Extra.Select(one => (one.Key.Value, one.Value)).OrderBy(one => one.Item1, StringComparer.Ordinal));
    }

    [Fact]
    public void Several_options_add_up_where_each_adds_the_same_whatever_the_others_are()
    {
        var parts = PriceParts.Of([.. Combinations((size, colour) => 10m + (3m * size) + (2m * colour))])!;

        Assert.Equal(10m, parts.Base);
        Assert.Equal(6m, parts.Extra[("Size", "2")]);
        Assert.Equal(4m, parts.Extra[("Colour", "2")]);
        Assert.Null(PriceParts.Of([.. Combinations((size, colour) => 10m + (size * colour))]));
    }

    [Fact]
    public void Not_every_combination_need_be_sold()
    {
        (IReadOnlyList<(string, string)>, decimal)[] sold = [([("Size", "S"), ("Colour", "Red")], 10m), ([("Size", "M"), ("Colour", "Blue")], 15m), ([("Size", "S"), ("Colour", "Blue")], 12m)];
        var parts = PriceParts.Of(sold)!;

        Assert.All(sold, one => Assert.Equal(one.Item2, parts.Base + one.Item1.Sum(option => parts.Extra[option])));
        Assert.Equal(0m, parts.Extra.Values.Min());
    }

    [Fact]
    public void A_new_value_adds_what_its_variants_cost_more_and_one_that_would_have_to_add_two_things_adds_none()
    {
        var before = new OdooTemplate(new Tandem.Sync.OdooId<Tandem.Sync.Template>(1), "Shirt", Active: true) { Attributes = [new ListingOption("Size", ["S"]), new ListingOption("Colour", ["Red", "Blue"])] };
        SameVariant New(long id, string size, string colour, decimal here, decimal there) => new(
            new ListingVariant(new Tandem.Sync.VariantId(id), new Tandem.Sync.InventoryItemId(id), here),
            new LinkedVariant(new OdooVariant(new Tandem.Sync.OdooId<Tandem.Sync.Product>((int)id), before.Id, Active: true) { SalesPrice = there, Attributes = [("Size", size), ("Colour", colour)] }, before, 1m));

        Assert.Equal(
            new Dictionary<(string, string), decimal> { [("Size", "M")] = 3m },
            PriceParts.Added([New(1, "M", "Red", 13m, 10m), New(2, "M", "Blue", 14m, 11m), New(3, "L", "Red", 15m, 10m), New(4, "L", "Blue", 17m, 11m), New(5, "S", "Blue", 12m, 11m)], before));
    }

    [Fact]
    public void Without_options_only_one_price_is_exact()
    {
        Assert.Equal(7m, PriceParts.Of([([], 7m), ([], 7m)])!.Base);
        Assert.Null(PriceParts.Of([([], 7m), ([], 8m)]));
    }

    private static IEnumerable<(IReadOnlyList<(string Name, string Value)>, decimal)> Combinations(Func<int, int, decimal> price) =>
        from size in Enumerable.Range(0, 3)
        from colour in Enumerable.Range(0, 3)
        select ((IReadOnlyList<(string, string)>)[("Size", $"{size}"), ("Colour", $"{colour}")], price(size, colour));
}
