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
    public async Task A_variant_s_own_image_is_shown_by_that_variant_alone_replaced_and_taken_away_and_our_writes_cause_none()
    {
        await house.Furnished(ByOdoo);
        var (first, second, template) = await house.Pair("tinted");
        house.Shopify.Faults.Next(new Fault.Dropped(AfterDoing: true), operation: "productVariantsBulkUpdate");
        await Tinted(second.Product, Red);
        Assert.Equal((null, Sha(Red)), (ShownBy(first.Variant), ShownBy(second.Variant)));
        Assert.Equal([Sha(Red)], Shown(first.Variant));
        Assert.IsType<Standing.InStep>(await house.Stands(first.Variant));

        var (writes, sent) = (house.Mutations, house.Shop.Files.Sent);
        await house.Quiet();
        house.Shop.Products.Change(first.Variant.ProductId, facts => facts);
        await house.Rested();
        Assert.Equal((writes, sent), (house.Mutations, house.Shop.Files.Sent));

        // The product's own is another one.
        await Pictured(template, Red);
        await Tinted(second.Product, Blue);
        Assert.Equal((null, Sha(Blue)), (ShownBy(first.Variant), ShownBy(second.Variant)));
        Assert.Equal([Sha(Red), Sha(Blue)], Shown(first.Variant));
        await Tinted(second.Product, null);
        Assert.Equal([Sha(Red)], Shown(first.Variant));
        Assert.Null(ShownBy(second.Variant));
        Assert.IsType<Standing.InStep>(await house.Stands(first.Variant));

        // What somebody shows it by in Shopify is shown as a difference.
        house.Shop.Products.ChangeVariant(second.Variant.Id, one => one with { Image = house.Shop.Products.Facts(first.Variant.ProductId).Media[0].Id });
        await Tinted(second.Product, Blue);
        Assert.Contains($"image of {second.Variant.Sku}: Shopify says “an image of its own”, Odoo says “image ", Story.House.TheBlockerOf(await house.Stands(first.Variant)).Sentence, StringComparison.Ordinal);
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
    public async Task An_image_that_somebody_deleted_in_Shopify_is_told_and_sent_once_more_when_a_person_takes_Odoo_s()
    {
        await house.Furnished(ByOdoo);
        var (variant, _, template) = await house.Goods("deleted");
        await Pictured(template, Red);
        house.Shop.Products.Change(variant.ProductId, facts => facts with { Media = [] });
        await house.Rested();
        Assert.Contains("image: It was changed in Shopify, and Odoo owns it. Shopify says nothing", Story.House.TheBlockerOf(await house.Stands(variant)).Sentence, StringComparison.Ordinal);
        Assert.Empty(Shown(variant));

        await house.Get<IProductFields>().Take(house.Domain, new ProductId(variant.ProductId), Stop);
        house.Shop.Products.Change(variant.ProductId, facts => facts);
        await house.Rested();
        Assert.Equal([Sha(Red)], Shown(variant));
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

    private async Task Tinted(int product, byte[]? bytes)
    {
        house.InOdoo("product.product", product, "image_variant_1920", bytes is null ? false : Convert.ToBase64String(bytes));
        await house.Quiet();
    }

    private string? ShownBy(VariantDescription variant) =>
        house.Shop.Products.Facts(variant.ProductId).Media.FirstOrDefault(media => media.Id == house.Now(variant).Image)?.Content;

    private string?[] Shown(VariantDescription variant) => [.. house.Shop.Products.Facts(variant.ProductId).Media.Select(media => media.Content)];

    private static byte[] Png(byte last) => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, last];

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
