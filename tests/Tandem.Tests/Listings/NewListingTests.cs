using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Xunit;

namespace Tandem.Tests.Listings;

public sealed class NewListingTests
{
    private static readonly ProductDecision Rule = new(VariantIdentity.Sku, ProductIdentity.InternalReference);

    [Fact]
    public void More_variants_than_Shopify_takes_are_refused_with_both_numbers()
    {
        Assert.Contains("has 2,049 variants in Odoo, and Shopify takes 2,048", Refusal(Shirt(2049)), StringComparison.Ordinal);
        Assert.Equal(2048, Planned(Shirt(2048)).Variants.Count);
    }

    [Fact]
    public void Only_attributes_with_a_choice_become_options_and_only_values_that_a_variant_has()
    {
        var draft = Planned(Shirt(3));

        Assert.Equal("Size", Assert.Single(draft.Options).Name);
        Assert.Equal(["1", "2", "3"], draft.Options[0].Values);
        Assert.Equal(("Size", "2"), Assert.Single(draft.Variants[1].Options));
        Assert.Equal(("Shirt", "SHIRT-2"), (draft.Values["title"], draft.Variants[1].Values["sku"]));
    }

    [Fact]
    public void A_code_that_is_missing_or_used_twice_or_known_to_Shopify_is_refused()
    {
        var two = Shirt(2);
        Assert.Contains("its variant 2, Cotton has no internal reference", Refusal([two[0], two[1] with { Variant = two[1].Variant with { Reference = " " } }]), StringComparison.Ordinal);
        Assert.Contains("several of its variants have the internal reference “SHIRT-1”", Refusal([two[0], two[1] with { Variant = two[1].Variant with { Reference = "SHIRT-1" } }]), StringComparison.Ordinal);
        var known = new MatchRow { State = MatchState.Unmatched, Title = "Old shirt", Code = "SHIRT-1", Sentence = "" };
        Assert.Contains("“Old shirt” in Shopify has the SKU “SHIRT-1” already", Assert.IsType<NewListing.Refused>(NewListing.Of(Rule, two, [known])).Sentence, StringComparison.Ordinal);
    }

    private static ListingDraft Planned(IReadOnlyList<LinkedVariant> variants) => Assert.IsType<NewListing.Planned>(NewListing.Of(Rule, variants, [])).Draft;

    private static string Refusal(IReadOnlyList<LinkedVariant> variants) => Assert.IsType<NewListing.Refused>(NewListing.Of(Rule, variants, [])).Sentence;

    /// <summary>In so many sizes, with one more that no variant has, and of one material.</summary>
    private static List<LinkedVariant> Shirt(int sizes)
    {
        string[] values = [.. Enumerable.Range(1, sizes).Select(size => size.ToString(CultureInfo.InvariantCulture))];
        var template = new OdooTemplate(new OdooId<Template>(1), "Shirt", Active: true)
        {
            Attributes = [new ListingOption("Size", [.. values, "none"]), new ListingOption("Material", ["Cotton"])],
        };
        return [.. values.Select((value, index) => new LinkedVariant(
            new OdooVariant(new OdooId<Product>(index + 1), template.Id, Active: true) { Reference = $"SHIRT-{value}", SalesPrice = 5m, Attributes = [("Size", value), ("Material", "Cotton")] }, template, 1m))];
    }
}
