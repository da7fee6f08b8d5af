using System.Security.Cryptography;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Faults;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Listings;

/// <summary>Images of products from Odoo to Shopify, which cannot fetch them from there.</summary>
public sealed class ListingImageTests(ListingHouse house) : IClassFixture<ListingHouse>
{
    private static readonly ListingDecision ByOdoo = new() { Owners = new Dictionary<ListingField, FieldOwner> { [ListingField.Image] = FieldOwner.Odoo } };
    private static readonly byte[] Red = Png(1), Blue = Png(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_is_sent_once_replaced_when_it_changes_and_taken_away_with_it_beside_those_that_Shopify_has_of_its_own()
    {
        await house.Furnished(ByOdoo);
        var (variant, _, template) = await house.Goods("pictured");
        var sent = house.Shop.Files.Sent;
        await Pictured(template, Red);
        Assert.Equal([Sha(Red)], Shown(variant));
        Assert.Equal(sent + 1, house.Shop.Files.Sent);

        house.Odoo.Calls.Clear();
        house.InOdoo("product.template", template, "name", "Renamed");
        await house.Quiet();
        Assert.Equal(sent + 1, house.Shop.Files.Sent);
        // An unchanged image is not even read.
        Assert.DoesNotContain(house.Odoo.Calls.Latest, call => call is { Method: "read", Model: "product.template" });

        house.Shop.Products.Change(variant.ProductId, facts => facts with { Media = [.. facts.Media, new MediaDescription(1, "own")] });
        await house.Rested();
        await Pictured(template, Blue);
        Assert.Equal(["own", Sha(Blue)], Shown(variant));
        Assert.IsType<Standing.InStep>(await house.Stands(variant));

        await Pictured(template, null);
        Assert.Equal(["own"], Shown(variant));
        Assert.Equal(sent + 2, house.Shop.Files.Sent);
        Assert.IsType<Standing.InStep>(await house.Stands(variant));
    }

    [Fact]
    public async Task An_image_whose_answer_was_lost_is_not_given_twice_and_the_one_before_goes()
    {
        await house.Furnished(ByOdoo);
        var (variant, _, template) = await house.Goods("lost");
        await Pictured(template, Red);
        house.Shopify.Faults.Next(new Fault.Dropped(AfterDoing: true), operation: "productUpdate");
        await Pictured(template, Blue);

        Assert.Equal([Sha(Blue)], Shown(variant));
        Assert.IsType<Standing.InStep>(await house.Stands(variant));
    }

    [Fact]
    public async Task Images_that_only_Shopify_has_are_nobody_s_business_and_where_both_have_some_a_person_says_once()
    {
        await house.Furnished(ByOdoo);
        var (variant, _, template) = await house.Goods("own");
        house.Shop.Products.Change(variant.ProductId, facts => facts with { Media = [new MediaDescription(2, "own")] });
        await house.Rested();
        Assert.IsType<Standing.InStep>(await house.Stands(variant));

        await Pictured(template, Red);
        Assert.Equal(["own"], Shown(variant));
        Assert.Contains("image: Shopify says “an image of its own”, Odoo says “image ", Story.House.TheBlockerOf(await house.Stands(variant)).Sentence, StringComparison.Ordinal);
        await house.Get<IProductFields>().Take(house.Domain, new ProductId(variant.ProductId), Stop);
        house.Shop.Products.Change(variant.ProductId, facts => facts);
        await house.Rested();
        Assert.Equal(["own", Sha(Red)], Shown(variant));
    }

    [Fact]
    public async Task What_Shopify_takes_no_image_of_is_told_and_the_rest_goes_on()
    {
        await house.Furnished(ByOdoo with { Owners = new Dictionary<ListingField, FieldOwner>(ByOdoo.Owners) { [ListingField.Title] = FieldOwner.Odoo } });
        var (variant, _, template) = await house.Goods("drawn");
        house.InOdoo("product.template", template, "name", "Drawn");
        await Pictured(template, "<svg/>"u8.ToArray());

        var blocker = Story.House.TheBlockerOf(await house.Stands(variant));
        Assert.Equal(BlockerCode.FieldsDiffer, blocker.Code);
        Assert.Contains("Its image is image/svg+xml in Odoo, which Shopify does not take. Give it a JPEG, PNG, GIF or WebP.", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal("Drawn", house.Now(variant).ProductTitle);
        Assert.Empty(Shown(variant));
    }

    private async Task Pictured(int template, byte[]? bytes)
    {
        house.InOdoo("product.template", template, "image_1920", bytes is null ? false : Convert.ToBase64String(bytes));
        await house.Quiet();
    }

    private string?[] Shown(VariantDescription variant) => [.. house.Shop.Products.Facts(variant.ProductId).Media.Select(media => media.Content)];

    private static byte[] Png(byte last) => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, last];

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
