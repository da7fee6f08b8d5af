using Tandem.Odoo;
using Tandem.Odoo.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Planning;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Fact]
    public async Task A_product_with_attributes_is_made_once_although_the_answer_was_lost()
    {
        var draft = Shirt("lost");
        var losing = new LosingOdoo(World.Odoo, "product.template.load", carriedOut: true);
        await Assert.ThrowsAsync<Tandem.Odoo.Failures.OdooException>(() => new TemplateLoading(losing, World.Profile, Rules(), World.Module).Load(draft, Stop));

        var loading = new TemplateLoading(World.Odoo, World.Profile, Rules(), World.Module);
        var first = Assert.IsType<TemplateLoaded.There>(await loading.Load(draft, Stop)).Template;
        Assert.Equal(first, Assert.IsType<TemplateLoaded.There>(await loading.Load(draft, Stop)).Template);
        Assert.Equal(first, await loading.Find(draft.Product, Stop));
        Assert.Equal(1, await World.Count("product.template", Tandem.Odoo.Records.Domain.Where("name", "=", draft.Name)));

        var variants = await Templates().Of(first, Stop);
        Assert.Equal(["L Blue", "L Red", "S Blue", "S Red"], variants.Select(one => $"{one.Variant.Attributes[0].Value} {one.Variant.Attributes[1].Value}").Order());
        Assert.All(variants, one => Assert.Equal((draft.Name, 12.5m, true, "Two\nlines", "691110"), (one.Template.Name, one.Variant.SalesPrice, one.Variant.Storable, one.Template.Description, one.Template.HsCode)));
        Assert.Equal("FR", variants[0].Template.CountryOfOrigin);
        Assert.Equal(2, variants[0].Template.Attributes.Count);
    }

    [Fact]
    public async Task What_is_written_on_a_product_is_read_again_and_seen_by_the_look_for_changes()
    {
        var loading = new TemplateLoading(World.Odoo, World.Profile, Rules(), World.Module);
        var template = Assert.IsType<TemplateLoaded.There>(await loading.Load(Shirt("written"), Stop)).Template;
        var variants = await Templates().Of(template, Stop);
        await loading.Say(variants[0].Variant.Id, new ListingVariant(new VariantId(1), new InventoryItemId(1), 1m) { Sku = $"W-{World.Tag}", Cost = 3.5m, Weight = 0.25m }, Stop);
        await Templates().Write(variants[0], new Dictionary<string, string?> { ["title"] = $"Renamed {World.Tag}", ["price"] = "14.25", ["countryOfOrigin"] = "DE", ["status"] = "not archived" }, ofProduct: true, Stop);
        await Templates().Write(variants[0], new Dictionary<string, string?> { ["barcode"] = $"P-{World.Tag}" }, ofProduct: false, Stop);

        var read = Assert.Single(await Templates().Read([variants[0].Variant.Id], Stop));
        Assert.Equal(($"Renamed {World.Tag}", "DE"), (read.Template.Name, read.Template.CountryOfOrigin));
        Assert.Equal(($"W-{World.Tag}", $"P-{World.Tag}", 14.25m, 3.5m, 0.25m), (read.Variant.Reference, read.Variant.Barcode, read.Variant.SalesPrice, read.Variant.Cost, read.Variant.Weight));
        Assert.Contains(await Templates().Since(SightingKind.Template, DateTimeOffset.UnixEpoch, Stop), sighting => sighting.Id == template.Value);
        Assert.Contains(await Templates().Since(SightingKind.Variant, DateTimeOffset.UnixEpoch, Stop), sighting => sighting.Id == variants[0].Variant.Id.Value);
        Assert.Equal(variants.Select(one => one.Variant.Id).ToHashSet(), (await Templates().VariantsOf([template.Value], Stop)).Keys.ToHashSet());

        await loading.Archive([variants[3].Variant.Id], Stop);
        Assert.Equal(3, (await Templates().Of(template, Stop)).Count);
        Assert.False(Assert.Single(await Templates().Read([variants[3].Variant.Id], Stop)).Variant.Active);
    }

    [Fact]
    public async Task A_product_comes_in_one_more_value_once_and_what_was_archived_comes_back_with_it()
    {
        var loading = new TemplateLoading(World.Odoo, World.Profile, Rules(), World.Module);
        var (draft, sizes) = (Shirt("grown"), new ListingOption($"Size {World.Tag}", ["XL", "S"]));
        var template = Assert.IsType<TemplateLoaded.There>(await loading.Load(draft, Stop)).Template;
        var away = (await Templates().Of(template, Stop)).Single(one => Named(one) == "L Blue").Variant.Id;
        await loading.Archive([away], Stop);
        Assert.Equal(3, (await Templates().Of(template, Stop)).Count);

        Assert.Null(await loading.Extend(template, [sizes], Stop));
        var grown = (await Templates().Of(template, Stop)).Select(Named).Order().ToList();
        Assert.Equal(["L Blue", "L Red", "S Blue", "S Red", "XL Blue", "XL Red"], grown);
        Assert.Null(await loading.Extend(template, [sizes], Stop));
        Assert.Equal(grown, (await Templates().Of(template, Stop)).Select(Named).Order());
        await loading.Archive([away], Stop);
        await loading.Restore(away, Stop);
        Assert.True(Assert.Single(await Templates().Read([away], Stop)).Variant.Active);
        Assert.Contains("Odoo has the value “XL” of", await loading.Extend(template, [sizes with { Values = ["xl "] }], Stop), StringComparison.Ordinal);
        Assert.Contains("differs from", Assert.Single(Assert.IsType<TemplateLoaded.Refused>(await loading.Load(Shirt("near") with { Options = [sizes with { Name = $"SIZE {World.Tag}" }] }, Stop)).Messages), StringComparison.Ordinal);
        Assert.Contains("no one attribute called “Length”", await loading.Extend(template, [new ListingOption("Length", ["1"])], Stop), StringComparison.Ordinal);

        static string Named(LinkedVariant one) => $"{one.Variant.Attributes[0].Value} {one.Variant.Attributes[1].Value}";
    }

    [Fact]
    public async Task What_each_value_adds_makes_the_variants_prices()
    {
        var (draft, size, colour) = (Shirt("parted"), $"Size {World.Tag}", $"Colour {World.Tag}");
        var template = Assert.IsType<TemplateLoaded.There>(await new TemplateLoading(World.Odoo, World.Profile, Rules(), World.Module).Load(draft, Stop)).Template;
        var parts = PriceParts.Of([([(size, "S"), (colour, "Red")], 20m), ([(size, "L"), (colour, "Red")], 23.5m), ([(size, "S"), (colour, "Blue")], 21m)])!;
        for (var time = 0; time < 2; time++) await Templates().WritePrices(template, parts, Stop);

        Assert.Equal(
            ["L Blue 24.5", "L Red 23.5", "S Blue 21", "S Red 20"],
            (await Templates().Of(template, Stop)).Select(one => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{one.Variant.Attributes[0].Value} {one.Variant.Attributes[1].Value} {one.Variant.SalesPrice:0.##}")).Order());
    }

    [Fact]
    public async Task Prices_come_from_the_rules_of_a_pricelist()
    {
        var loading = new TemplateLoading(World.Odoo, World.Profile, Rules(), World.Module);
        var template = Assert.IsType<TemplateLoaded.There>(await loading.Load(Shirt("priced"), Stop)).Template;
        var variants = await Templates().Of(template, Stop);
        var list = await World.Create("product.pricelist", ("name", $"Web {World.Tag}"), ("currency_id", World.Profile.IdOf(World.Profile.Company.Currency)));
        await World.Create("product.pricelist.item", ("pricelist_id", list), ("applied_on", "3_global"), ("compute_price", "percentage"), ("percent_price", 20m));
        await World.Create("product.pricelist.item", ("pricelist_id", list), ("applied_on", "0_product_variant"), ("product_tmpl_id", template), ("product_id", variants[1].Variant.Id), ("compute_price", "fixed"), ("fixed_price", 7.77m));
        var profile = await Tandem.Odoo.Server.OdooProfiles.Read(World.Odoo, World.Profile.Company.Id, Stop);

        var read = await new OdooTemplates(World.Odoo, profile, Rules(new OdooId<Pricelist>(list)), TimeProvider.System).Of(template, Stop);
        Assert.Equal([10m, 7.77m, 10m, 10m], read.Select(one => one.Variant.Price.Amount!.Value));
        var templates = new OdooTemplates(World.Odoo, profile, Rules(new OdooId<Pricelist>(list)), TimeProvider.System);
        var rules = await templates.Since(SightingKind.Price, DateTimeOffset.UnixEpoch, Stop);
        Assert.Equal(2, rules.Count);
        var glimpse = await templates.Glimpse(SightingKind.Price, DateTimeOffset.UnixEpoch, Stop);
        Assert.True(glimpse.Agrees(rules));
        // Both in one transaction: the same rows at fewer times.
        await World.Odoo.Write("product.pricelist.item", [.. rules.Select(rule => rule.Id)], new Dictionary<string, object?> { ["min_quantity"] = 1m }, World.Context, Stop);
        Assert.NotEqual(glimpse, await templates.Glimpse(SightingKind.Price, rules.Min(rule => rule.WrittenAt), Stop));
    }

    [Fact]
    public async Task An_image_is_known_by_its_checksum_and_read_only_when_it_is_wanted()
    {
        var template = Assert.IsType<TemplateLoaded.There>(await new TemplateLoading(World.Odoo, World.Profile, Rules(), World.Module).Load(Shirt("pictured"), Stop)).Template;
        var pictured = new OdooTemplates(World.Odoo, World.Profile, Rules() with { Decisions = Rules().Decisions with { Products = Rules().Decisions.Products with { Listings = new ListingDecision { Owners = new Dictionary<ListingField, FieldOwner> { [ListingField.Image] = FieldOwner.Odoo } } } } }, TimeProvider.System);
        async Task<OdooImage?> Known() => (await pictured.Of(template, Stop))[0].Template.Image;
        Assert.Null(await Known());

        var pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        await World.Odoo.Write(Template.Model, [template.Value], new Dictionary<string, object?> { ["image_1920"] = Convert.ToBase64String(pixel) }, World.Context, Stop);
        var image = (await Known())!;
        Assert.Equal(("image/png", null), (image.MimeType, image.Refusal));
        var bytes = (await pictured.ImageOf(template, Stop))!;
        Assert.Equal(image.Bytes, bytes.Length);
        Assert.Equal(image, await Known());
        Assert.Null((await Templates().Of(template, Stop))[0].Template.Image);

        // A variant's own image is its own alone.
        var first = (await pictured.Of(template, Stop))[0].Variant.Id;
        await World.Odoo.Write(Product.Model, [first.Value], new Dictionary<string, object?> { ["image_variant_1920"] = Convert.ToBase64String(pixel) }, World.Context, Stop);
        var variants = await pictured.Of(template, Stop);
        Assert.Equal([first], variants.Where(one => one.Variant.Image is not null).Select(one => one.Variant.Id));
        Assert.Equal(variants[0].Variant.Image!.Bytes, (await pictured.ImageOf(first, Stop))!.Length);
        Assert.Null(await pictured.ImageOf(variants[1].Variant.Id, Stop));

        await World.Odoo.Write(Template.Model, [template.Value], new Dictionary<string, object?> { ["image_1920"] = false }, World.Context, Stop);
        Assert.Null(await Known());
        Assert.Null(await pictured.ImageOf(template, Stop));
    }

    private OdooTemplates Templates() => new(World.Odoo, World.Profile, Rules(), TimeProvider.System);

    private TemplateDraft Shirt(string name)
    {
        var number = Math.Abs(HashCode.Combine(World.Tag, name));
        return new TemplateDraft(
            new ProductId(number), $"Shirt {name} {World.Tag}", "Two\nlines", 12.5m, "691110", "FR",
            [new ListingOption($"Size {World.Tag}", ["S", "L"]), new ListingOption($"Colour {World.Tag}", ["Red", "Blue"])], []);
    }

    private OrderRules Rules(OdooId<Pricelist>? list = null) => new()
    {
        Decisions = new ShopDecisions
        {
            Shop = ShopDomain.Parse("alpha.myshopify.com"),
            Odoo = new OdooDecision(World.Connection.Url, World.Connection.Database, World.Connection.User, "X", new OdooReference(null, World.Profile.Company.Id.Value)),
            Customers = new CustomerDecision(CustomerStrategy.MatchEmail),
            Products = new ProductDecision(VariantIdentity.Sku, ProductIdentity.InternalReference) { Listings = new ListingDecision { Pricelist = list is { } id ? new OdooReference(null, id.Value) : null } },
            Orders = new OrderDecision(),
        },
        Company = World.Profile.Company.Id,
        CompanyCurrency = World.Profile.Company.Currency,
        Book = World.Profile.Book,
        OdooTaxes = new Dictionary<OdooId<Tax>, Tandem.Sync.Sales.OdooTax>(),
        Taxes = [],
        Listings = new ListingRules { Pricelist = list },
    };
}
