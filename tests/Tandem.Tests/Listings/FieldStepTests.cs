using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Xunit;

namespace Tandem.Tests.Listings;

public sealed class FieldStepTests
{
    private static readonly FieldPlace Title = new(null, "title");

    [Theory]
    [InlineData("Mug", "Mug", null, "nothing")]
    [InlineData("Mug", "Cup", "Mug", "write")]
    [InlineData("Cup", "Mug", "Mug", "tell")]
    [InlineData("Cup", "Jug", "Mug", "tell")]
    [InlineData("Cup", "Mug", null, "tell")]
    [InlineData(null, "Mug", null, "write")]
    [InlineData(null, "Mug", "Mug", "tell")]
    public void Only_what_the_owner_alone_changed_is_written(string? shopify, string? odoo, string? agreed, string done)
    {
        foreach (var owner in new[] { FieldOwner.Odoo, FieldOwner.Shopify })
        {
            var pair = owner == FieldOwner.Odoo ? new FieldPair(Title, "Mug", owner, shopify, odoo) : new FieldPair(Title, "Mug", owner, odoo, shopify);
            var step = FieldStep.Of(pair, agreed is null ? null : new SettledField(Title, SettledField.DigestOf(agreed), false));

            Assert.Equal(done, step switch { FieldStep.Nothing => "nothing", FieldStep.Write => "write", _ => "tell" });
        }
    }

    [Fact]
    public void A_difference_says_both_values_and_whose_turn_it_is()
    {
        var pair = new FieldPair(Title, "Mug", FieldOwner.Odoo, "Cup", "Mug");
        var told = Assert.IsType<FieldStep.Tell>(FieldStep.Of(pair, new SettledField(Title, SettledField.DigestOf("Mug"), false)));

        Assert.Equal("It was changed in Shopify, and Odoo owns it. Shopify says “Cup”, Odoo says “Mug”. Change it in Odoo, or take Odoo's value on the products page.", told.Why);
        Assert.IsType<FieldStep.Write>(FieldStep.Of(pair, new SettledField(Title, SettledField.DigestOf("Mug"), Taken: true)));
    }

    [Fact]
    public void What_cannot_be_carried_is_told_even_when_a_person_took_it() => Assert.IsType<FieldStep.Tell>(
        FieldStep.Of(new FieldPair(Title, "Mug", FieldOwner.Odoo, "Cup", "Mug", "It cannot."), new SettledField(Title, null, Taken: true)));

    [Theory]
    [InlineData("<p>Two &amp; three</p><p>lines</p>", "Two & three\nlines")]
    [InlineData("<ul><li>One</li><li>Two</li></ul>", "One\nTwo")]
    [InlineData("<p></p>", null)]
    [InlineData("Plain<br>text", "Plain\ntext")]
    public void Html_is_compared_by_what_it_says(string html, string? text)
    {
        Assert.Equal(text, FieldText.OfHtml(html));
        Assert.Equal(text, FieldText.OfHtml(FieldText.Html(text)));
    }

    [Fact]
    public void Tags_are_the_same_in_any_order_and_case_and_numbers_in_any_writing()
    {
        Assert.Equal(FieldText.Of(["blue", "Sale"]), FieldText.Of(["Sale", "blue", "BLUE"]));
        Assert.Equal(FieldText.Of(10.50m), FieldText.Of(10.5m));
        Assert.Equal(CustomText.Of("number_decimal", "2.50"), CustomText.Of("number_decimal", "2.5"));
    }
}
