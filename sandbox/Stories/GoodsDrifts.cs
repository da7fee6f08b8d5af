using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary>A difference of a product or of its stock to plant, and all that a reconciler has to say of it.</summary>
/// <param name="What">For people.</param>
/// <param name="Plant">Does it, as a person in one of the two systems would while nobody tells Tandem.</param>
internal sealed record GoodsDrift(string What, IReadOnlyList<ToldOfGoods> Told, Action<GoodsGround> Plant);

/// <param name="Field">Part of the field that is to be named.</param>
/// <param name="Heals">The record's own loop mends it.</param>
internal sealed record ToldOfGoods(RecordKind Record, FindingKind Kind, string Field, bool Heals);

/// <summary>Where one difference is planted: a variant that nobody buys, and its Odoo product.</summary>
internal sealed record GoodsGround(PracticeHouse House, VariantDescription Variant, int Product, IReadOnlyDictionary<long, int> Places)
{
    public void InOdoo(string field, object? value) => House.Odoo.Change("product.product", Product, new Dictionary<string, object?> { [field] = value });

    public void InShopify(Func<VariantDescription, VariantDescription> change) => House.Shop.Add(change(Variant));

    public void Count(long location, decimal quantity) => new PracticeShelf(House.Odoo).Count(Variant.Sku!, Places[location], quantity);
}

/// <summary>One of every kind of difference of products and stock.</summary>
internal static class GoodsDrifts
{
    public const long Main = 7001;
    public const long Town = 7002;

    /// <summary>How far the number of a variant is from that of one that is added beside it.</summary>
    public const long Beside = 4;

    public static IReadOnlyList<GoodsDrift> All { get; } =
    [
        new("its price was changed in Odoo", [Field("price", true)], ground => ground.InOdoo("list_price", ground.Variant.Price + 5m)),
        new("its price was changed in Shopify, though Odoo owns it", [Field("price", false)], ground => ground.InShopify(variant => variant with { Price = 99m })),
        new("its title was changed in Odoo", [Field("title", true)], ground => ground.InOdoo("name", "Renamed")),
        new("its weight was changed in Odoo", [Field("weight", true)], ground => ground.InOdoo("weight", 2.5m)),
        new("it was given an image in Odoo", [Field("image", true)], ground => ground.InOdoo("image_1920", Picture)),
        new("its barcode was changed in Odoo", [Field("barcode", true), new(RecordKind.Product, FindingKind.Differs, "variant ", true)], ground => ground.InOdoo("barcode", $"BAR-{ground.Product}")),
        new("its internal reference was changed in Odoo", [new(RecordKind.Product, FindingKind.Differs, "variant ", false)], ground => ground.InOdoo("default_code", $"OTHER-{ground.Product}")),
        new("it was archived in Odoo", [new(RecordKind.Product, FindingKind.Waits, "variant ", false), Field("status", true), Waits, Waits], ground => ground.InOdoo("active", false)),
        new("it was archived in Shopify, though Odoo owns that", [Field("status", false)], ground => ground.InShopify(variant => variant with { Status = "ARCHIVED" })),
        new("a variant was added in Shopify that Odoo does not know", [new(RecordKind.Product, FindingKind.Waits, "variant ", false)], ground =>
            ground.House.Shop.Add(new VariantDescription(ground.Variant.Id + Beside, $"{ground.Variant.Sku}-NEW", "New thing", 1m) { ProductId = ground.Variant.ProductId + Beside })),
        new("it was counted in Odoo", [Stock(FindingKind.Differs)], ground => ground.Count(Main, 3m)),
        new("it was counted in Odoo at the second location", [Stock(FindingKind.Differs)], ground => ground.Count(Town, 0m)),
        new("its stock was changed in Shopify", [Stock(FindingKind.Differs)], ground => ground.House.Shop.Stock.Change(ground.Variant.Id, Main, -4, tell: false)),
        new("it is stocked at a location no more", [Stock(FindingKind.Behind)], ground => ground.House.Shop.Stock.Unstock(ground.Variant.Id, Town)),
    ];

    /// <summary>One red dot.</summary>
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

    private static ToldOfGoods Waits => new(RecordKind.Location, FindingKind.Waits, "stock of", false);

    private static ToldOfGoods Field(string field, bool heals) => new(RecordKind.Product, FindingKind.Differs, field, heals);

    private static ToldOfGoods Stock(FindingKind kind) => new(RecordKind.Location, kind, "stock of", true);
}
